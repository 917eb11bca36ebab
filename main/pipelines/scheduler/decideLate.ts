import type { Pipeline } from '../../../shared/domain/pipeline/pipeline.ts';
import type { Zone } from '../../../shared/domain/zone.ts';
import type { RunLine, ScheduleState, Slot } from '../records/records.ts';
import { timeOfDay } from '../schedule/deadlineOf.ts';
import { localName } from '../schedule/slotName.ts';
import type { ScheduleContext, Slots } from '../schedule/slots.ts';
import type { ZoneOffsets } from '../schedule/zoneOffsets.ts';

const DAY = 86_400_000;

export interface LateQuestion {
  /** The day of the deadline, `2026-11-22`. */
  readonly day: string;
  /** The slot it is about; null where the schedule has none by the clock. */
  readonly slot: string | null;
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
  if ('after' in schedule) return { day, slot: null, reaches: begin, begins: now + 1 };
  const due = slots.between(schedule, context, begin - 1, end, 1).slots[0];
  return due === undefined ? null : { day, slot: due.slot, reaches: due.to, begins: due.to };
}

export function isMet(question: LateQuestion, succeeded: readonly RunLine[]): boolean {
  return succeeded.some(
    ({ interval }) =>
      Date.parse(interval.to) >= question.reaches && Date.parse(interval.from) < question.begins,
  );
}

/**
 * Whether the schedule was there when that moment came: then it is on record, or due and not decided yet. What was before
 * somebody switched it on is not its business.
 */
export function isItsBusiness(
  question: LateQuestion,
  state: ScheduleState,
  onRecord: readonly Slot[],
): boolean {
  const { slot, reaches } = question;
  if (slot === null) return onRecord.some(({ dueAt }) => Date.parse(dueAt) < reaches);
  if (state.nextDue !== null && Date.parse(state.nextDue) <= reaches) return true;
  return onRecord.some((one) => one.slot === slot);
}
