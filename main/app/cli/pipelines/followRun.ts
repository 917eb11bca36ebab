import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { RunId } from '../../../pipelines/ids.ts';
import type { OpenedPipelines } from '../../../pipelines/openPipelines.ts';
import type { Records, Run } from '../../../pipelines/records/records.ts';
import type { Task } from '../../../pipelines/run/states.ts';
import { ENDED } from '../../../pipelines/run/states.ts';
import type { Terminal } from '../terminal.ts';
import { keepAwake } from './keepAwake.ts';
import { patiently } from './patiently.ts';

const MOST = 1_000;

/**
 * Tells every change of a run's steps until it ended, or asks for a person. Ctrl-C cancels it, and then waits for its end.
 * Where an earlier run asks, this one would never begin: the answer is that one then.
 */
export async function followRun(
  { pipelines, records }: OpenedPipelines,
  id: RunId,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Result<Run>> {
  const told = new Map<string, string>();
  let wake = () => {};
  const unlisten = pipelines.onChange(() => wake());
  const cancel = () => void patiently(() => pipelines.cancel(id));
  signal.addEventListener('abort', cancel, { once: true });
  const awake = keepAwake();
  try {
    for (;;) {
      const changed = new Promise<void>((settle) => (wake = settle));
      const run = await patiently(() => records.run(id));
      if (!run.ok) return run;
      if (run.value === null) return unknownRun(id);
      const tasks = await patiently(() => records.tasks([id]));
      if (!tasks.ok) return tasks;
      for (const task of tasks.value.get(id) ?? []) tell(task, told, terminal);
      const { status } = run.value;
      if (ENDED.includes(status) || status === 'crash_loop' || status === 'held') return ok(run.value);
      const asks = status === 'queued' ? await askingBefore(records, run.value) : ok(null);
      if (!asks.ok) return asks;
      if (asks.value !== null) return ok(asks.value);
      await changed;
    }
  } finally {
    awake.end();
    unlisten();
    signal.removeEventListener('abort', cancel);
  }
}

/** A run that stopped and asks lets none of its pipeline, or of its backfill, begin after it. */
export async function askingBefore(
  records: Pick<Records, 'runs' | 'run'>,
  { pipeline, backfill }: Pick<Run, 'pipeline' | 'backfill'>,
): Promise<Result<Run | null>> {
  const asking = await records.runs({ pipeline, status: ['crash_loop'] }, { skip: 0, take: MOST });
  if (!asking.ok) return asking;
  const found = asking.value.find((one) => one.backfill === backfill);
  return found === undefined ? ok(null) : records.run(found.id);
}

/** What a person is told of a run that asks. */
export function asksPerson({ id, pipeline, note }: Run): Result<never> {
  return fail('RUN_NOT_POSSIBLE', {
    message: `The run ${id} of ${pipeline} waits for a decision. ${note ?? ''}`.trim(),
    next: `Decide with: scheduler go-on ${id}, or scheduler give-up ${id}.`,
    subject: id,
  });
}

function tell(task: Task, told: Map<string, string>, terminal: Terminal): void {
  const now = `${task.status}${task.note === null ? '' : `: ${task.note}`}`;
  if (told.get(task.step) === now) return;
  told.set(task.step, now);
  if (task.status !== 'waiting' && task.status !== 'ready') terminal.progress(`${task.step} ${now}`);
}

export function unknownRun(id: string): Result<never> {
  return fail('RUN_UNKNOWN', {
    message: `There is no run ${id} on record.`,
    next: 'See them with: runs.',
    subject: id,
  });
}
