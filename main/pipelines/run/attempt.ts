import { createHash } from 'node:crypto';
import type { RunId } from '../ids.ts';
import type { Task } from './states.ts';

/**
 * The name under which a task lands what it makes: the same for every try, until it is cleared. An item is named by its
 * value too, because a query may give other items the next time it is asked.
 */
export function attemptOf(run: RunId, { step, item, value, cleared }: Task): string {
  if (item === -1) return `${run}.${step}.${String(cleared)}`;
  const digest = createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
  return `${run}.${step}.${String(cleared)}.${String(item)}.${digest}`;
}
