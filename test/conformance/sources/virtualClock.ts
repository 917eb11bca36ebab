import type { SourceClock } from '../../../main/sources/clock.ts';

/** A clock that only waiting and the scripted server move. Waiting takes no time. */
export interface VirtualClock extends SourceClock {
  advance(milliseconds: number): void;
  /** Milliseconds of all waits so far. */
  waited(): number;
}

export function createVirtualClock(start: number): VirtualClock {
  let now = start;
  let waited = 0;
  return {
    now: () => now,
    async wait(milliseconds, signal) {
      if (signal.aborted || !(milliseconds > 0)) return;
      now += milliseconds;
      waited += milliseconds;
    },
    advance(milliseconds) {
      now += milliseconds;
    },
    waited: () => waited,
  };
}
