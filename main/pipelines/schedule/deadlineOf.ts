import type { Deadline } from '../../../shared/domain/pipeline/schedule.ts';
import type { Zone } from '../../../shared/domain/zone.ts';
import type { ZoneOffsets } from './zoneOffsets.ts';

const DAY = 86_400_000;

/** When the run that covers up to `to` must have succeeded: on the day it is due, or so many days after, by the clock of the zone. */
export function deadlineOf(
  { by, days_before = 0 }: Deadline,
  to: number,
  zone: Zone,
  offsets: ZoneOffsets,
): number {
  const midnight = Math.floor((to + offsets.offset(zone, to)) / DAY) * DAY;
  return offsets.instant(zone, midnight + days_before * DAY + timeOfDay(by));
}

/** `09:00` as milliseconds after midnight. */
export function timeOfDay(by: string): number {
  const [hours, minutes] = by.split(':').map(Number);
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
}
