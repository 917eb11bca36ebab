import type { Failure } from '../../../shared/errors/failure.ts';
import type { SourceClock } from '../clock.ts';

/** How long somebody who can't be connected to is tried again, in milliseconds: a network that is away is told soon. */
export const PATIENCE_MS = 30_000;
/** Found away, a host isn't tried again before: each further page would wait as long as the first. */
const ASSUMED_MS = 60_000;

/** Which hosts of a source couldn't be connected to, and since when. */
export interface Reach {
  /** Why a host is taken to be away still, without trying. */
  assumed(host: string): Failure | null;
  /** Answers for how long it hasn't been reached. */
  missed(host: string, failure: Failure): number;
  reached(host: string): void;
}

export function createReach(clock: SourceClock): Reach {
  const away = new Map<string, { readonly since: number; readonly at: number; readonly failure: Failure }>();
  return {
    assumed(host) {
      const known = away.get(host);
      if (known === undefined || known.at - known.since < PATIENCE_MS) return null;
      return clock.now() - known.at < ASSUMED_MS ? known.failure : null;
    },
    missed(host, failure) {
      const now = clock.now();
      const known = away.get(host);
      // What was only assumed was not tried.
      if (known === undefined || known.failure !== failure)
        away.set(host, { since: known?.since ?? now, at: now, failure });
      return now - (known?.since ?? now);
    },
    reached: (host) => void away.delete(host),
  };
}
