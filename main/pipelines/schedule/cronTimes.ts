import { Cron, CronPattern } from 'croner';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

/** A cron as times on a wall that knows no zone: local times are written as if they were UTC. */
export interface CronTimes {
  /**
   * Due in every hour: such a schedule means "so often", not "at that time of day", so it goes by time elapsed: what clocks
   * jump over is not made up for, and an hour that comes twice has its moments twice.
   */
  readonly everyHour: boolean;
  /** Due several times within an hour: then an hour that comes twice has its moments twice. */
  readonly subHourly: boolean;
  /** The local times in [from, until), in order. */
  matches(from: number, until: number): Generator<number, void, void>;
  /** How many those are, but never more than `most`. */
  count(from: number, until: number, most: number): number;
}

/** Null where the text is no cron of five parts (or a name such as @daily), or could never be due. */
export function readCron(text: string): CronTimes | null {
  let parts: readonly string[];
  let pattern: CronPattern;
  let days: Cron;
  try {
    pattern = new CronPattern(text, undefined, { mode: '5-part' });
    // croner's own pattern of @daily and the like has its seconds spelt out.
    parts = pattern.pattern.trim().split(/\s+/).slice(-5);
    if (text.includes('?') || parts.length !== 5) return null;
    // Only the days are asked of croner, on a wall that is UTC: what zones do to them is decided in dueTimes.ts.
    days = new Cron(['0', '0', ...parts.slice(2)].join(' '), { utcOffset: 0, mode: '5-part', paused: true });
    if (days.nextRun(new Date(0)) === null) return null;
  } catch {
    return null;
  }
  const times: number[] = [];
  for (const [hour, on] of pattern.hour.entries()) {
    for (const [minute, onToo] of pattern.minute.entries()) {
      if (on !== 0 && onToo !== 0) times.push(hour * HOUR + minute * MINUTE);
    }
  }
  const first = times[0];
  const last = times.at(-1);
  if (first === undefined || last === undefined) return null;

  function* daysFrom(from: number, until: number): Generator<number, void, void> {
    let day = days.nextRun(new Date(Math.floor(from / DAY) * DAY - 1_000));
    while (day !== null && day.getTime() < until) {
      yield day.getTime();
      day = days.nextRun(day);
    }
  }

  return {
    everyHour: pattern.hour.every((on) => on !== 0),
    subHourly: pattern.minute.filter((on) => on !== 0).length > 1,
    *matches(from, until) {
      for (const day of daysFrom(from, until)) {
        for (const time of times) {
          const local = day + time;
          if (local >= until) return;
          if (local >= from) yield local;
        }
      }
    },
    count(from, until, most) {
      let found = 0;
      for (const day of daysFrom(from, until)) {
        found +=
          day + first >= from && day + last < until
            ? times.length
            : times.filter((time) => day + time >= from && day + time < until).length;
        if (found >= most) return most;
      }
      return found;
    },
  };
}
