import type { Json, JsonObject } from '../../json.ts';
import { Trouble } from '../../trouble.ts';
import type { Instant } from '../dates.ts';
import type { DatetimeSettings } from './datetimeSettings.ts';
import { compareInstants, earlier, later } from './instants.ts';
import { type Interval, mergeIntervals } from './intervals.ts';
import { windowsOf } from './windows.ts';

/** How far one partition was read, or a stream that has none. */
export interface Tracker {
  /** The windows that are left, as slices say them. */
  windows(): Generator<JsonObject>;
  observe(at: Instant, window: JsonObject): void;
  ended(window: JsonObject): void;
  wants(at: Instant): boolean;
  isPast(at: Instant): boolean;
  /** Everything up to it may be claimed. */
  claimed(): Instant;
  /** Whether that goes for a window that ended: not where one before it is still open. */
  claims(window: JsonObject): boolean;
  /** Every window was handed out, and none of them failed. */
  finished(): boolean;
}

/** `saved`: what a state says of it, in the dialect's plain form or by its list of slices. */
export function createTracker(settings: DatetimeSettings, saved: JsonObject | null, stream: string): Tracker {
  const { rules, startField, endField } = settings;
  const start = startOf(settings, saved, stream);
  let intervals: readonly Interval[] = savedIntervals(settings, saved, stream) ?? [
    { start: rules.start, end: start, latest: start },
  ];
  const latest = new Map<string, Instant>();
  let handedOut = 0;
  let ended = 0;
  let exhausted = false;
  const after = (instant: Instant) => rules.dates.add(instant, rules.granularity ?? 'PT0.001S', 1);
  const keyOf = (window: JsonObject) => `${String(window[startField])}|${String(window[endField])}`;

  return {
    *windows() {
      intervals = mergeIntervals(intervals, after);
      for (const { start: from, end } of windowsOf(rules, intervals)) {
        handedOut += 1;
        yield { [startField]: settings.format(from), [endField]: settings.format(end) };
      }
      exhausted = true;
    },
    observe(at, window) {
      const key = keyOf(window);
      const before = latest.get(key);
      latest.set(key, before === undefined ? at : later(before, at));
    },
    ended(window) {
      const from = settings.parse(window[startField]);
      const to = settings.parse(window[endField]);
      if (from === null || to === null) return;
      ended += 1;
      intervals = mergeIntervals(
        [...intervals, { start: from, end: to, latest: latest.get(keyOf(window)) ?? null }],
        after,
      );
      latest.delete(keyOf(window));
    },
    // What is dated after now stays for the next reading: a state that claimed it would pass over what is dated before it.
    wants: (at) => compareInstants(start, at) <= 0 && compareInstants(at, rules.end) <= 0,
    isPast: (at) => compareInstants(at, start) < 0,
    claimed() {
      const first = intervals[0];
      if (first === undefined) return start;
      const seen = first.latest ?? first.start;
      // Vendors send records from beyond a window: while another window is open, they say nothing of what lies between.
      return exhausted && ended >= handedOut ? seen : earlier(seen, later(first.end, start));
    },
    claims(window) {
      const first = intervals[0];
      const to = settings.parse(window[endField]);
      return first !== undefined && to !== null && compareInstants(to, first.end) <= 0;
    },
    finished: () => exhausted && ended >= handedOut,
  };
}

function startOf(settings: DatetimeSettings, saved: JsonObject | null, stream: string): Instant {
  const value = saved?.[settings.cursorField];
  if (value === undefined || value === null) return settings.rules.start;
  return later(readable(settings, value, stream), settings.rules.start);
}

/** The dialect's other form: `{ state_type: "date-range", slices: [{ start, end, most_recent_cursor_value }] }`. */
function savedIntervals(
  settings: DatetimeSettings,
  saved: JsonObject | null,
  stream: string,
): readonly Interval[] | null {
  const slices = saved?.['slices'];
  if (saved?.['state_type'] !== 'date-range' || !Array.isArray(slices) || slices.length === 0) return null;
  return (slices as readonly JsonObject[]).map((slice) => ({
    start: readable(settings, slice['start'] ?? null, stream),
    end: readable(settings, slice['end'] ?? null, stream),
    latest:
      slice['most_recent_cursor_value'] === undefined
        ? null
        : readable(settings, slice['most_recent_cursor_value'], stream),
  }));
}

export function readable(settings: DatetimeSettings, value: Json, stream: string): Instant {
  const instant = settings.parse(value);
  if (instant !== null) return instant;
  throw new Trouble('config', {
    code: 'SOURCE_REFUSED',
    message: `Stream ${stream}: its kept state says “${String(value).slice(0, 60)}” for ${settings.cursorField}, which is no date of its form.`,
    next: 'Correct the state of the stream, or read it from its beginning.',
    subject: stream,
    retry: false,
  });
}
