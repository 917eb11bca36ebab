import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { RunId } from '../../../pipelines/ids.ts';
import type { OpenedPipelines } from '../../../pipelines/openPipelines.ts';
import type { Run } from '../../../pipelines/records/records.ts';
import type { Task } from '../../../pipelines/run/states.ts';
import { ENDED } from '../../../pipelines/run/states.ts';
import type { Terminal } from '../terminal.ts';
import { keepAwake } from './keepAwake.ts';

/** Tells every change of a run's steps until it ended, or asks for a person. Ctrl-C cancels it, and then waits for its end. */
export async function followRun(
  { pipelines, records }: OpenedPipelines,
  id: RunId,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Result<Run>> {
  const told = new Map<string, string>();
  let wake = () => {};
  const unlisten = pipelines.onChange(() => wake());
  const cancel = () => void pipelines.cancel(id);
  signal.addEventListener('abort', cancel, { once: true });
  const awake = keepAwake();
  try {
    for (;;) {
      const changed = new Promise<void>((settle) => (wake = settle));
      const run = await records.run(id);
      if (!run.ok) return run;
      if (run.value === null) return unknownRun(id);
      const tasks = await records.tasks([id]);
      if (!tasks.ok) return tasks;
      for (const task of tasks.value.get(id) ?? []) tell(task, told, terminal);
      const { status } = run.value;
      if (ENDED.includes(status) || status === 'crash_loop' || status === 'held') return ok(run.value);
      await changed;
    }
  } finally {
    awake.end();
    unlisten();
    signal.removeEventListener('abort', cancel);
  }
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
