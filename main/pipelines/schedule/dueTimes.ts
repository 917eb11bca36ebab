import type { CronTimes } from './cronTimes.ts';
import type { ZoneOffsets } from './zoneOffsets.ts';

const DAY = 86_400_000;

/** A moment at which a cron is due: the instant, and what it asked for on the wall there, written as if it were UTC. */
export interface DueTime {
  readonly due: number;
  readonly local: number;
}

/** A cron in a zone. */
export interface DueTimes {
  /** In (after, until], in order. */
  list(after: number, until: number): Generator<DueTime, void, void>;
  count(after: number, until: number, most: number): number;
}

/** Local times in [from, until) that are due `offset` before what they show; or all at once, where clocks jumped over them. */
type Piece =
  | { readonly is: 'span'; readonly from: number; readonly until: number; readonly offset: number }
  | { readonly is: 'jump'; readonly at: number; readonly local: number };

/**
 * Where clocks jump forward, what was asked for in the hole is due at the first instant after it; that is once, however
 * many moments were in the hole, and not beside one that is due just then anyway. Where they go back, a moment is due the
 * first time they show it. What is due in every hour goes by time elapsed instead. croner, asked with a zone, loses moments
 * of a hole that ends at midnight (23:30 in Nuuk), and all that are written as a list (`0 2,14 * * *`).
 */
export function createDueTimes(
  cron: CronTimes,
  zone: string,
  offsets: ZoneOffsets,
  twice: boolean,
): DueTimes {
  const bothTimes = twice && (cron.everyHour || cron.subHourly);

  function* pieces(after: number, until: number): Generator<Piece, void, void> {
    // From two days earlier: whether clocks show something for the second time depends on what they showed before.
    const stretches = offsets.stretches(zone, after - 2 * DAY, until + 1);
    let shown = Number.NEGATIVE_INFINITY;
    for (const [index, stretch] of stretches.entries()) {
      const from = stretch.from + stretch.offset;
      const end = stretch.until + stretch.offset;
      if (index > 0 && from > shown && stretch.from > after && !cron.everyHour) {
        const local = inHole(shown, from);
        if (local !== null) yield { is: 'jump', at: stretch.from, local };
      }
      const begin = bothTimes ? from : Math.max(from, shown);
      const first = Math.max(begin, after + stretch.offset + 1);
      if (first < end) yield { is: 'span', from: first, until: end, offset: stretch.offset };
      shown = Math.max(shown, end);
    }
  }

  /** The first moment asked for in a hole [from, until); none where another is due at its end, or where its whole date is left out. */
  function inHole(from: number, until: number): number | null {
    if (!cron.matches(until, until + 1).next().done) return null;
    for (const local of cron.matches(from, until)) {
      const midnight = Math.floor(local / DAY) * DAY;
      if (midnight < from || midnight + DAY > until) return local;
    }
    return null;
  }

  return {
    *list(after, until) {
      for (const piece of pieces(after, until)) {
        if (piece.is === 'jump') yield { due: piece.at, local: piece.local };
        else {
          for (const local of cron.matches(piece.from, piece.until)) {
            yield { due: local - piece.offset, local };
          }
        }
      }
    },
    count(after, until, most) {
      let found = 0;
      for (const piece of pieces(after, until)) {
        found += piece.is === 'jump' ? 1 : cron.count(piece.from, piece.until, most - found);
        if (found >= most) return most;
      }
      return found;
    },
  };
}
