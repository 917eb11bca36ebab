import type { Pipeline } from '../../../shared/domain/pipeline/pipeline.ts';
import type { Zone } from '../../../shared/domain/zone.ts';
import type { RunLine, ScheduleState } from '../records/records.ts';
import { localName } from '../schedule/slotName.ts';
import type { ScheduleContext, Slots } from '../schedule/slots.ts';
import type { ZoneOffsets } from '../schedule/zoneOffsets.ts';

const DAY = 86_400_000;

export interface LateQuestion {
  /** The day of the deadline, `2026-11-22`. */
  readonly day: string;
  /** A run counts when its interval ends at or after this … */
  readonly reaches: number;
  /** … and begins before this. */
  readonly begins: number;
}

/** In whose clocks a schedule's days are. */
export function zoneOfDays(pipeline: Pipeline, context: ScheduleContext): Zone {
  const { schedule } = pipeline;
  const zone = schedule !== undefined && 'cron' in schedule ? schedule.zone : undefined;
  return zone === 'device' ? context.deviceZone : (zone ?? context.zone);
}

/**
 * The newest deadline that has passed and was not told of yet, with what must have succeeded by then; null where there is
 * none, or where nothing was due. The day before counts too: a laptop that slept through its deadline is asked at wake.
 */
export function lateQuestion(
  slots: Slots,
  offsets: ZoneOffsets,
  state: ScheduleState,
  pipeline: Pipeline,
  context: ScheduleContext,
  now: number,
): LateQuestion | null {
  const { deadline, schedule } = pipeline;
  if (deadline === undefined || schedule === undefined) return null;
  const zone = zoneOfDays(pipeline, context);
  const by = (midnight: number) => offsets.instant(zone, midnight + timeOfDay(deadline.by));
  let midnight = Math.floor((now + offsets.offset(zone, now)) / DAY) * DAY;
  if (by(midnight) > now) midnight -= DAY;
  const day = localName(midnight).slice(0, 10);
  if (by(midnight) > now || (state.lateTold !== null && day <= state.lateTold)) return null;

  const about = midnight - (deadline.days_before ?? 0) * DAY;
  const begin = offsets.instant(zone, about);
  const end = Math.min(offsets.instant(zone, about + DAY) - 1, by(midnight));
  if ('after' in schedule) return { day, reaches: begin, begins: now + 1 };
  const due = slots.between(schedule, context, begin - 1, end, 1).slots[0];
  return due === undefined ? null : { day, reaches: due.to, begins: due.to };
}

export function isMet(question: LateQuestion, succeeded: readonly RunLine[]): boolean {
  return succeeded.some(
    ({ interval }) =>
      Date.parse(interval.to) >= question.reaches && Date.parse(interval.from) < question.begins,
  );
}

/** The last day whose deadline isn't asked about when a schedule is switched on just now: what was due before wasn't its business. */
export function lateToldFrom(
  offsets: ZoneOffsets,
  pipeline: Pipeline,
  context: ScheduleContext,
  firstDue: number,
): string {
  const local = firstDue + offsets.offset(zoneOfDays(pipeline, context), firstDue);
  return localName(local + ((pipeline.deadline?.days_before ?? 0) - 1) * DAY).slice(0, 10);
}

function timeOfDay(by: string): number {
  const [hours, minutes] = by.split(':').map(Number);
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
}
