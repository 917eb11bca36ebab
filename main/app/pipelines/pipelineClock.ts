import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../pipelines/clock.ts';

/** The machine's own time. */
export const pipelineClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  async wait(milliseconds, signal) {
    // It holds the program open: what waits to be put on record while the program ends must not be cut off by its end.
    await pause(milliseconds, undefined, signal && { signal }).catch(() => undefined);
  },
};
