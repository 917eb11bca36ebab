import type { Progress } from '../../../shared/domain/job.ts';
import { kindOf, type Step, type StepName } from '../../../shared/domain/pipeline/step.ts';
import { fail, type Result } from '../../../shared/errors/failure.ts';
import { renderStep } from '../definition/renderStep.ts';
import { attemptOf } from '../run/attempt.ts';
import type { StepEnd, StepRunner } from '../run/runner.ts';
import type { Task, Try } from '../run/states.ts';
import type { ActiveRun, Hold } from './activeRun.ts';
import type { EngineParts } from './parts.ts';
import type { Stop } from './settleTry.ts';

/** A step being carried out, from when its slots are its own until its end is known. */
export interface Execution {
  readonly active: ActiveRun;
  readonly step: StepName;
  readonly item: number;
  readonly pool: string;
  readonly slots: number;
  readonly attempt: Try;
  readonly controller: AbortController;
  progress: Progress | null;
  stop: Stop | null;
  /** Monotonic, both: when it has taken too long, and when it is left to itself because it doesn't stop. */
  deadline: number | null;
  graceEnd: number | null;
  begun: boolean;
  settled: boolean;
}

/** The step with its texts filled in for this run and item. */
export function rendered(parts: EngineParts, { run }: ActiveRun, step: Step, task: Task): Result<Step> {
  const { id, pipeline, interval, params } = run;
  const zone = parts.zoneOf(run);
  return renderStep(step, { run: { id }, pipeline, interval, params, zone, item: task.value });
}

export function runnerOf(parts: EngineParts, step: Step): StepRunner | undefined {
  return parts.runners[kindOf(step)] as StepRunner | undefined;
}

/** Hands the step to whoever can do it. Whatever is thrown is a defect of theirs and ends this step alone. */
export async function carryOut(
  parts: EngineParts,
  exec: Execution,
  hold: Hold,
  onProgress: () => void,
): Promise<StepEnd> {
  const { active, controller } = exec;
  const { id, pipeline, kind, interval, params } = active.run;
  const task = active.task(exec.step, exec.item);
  const step = active.graph.steps.get(exec.step);
  if (task === undefined || step === undefined) throw new Error(`There is no step ${exec.step}.`);
  try {
    const filled = rendered(parts, active, step, task);
    if (!filled.ok) return { is: 'failed', failure: filled.failure };
    const runner = runnerOf(parts, step);
    if (runner === undefined) return noRunner(step);
    return await runner.run({
      step: filled.value,
      run: { id, pipeline, kind, interval, params },
      attempt: attemptOf(id, task),
      cursor: task.cursor,
      signal: controller.signal,
      report(progress) {
        if (exec.settled) return;
        exec.progress = progress;
        onProgress();
      },
      say(line) {
        if (!exec.settled) hold.log?.say(line);
      },
    });
  } catch (error) {
    if (controller.signal.aborted) return { is: 'failed', failure: stopped(step) };
    const reference = parts.log.error('A step met a defect.', { pipeline, step: step.name, error });
    const { failure } = fail('INTERNAL', {
      message: `The step ${step.name} met a defect in Leadline.`,
      next: 'Look into the log under the reference, and try again.',
      subject: step.name,
    });
    return { is: 'failed', failure: { ...failure, reference } };
  }
}

function noRunner(step: Step): StepEnd {
  const { failure } = fail('PIPELINE_INVALID', {
    message: `The step ${step.name} is of the kind ${kindOf(step)}, which can't be carried out here.`,
    next: 'Take the step out of the pipeline.',
    subject: step.name,
  });
  return { is: 'failed', failure };
}

function stopped(step: Step) {
  return fail('CANCELLED', {
    message: `The step ${step.name} was stopped.`,
    next: 'Run it again.',
    subject: step.name,
  }).failure;
}
