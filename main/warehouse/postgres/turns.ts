import type { Result } from '../../../shared/errors/failure.ts';
import type { Priority } from '../store.ts';
import { failureOf, type Stop } from './stop.ts';

/** A place to do something; given back once. */
export type Place = { release(): void };

export interface Turns {
  take(priority: Priority, stop: Stop): Promise<Result<Place>>;
}

interface Waiting {
  readonly priority: Priority;
  enter(): void;
}

/**
 * At most `places` at once. Who a person waits for goes before the rest, and work in the background never takes the
 * last place where there is more than one.
 */
export function createTurns(places: number): Turns {
  const waiting: Waiting[] = [];
  let taken = 0;
  const backgroundMost = Math.max(1, places - 1);

  function admit(): void {
    const next =
      waiting.find(({ priority }) => priority === 'interactive') ??
      (taken < backgroundMost ? waiting[0] : undefined);
    if (next === undefined || taken >= places) return;
    waiting.splice(waiting.indexOf(next), 1);
    taken += 1;
    next.enter();
    admit();
  }

  function place(): Place {
    let held = true;
    return {
      release() {
        if (!held) return;
        held = false;
        taken -= 1;
        admit();
      },
    };
  }

  return {
    take: (priority, stop) =>
      new Promise((resolve) => {
        if (stop.aborted) return resolve({ ok: false, failure: failureOf(stop) });
        const leave = () => {
          waiting.splice(waiting.indexOf(one), 1);
          resolve({ ok: false, failure: failureOf(stop) });
        };
        const one: Waiting = {
          priority,
          enter() {
            stop.removeEventListener('abort', leave);
            resolve({ ok: true, value: place() });
          },
        };
        stop.addEventListener('abort', leave, { once: true });
        waiting.push(one);
        admit();
      }),
  };
}
