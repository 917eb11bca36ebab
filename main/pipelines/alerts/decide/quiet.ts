import type { QuietHours } from '../../../../shared/domain/pipeline/alertSettings.ts';
import type { Zone } from '../../../../shared/domain/zone.ts';

const MINUTE = 60_000;
const MINUTES_A_DAY = 1_440;

/** Whether the clock on the wall of this zone shows a time from `from` on and before `to`. */
export function isQuiet(at: number, quiet: QuietHours | undefined, zone: Zone): boolean {
  return quiet !== undefined && within(wallMinute(at, zone), quiet);
}

/** The first moment from `at` on that isn't quiet: `at` itself where none of it is. */
export function quietEnd(at: number, quiet: QuietHours | undefined, zone: Zone): number {
  if (quiet === undefined) return at;
  let from = at;
  for (;;) {
    const minute = wallMinute(from, zone);
    if (!within(minute, quiet)) return from;
    const left = (minutesOf(quiet.to) - minute + MINUTES_A_DAY) % MINUTES_A_DAY;
    const end = floor(from) + left * MINUTE;
    const turned = firstTurn(floor(from), end, zone);
    if (turned === null) return end;
    // The wall's clock was put forward or back on the way: judge anew from there.
    from = turned;
  }
}

function within(minute: number, quiet: QuietHours): boolean {
  const from = minutesOf(quiet.from);
  const to = minutesOf(quiet.to);
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

function wallMinute(at: number, zone: Zone): number {
  return modulo(Math.floor(at / MINUTE) + offsetAt(at, zone), MINUTES_A_DAY);
}

/** Minutes east of UTC. */
function offsetAt(at: number, zone: Zone): number {
  const minute = floor(at);
  const parts = new Map(
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
      .formatToParts(minute)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return Math.round((wall - minute) / MINUTE);
}

/** The first whole minute in (from, until] at which the zone's offset is another one than at `from`. */
function firstTurn(from: number, until: number, zone: Zone): number | null {
  const before = offsetAt(from, zone);
  if (offsetAt(until, zone) === before) return null;
  let low = from;
  let high = until;
  while (high - low > MINUTE) {
    const middle = floor((low + high) / 2);
    if (offsetAt(middle, zone) === before) low = middle;
    else high = middle;
  }
  return high;
}

function floor(at: number): number {
  return Math.floor(at / MINUTE) * MINUTE;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
