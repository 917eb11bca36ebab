import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../pipelines/clock.ts';

/** The machine's own time. */
export const pipelineClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  async wait(milliseconds, signal) {
    // A wait alone keeps no program running: whoever must go on holds it open.
    await pause(milliseconds, undefined, { ref: false, ...(signal && { signal }) }).catch(() => undefined);
  },
};
