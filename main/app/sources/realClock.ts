import { setTimeout as pause } from 'node:timers/promises';
import type { SourceClock } from '../../sources/clock.ts';

/** Node's timers hold no more, and a machine that slept would wake into a wait that should be over. */
const LONGEST = 60_000;

export const realClock: SourceClock = {
  now: () => Date.now(),
  async wait(milliseconds, signal) {
    const until = Date.now() + milliseconds;
    for (let left = milliseconds; left > 0 && !signal.aborted; left = until - Date.now())
      await pause(Math.min(left, LONGEST), undefined, { signal }).catch(() => undefined);
  },
};
