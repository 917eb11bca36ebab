import { milliseconds } from '../../../shared/domain/duration.ts';
import type { Schedule } from '../../../shared/domain/pipeline/schedule.ts';
import { type CronTimes, readCron } from './cronTimes.ts';
import { createDueTimes, type DueTime, type DueTimes } from './dueTimes.ts';
import { instantName, localName } from './slotName.ts';
import type { DueSlot, ScheduleContext, Slots } from './slots.ts';
import { createZoneOffsets, type ZoneOffsets } from './zoneOffsets.ts';

const DAY = 86_400_000;
const MOST = 100_000;
/** The rarest cron, a 29 February that must be a Monday, comes once in 40 years at worst. */
const HORIZON = 41 * 366 * DAY;

/** A schedule by the clock, with the moment it was due before any instant. */
interface Timed {
  times: DueTimes;
  name(time: DueTime): string;
}

/** croner's maths for the days, our own for what zones do to them. `offsets` where others share what is known of zones. */
export function createSlots(offsets: ZoneOffsets = createZoneOffsets()): Slots {
  const crons = new Map<string, CronTimes | null>();

  function cronOf(text: string): CronTimes | null {
    const known = crons.get(text);
    if (known !== undefined) return known;
    // A form that is being typed in asks about many; the ones in use come back at once.
    if (crons.size > 500) crons.clear();
    const read = readCron(text);
    crons.set(text, read);
    return read;
  }

  function timed(schedule: Schedule, context: ScheduleContext): Timed | null {
    if ('every' in schedule) {
      return {
        times: everyTimes(milliseconds(schedule.every), context.anchor),
        name: (time) => instantName(time.due),
      };
    }
    if (!('cron' in schedule)) return null;
    const cron = cronOf(schedule.cron);
    if (cron === null) return null;
    const follows = schedule.zone === 'device';
    const zone = follows ? context.deviceZone : (schedule.zone ?? context.zone);
    // What is due in every hour has no time of day that travel could repeat, so it is named by its instant wherever it is.
    const byLocal = follows && !cron.everyHour;
    return {
      times: createDueTimes(cron, zone, offsets, !byLocal),
      name: (time) => (byLocal ? localName(time.local) : instantName(time.due)),
    };
  }

  return {
    next(schedule, context, after, take) {
      const found = timed(schedule, context);
      if (found === null || take <= 0) return [];
      const times: DueTime[] = [];
      for (const time of found.times.list(after, after + HORIZON)) {
        times.push(time);
        if (times.length === take) break;
      }
      return slotsOf(found, times);
    },
    between(schedule, context, after, until, take) {
      const found = timed(schedule, context);
      if (found === null || until <= after) return { slots: [], count: 0 };
      const count = found.times.count(after, until, MOST);
      const wanted = Math.min(take, count);
      return { slots: slotsOf(found, newest(found.times, after, until, wanted)), count };
    },
  };
}

/** Asks for longer and longer spans before `until`, so that the newest of many years cost no more than those of a day. */
function newest(times: DueTimes, after: number, until: number, take: number): readonly DueTime[] {
  if (take <= 0) return [];
  for (let span = DAY; ; span *= 3) {
    const start = Math.max(after, until - span);
    const kept: DueTime[] = [];
    for (const time of times.list(start, until)) kept.push(time);
    if (kept.length >= take || start === after) return kept.slice(-take);
  }
}

function slotsOf(found: Timed, times: readonly DueTime[]): readonly DueSlot[] {
  const first = times[0];
  if (first === undefined) return [];
  // Nothing was due before: then it is about no time at all.
  let from = newest(found.times, first.due - HORIZON, first.due - 1, 1)[0]?.due ?? first.due;
  return times.map((time) => {
    const slot = { slot: found.name(time), due: time.due, from, to: time.due };
    from = time.due;
    return slot;
  });
}

/** Counted from the anchor, never from the last run: a restart or a late run shifts nothing. */
function everyTimes(every: number, anchor: number): DueTimes {
  const firstAfter = (after: number) => Math.floor((after - anchor) / every) + 1;
  return {
    *list(after, until) {
      for (let index = firstAfter(after); anchor + index * every <= until; index += 1) {
        const due = anchor + index * every;
        yield { due, local: due };
      }
    },
    count(after, until, most) {
      return Math.max(0, Math.min(most, firstAfter(until) - firstAfter(after)));
    },
  };
}
