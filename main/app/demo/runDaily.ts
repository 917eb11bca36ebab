import { setTimeout as pause } from 'node:timers/promises';
import type { Progress, Work } from '../../../shared/domain/job.ts';
import { type Pipeline, PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import { kindOf, type Step, type StepKind } from '../../../shared/domain/pipeline/step.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { RunId } from '../../pipelines/ids.ts';
import type { OpenedPipelines } from '../../pipelines/openPipelines.ts';
import type { Run } from '../../pipelines/records/records.ts';
import { ENDED, TASK_ENDED, type Task } from '../../pipelines/run/states.ts';

export const DAILY = PipelineName.parse('daily');

const LOOK_MS = 250;
const MOST_ASKING = 100;

/** How long each kind of step takes, beside the others: for a bar that moves evenly. */
const WEIGHTS: Partial<Record<StepKind, number>> = { build: 14, study: 50 };
const OTHER = 4;

/** What a person sees while it runs. */
const WORDS: Partial<Record<StepKind, string>> = {
  build: 'Making the models',
  sort: 'Sorting trends',
  brief: 'Writing the brief',
  study: 'Comparing attention with sales',
};

/**
 * The pipeline daily without its sources, which need a network, to its end. An abort cancels the run; what its steps wrote
 * stays, and the next run goes on from there.
 */
export async function runDaily(opened: OpenedPipelines, { signal, report }: Work): Promise<Result<Run>> {
  const { pipelines, records, definitions } = opened;
  const pipeline = (await definitions.get(DAILY))?.pipeline ?? null;
  if (pipeline === null) return noPipeline();
  const asking = await records.runs(
    { pipeline: DAILY, status: ['crash_loop', 'held'] },
    { skip: 0, take: MOST_ASKING },
  );
  if (!asking.ok) return asking;
  // A run that asks a person would let none begin after it; what it did is done again here.
  for (const { id } of asking.value) await pipelines.answer(id, false);
  const params = pipeline.params?.['sources'] === undefined ? {} : { sources: [] };
  const started = await pipelines.runNow(DAILY, params);
  if (!started.ok) return started;
  return untilEnded(opened, started.value, { signal, report: whole(pipeline, opened, report) });
}

interface Watching {
  readonly signal: AbortSignal;
  readonly report: (tasks: readonly Task[]) => void;
}

async function untilEnded(
  { pipelines, records }: OpenedPipelines,
  id: RunId,
  { signal, report }: Watching,
): Promise<Result<Run>> {
  let cancelled = false;
  for (;;) {
    if (signal.aborted && !cancelled) cancelled = (await pipelines.cancel(id)).ok;
    const run = await records.run(id);
    if (!run.ok) return run;
    if (run.value === null || ENDED.includes(run.value.status)) return endOf(run.value, records);
    const tasks = await records.tasks([id]);
    if (tasks.ok) report(tasks.value.get(id) ?? []);
    await pause(LOOK_MS);
  }
}

async function endOf(run: Run | null, records: OpenedPipelines['records']): Promise<Result<Run>> {
  if (run?.status === 'succeeded') return ok(run);
  if (run === null || run.status === 'cancelled')
    return fail('CANCELLED', { message: 'The demo was stopped half-way.', next: GO_ON });
  const tasks = await records.tasks([run.id]);
  const failed = tasks.ok ? tasks.value.get(run.id)?.find(({ status }) => status === 'failed') : undefined;
  const where =
    failed === undefined ? '' : ` at its step ${failed.step}: ${failed.note ?? 'without a reason'}`;
  return fail('RUN_NOT_POSSIBLE', {
    message: `The pipeline daily failed${where}`.replace(/\.?$/, '.'),
    next: `See its run on the screen Pipelines. ${GO_ON}`,
    subject: run.id,
  });
}

export const GO_ON = 'Ask for the demo in the same folder again: it goes on from what is there.';

/** Tasks of a run as one bar, which never goes back. */
function whole({ steps }: Pipeline, { live }: OpenedPipelines, report: (progress: Progress) => void) {
  const weightOf = (step: Step) => WEIGHTS[kindOf(step)] ?? OTHER;
  const total = steps.reduce((sum, step) => sum + weightOf(step), 0);
  let furthest = 0;
  return (tasks: readonly Task[]) => {
    const running = new Map(live().map(({ step, progress }) => [step, progress]));
    let done = 0;
    let now = 'Beginning';
    for (const step of steps) {
      const task = tasks.find(({ step: name }) => name === step.name);
      if (task !== undefined && TASK_ENDED.includes(task.status)) done += weightOf(step);
      else if (running.has(step.name)) {
        now = WORDS[kindOf(step)] ?? step.name;
        done += weightOf(step) * shareOf(running.get(step.name) ?? null);
      }
    }
    furthest = Math.max(furthest, done / total);
    report({ step: now, done: furthest, total: 1 });
  };
}

/** A study goes over its pairs more than once: where each time begins and ends, of the whole. */
const PHASES: Readonly<Record<string, readonly [number, number]>> = {
  comparing: [0.1, 0.5],
  checking: [0.5, 0.95],
  'comparing platforms': [0.95, 1],
};

function shareOf(progress: Progress | null): number {
  const { step = '', done = 0, total = 0 } = progress ?? {};
  const share = total <= 0 ? 0 : Math.min(1, done / total);
  const [from, to] = PHASES[step] ?? [0, 1];
  return from + (to - from) * share;
}

function noPipeline(): Result<never> {
  return fail('PIPELINE_UNKNOWN', {
    message: 'This workspace has no pipeline daily that can run.',
    next: 'Choose a new or an empty folder for the demo.',
    subject: DAILY,
  });
}
