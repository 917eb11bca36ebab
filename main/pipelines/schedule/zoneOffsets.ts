const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
/** No zone has ever changed its clocks and changed them back within two days. */
const LOOK = 2 * DAY;

/** A span of time in which a zone's clocks run evenly: the wall shows the instant plus `offset`. */
export interface Stretch {
  readonly from: number;
  /** Not included. */
  readonly until: number;
  readonly offset: number;
}

export interface ZoneOffsets {
  /** What is added to an instant to get what clocks there show. */
  offset(zone: string, at: number): number;
  /** The stretches that cover [from, until), in order. */
  stretches(zone: string, from: number, until: number): readonly Stretch[];
  /**
   * The first instant at which clocks there show that local time, written as if it were UTC; where clocks jump over it, the
   * first instant after the jump.
   */
  instant(zone: string, local: number): number;
}

/** What each zone's clocks do, as the machine's tables say; what was asked once is remembered. */
export function createZoneOffsets(): ZoneOffsets {
  const formats = new Map<string, Intl.DateTimeFormat>();
  const changes = new Map<string, readonly number[]>();

  function offset(zone: string, at: number): number {
    let format = formats.get(zone);
    if (format === undefined) {
      format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
      formats.set(zone, format);
    }
    const written = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format.format(at));
    if (written?.[1] === undefined) return 0;
    const size = Number(written[2]) * HOUR + Number(written[3]) * MINUTE + Number(written[4] ?? 0) * 1_000;
    return written[1] === '-' ? -size : size;
  }

  /** The instants of one UTC year from which on another offset holds. */
  function changesOf(zone: string, year: number): readonly number[] {
    const key = `${year} ${zone}`;
    const known = changes.get(key);
    if (known !== undefined) return known;
    const found: number[] = [];
    const end = Date.UTC(year + 1, 0, 1);
    let at = Date.UTC(year, 0, 1);
    let was = offset(zone, at - 1);
    // The first instant of the year is itself looked at, so that no change falls between two years.
    for (let next = at; at < end; at = next, next = Math.min(next + LOOK, end)) {
      const now = offset(zone, next === end ? end - 1 : next);
      if (now !== was) {
        found.push(changeBetween(zone, at - 1, next === end ? end - 1 : next, was));
        was = now;
      }
      if (next === end) break;
    }
    changes.set(key, found);
    return found;
  }

  function changeBetween(zone: string, from: number, until: number, was: number): number {
    let same = from;
    let other = until;
    while (other - same > 1) {
      const middle = Math.floor((same + other) / 2);
      if (offset(zone, middle) === was) same = middle;
      else other = middle;
    }
    return other;
  }

  function stretches(zone: string, from: number, until: number): readonly Stretch[] {
    const found: Stretch[] = [];
    let start = from;
    const last = new Date(until).getUTCFullYear();
    for (let year = new Date(from).getUTCFullYear(); year <= last; year += 1) {
      for (const change of changesOf(zone, year)) {
        if (change <= start || change >= until) continue;
        found.push({ from: start, until: change, offset: offset(zone, start) });
        start = change;
      }
    }
    if (start < until) found.push({ from: start, until, offset: offset(zone, start) });
    return found;
  }

  return {
    offset,
    stretches,
    instant(zone, local) {
      // Two days on each side: Apia once left out a whole one.
      for (const stretch of stretches(zone, local - 2 * DAY, local + 2 * DAY)) {
        const at = local - stretch.offset;
        if (at < stretch.until) return Math.max(at, stretch.from);
      }
      return local - offset(zone, local);
    },
  };
}
