import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../clock.ts';

/** A clock that only moves when a test says so. */
export interface FakeClock extends Clock {
  /** Both clocks, together; what waits fires in its order, each at its own moment. */
  advance(milliseconds: number): Promise<void>;
  /** The wall alone, forward or back, as a person or a time server moves it. Nothing that waits fires. */
  leap(milliseconds: number): void;
  /**
   * The machine sleeps: the wall goes on and nothing fires meanwhile. The monotonic clock stands still, or goes on too where
   * told, and then what became due fires once, at the wake.
   */
  sleep(milliseconds: number, monotonic?: 'stands' | 'goes on'): Promise<void>;
  /** Since the machine started, its sleep included; a leap of the wall doesn't touch it. */
  uptime(): number;
  /** How many waits are open. */
  waiting(): number;
}

interface Wait {
  readonly due: number;
  fire(): void;
}

export function createFakeClock(options: { readonly at: number | string }): FakeClock {
  let wall = typeof options.at === 'number' ? options.at : Date.parse(options.at);
  let monotonic = 1_000;
  let slept = 0;
  if (Number.isNaN(wall)) throw new Error(`${options.at} is no instant.`);
  const waits = new Set<Wait>();

  function next(until: number): Wait | undefined {
    let found: Wait | undefined;
    for (const wait of waits) {
      if (wait.due <= until && (found === undefined || wait.due < found.due)) found = wait;
    }
    return found;
  }

  async function fireUntil(until: number, onto: (due: number) => void): Promise<void> {
    // What waited may want to wait again before the clock moves on.
    await turn();
    for (let wait = next(until); wait !== undefined; wait = next(until)) {
      onto(wait.due);
      wait.fire();
      await turn();
    }
  }

  return {
    now: () => wall,
    monotonic: () => monotonic,
    wait(milliseconds, signal) {
      if (signal?.aborted === true) return Promise.resolve();
      return new Promise((resolve) => {
        const wait: Wait = {
          due: monotonic + Math.max(0, milliseconds),
          fire() {
            waits.delete(wait);
            signal?.removeEventListener('abort', wait.fire);
            resolve();
          },
        };
        waits.add(wait);
        signal?.addEventListener('abort', wait.fire, { once: true });
      });
    },
    async advance(milliseconds) {
      const until = monotonic + milliseconds;
      const onto = (due: number) => {
        const step = Math.max(0, due - monotonic);
        monotonic += step;
        wall += step;
      };
      await fireUntil(until, onto);
      onto(until);
    },
    leap(milliseconds) {
      wall += milliseconds;
    },
    async sleep(milliseconds, how = 'stands') {
      wall += milliseconds;
      if (how === 'stands') {
        slept += milliseconds;
        return;
      }
      monotonic += milliseconds;
      await fireUntil(monotonic, () => {});
    },
    uptime: () => monotonic + slept,
    waiting: () => waits.size,
  };
}
