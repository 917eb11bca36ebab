import type { RunLine, TaskLine, TryLine } from '../../../../shared/contract/pipelines.ts';
import type { TaskStatus } from '../../../../shared/domain/pipeline/run.ts';
import type { LiveTask } from '../../../pipelines/engine/engine.ts';
import type { RunLine as RunOnRecord } from '../../../pipelines/records/records.ts';
import type { Task, Try } from '../../../pipelines/run/states.ts';

export function runLine(run: RunOnRecord): RunLine {
  const { id, pipeline, kind, status, slot, queuedAt, startedAt, endedAt, interruptions, round, note } = run;
  const { from, to } = run.interval;
  return {
    id,
    pipeline,
    kind,
    status,
    slot,
    interval: { from, to },
    queuedAt,
    startedAt,
    endedAt,
    interruptions,
    round,
    note,
  };
}

export function taskLine(task: Task, live: LiveTask | undefined): TaskLine {
  const { step, item, value, status, tries, lastTry, notBefore, startedAt, endedAt, note, stale } = task;
  return {
    step,
    item,
    value: value === null ? null : String(value),
    status,
    tries,
    lastTry,
    notBefore,
    startedAt,
    endedAt,
    note,
    stale,
    progress: live?.progress ?? null,
  };
}

export function tryLine({ number, startedAt, endedAt, status, failure, outcome, wrote, rows }: Try): TryLine {
  return { number, startedAt, endedAt, status, failure, outcome, wrote: [...wrote], rows };
}

/** How many items of a mapped step stand how. */
export function countStates(tasks: readonly Task[]): Partial<Record<TaskStatus, number>> {
  const counts: Partial<Record<TaskStatus, number>> = {};
  for (const { status } of tasks) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
