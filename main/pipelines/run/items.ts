import { newTask } from './newTask.ts';
import type { Task, TaskStatus } from './states.ts';
import { isEnded } from './trigger.ts';

export type Item = string | number;

/** The items' tasks, on the rows of an earlier clearing where there are any: those keep their tries. */
export function itemTasks(parent: Task, items: readonly Item[], had: readonly Task[], now: string): Task[] {
  const made = items.map((value, item): Task => {
    const before = had.find((one) => one.item === item);
    const { cleared, lastTry } = before ?? parent;
    return {
      ...newTask(parent.step, item, value),
      status: 'ready',
      cleared: Math.max(cleared, parent.cleared),
      lastTry: before === undefined ? 0 : lastTry,
    };
  });
  const gone = had
    .filter(({ item }) => item >= items.length)
    .map(
      (task): Task => ({
        ...task,
        status: 'skipped',
        endedAt: now,
        note: 'It is no longer among the items.',
      }),
    );
  return [...made, ...gone];
}

/** What the items together say of their step; null while one of them hasn't ended. */
export function foldItems(
  items: readonly Task[],
): { readonly status: TaskStatus; readonly note: string | null } | null {
  const count = (status: TaskStatus) => items.filter((one) => one.status === status).length;
  if (items.some((one) => !isEnded(one.status))) return null;
  const failed = count('failed');
  if (failed > 0)
    return {
      status: 'failed',
      note: `${failed.toLocaleString('en')} of ${items.length.toLocaleString('en')} items failed.`,
    };
  if (count('cancelled') > 0) return { status: 'cancelled', note: 'The run was cancelled.' };
  return count('succeeded') > 0
    ? { status: 'succeeded', note: null }
    : { status: 'skipped', note: 'No item had anything to do.' };
}
