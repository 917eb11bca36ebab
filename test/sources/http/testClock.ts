import type { SourceClock } from '../../../main/sources/clock.ts';

export interface TestClock extends SourceClock {
  /** All that was waited for, in order. */
  readonly waits: number[];
  set(at: number): void;
}

/** Waiting moves it on and takes no time. */
export function createTestClock(start = Date.UTC(2024, 5, 1, 12)): TestClock {
  let now = start;
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    wait(milliseconds, signal) {
      if (!signal.aborted) {
        waits.push(milliseconds);
        now += milliseconds;
      }
      return Promise.resolve();
    },
    set: (at) => {
      now = at;
    },
  };
}
