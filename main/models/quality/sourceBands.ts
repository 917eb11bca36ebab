/** One load as the ledger lists it. */
export interface Landed {
  readonly relation: string;
  readonly at: string;
  readonly rows: number;
}

export interface BandDay {
  readonly day: string;
  readonly rows: number;
  /** Null until enough weeks are known. */
  readonly low: number | null;
  readonly high: number | null;
  readonly outside: boolean;
}

export interface SourceBand {
  readonly relation: string;
  /** Oldest first. */
  readonly days: readonly BandDay[];
  readonly newestAt: string | null;
  readonly usualHours: number | null;
  readonly sinceHours: number | null;
  readonly late: boolean;
}

export interface BandOptions {
  readonly now: Date;
  /** The day of an instant in the reporting zone. */
  dayOf(instant: Date): string;
  /** How many days are told. */
  readonly days: number;
}

/** A weekday is compared with the same weekdays before it: at least so many, at most so many. */
const LEAST_WEEKS = 4;
const MOST_WEEKS = 12;
/** Half a band is so many robust standard deviations, and never less than so much of the median: few sources are exact. */
const DEVIATIONS = 4;
const LEAST_SHARE = 0.2;
/** Turns a median absolute deviation into a standard deviation, for values that scatter normally. */
const NORMAL = 1.4826;
/** Gaps between loads that are needed before anything is called late. */
const LEAST_GAPS = 5;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * What came for each relation of RAW, day by day, beside what is usual for that weekday, and whether the next load is
 * late. Medians, so that one odd day doesn't widen the band it is held against.
 */
export function sourceBands(loads: readonly Landed[], options: BandOptions): readonly SourceBand[] {
  const byRelation = new Map<string, Landed[]>();
  for (const load of loads) {
    const known = byRelation.get(load.relation) ?? [];
    known.push(load);
    byRelation.set(load.relation, known);
  }
  return [...byRelation]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([relation, some]) => ({ relation, days: daysOf(some, options), ...lateness(some, options.now) }));
}

function daysOf(loads: readonly Landed[], { now, dayOf, days }: BandOptions): readonly BandDay[] {
  const rowsOf = new Map<string, number>();
  for (const { at, rows } of loads) {
    const day = dayOf(new Date(at));
    rowsOf.set(day, (rowsOf.get(day) ?? 0) + rows);
  }
  const first = [...rowsOf.keys()].sort()[0];
  const today = dayOf(now);
  const told: BandDay[] = [];
  for (let back = days - 1; back >= 0; back -= 1) {
    const day = earlier(today, back);
    if (first === undefined || day < first) continue;
    const before = sameWeekdays(day, first).map((one) => rowsOf.get(one) ?? 0);
    const rows = rowsOf.get(day) ?? 0;
    const band = before.length < LEAST_WEEKS ? null : bandOf(before);
    // Today isn't over: it can be too much already, never too little yet.
    const below = band !== null && rows < band.low && day !== today;
    told.push({
      day,
      rows,
      low: band?.low ?? null,
      high: band?.high ?? null,
      outside: below || (band !== null && rows > band.high),
    });
  }
  return told;
}

function sameWeekdays(day: string, first: string): readonly string[] {
  const found: string[] = [];
  for (let week = 1; week <= MOST_WEEKS; week += 1) {
    const one = earlier(day, week * 7);
    if (one < first) break;
    found.push(one);
  }
  return found;
}

function bandOf(values: readonly number[]): { readonly low: number; readonly high: number } {
  const middle = median(values);
  const scatter = NORMAL * median(values.map((value) => Math.abs(value - middle)));
  const half = Math.max(DEVIATIONS * scatter, LEAST_SHARE * middle);
  return { low: Math.max(0, Math.floor(middle - half)), high: Math.ceil(middle + half) };
}

function lateness(
  loads: readonly Landed[],
  now: Date,
): Pick<SourceBand, 'newestAt' | 'usualHours' | 'sinceHours' | 'late'> {
  const times = loads.map(({ at }) => new Date(at).getTime()).sort((a, b) => a - b);
  const newest = times.at(-1);
  if (newest === undefined) return { newestAt: null, usualHours: null, sinceHours: null, late: false };
  const sinceHours = Math.max(0, (now.getTime() - newest) / HOUR_MS);
  const gaps = times.slice(1).map((time, at) => (time - (times[at] ?? time)) / HOUR_MS);
  const newestAt = new Date(newest).toISOString();
  if (gaps.length < LEAST_GAPS) return { newestAt, usualHours: null, sinceHours, late: false };
  const usualHours = median(gaps);
  const scatter = NORMAL * median(gaps.map((gap) => Math.abs(gap - usualHours)));
  const bound = usualHours + Math.max(DEVIATIONS * scatter, usualHours / 2, 1);
  return { newestAt, usualHours, sinceHours, late: sinceHours > bound };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? upper)) / 2;
}

/** Days are counted at noon in UTC, where no clock is ever moved. */
function earlier(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
}
