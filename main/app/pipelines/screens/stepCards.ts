import type { StepCard } from '../../../../shared/contract/pipelines.ts';
import type { Pipeline } from '../../../../shared/domain/pipeline/pipeline.ts';
import { kindOf, type Step, type StepName } from '../../../../shared/domain/pipeline/step.ts';
import type { RelationName } from '../../../../shared/domain/relation.ts';
import { criticalPath, expectedOf } from '../../../pipelines/run/criticalPath.ts';
import { graphOf } from '../../../pipelines/run/graph.ts';
import type { StepRunner, StepRunners } from '../../../pipelines/run/runner.ts';
import { stepWords } from './stepWords.ts';

export async function stepCards(
  pipeline: Pipeline,
  durations: ReadonlyMap<StepName, readonly number[]>,
  runners: StepRunners,
): Promise<StepCard[]> {
  const expected = expectedOf(durations);
  const critical = new Set(criticalPath(graphOf(pipeline), expected).path);
  return Promise.all(
    pipeline.steps.map(async (step) => ({
      name: step.name,
      kind: kindOf(step),
      does: stepWords(step),
      after: [...(step.after ?? [])],
      trigger: step.trigger ?? 'all_success',
      mapped: step.map !== undefined,
      writes: [...(await writesOf(step, runners))],
      // Without a single duration every path is as long as any other.
      critical: expected.size > 0 && critical.has(step.name),
      usualMs: expected.get(step.name) ?? null,
    })),
  );
}

async function writesOf(step: Step, runners: StepRunners): Promise<readonly RelationName[]> {
  const runner = runners[kindOf(step)] as StepRunner | undefined;
  return (await runner?.writes?.(step)) ?? [];
}
