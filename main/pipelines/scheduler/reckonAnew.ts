import type { Pipeline } from '../../../shared/domain/pipeline/pipeline.ts';
import type { ScheduleState, Slot } from '../records/records.ts';
import { passedOver } from './decideDue.ts';
import { versionsNow } from './decideWritten.ts';
import type { Ground } from './ground.ts';
import { dueAt, fingerprintOf, nextDue, scheduleOf, zoneOf } from './reckon.ts';

/** From now on, with nothing to make up for. Null where the versions of relations can't be learned just now. */
export async function reckonedAnew(
  ground: Ground,
  state: ScheduleState,
  pipeline: Pipeline,
  now: number,
): Promise<ScheduleState | null> {
  const { parts } = ground;
  const context = ground.context();
  const { schedule } = pipeline;
  const fingerprint = fingerprintOf(schedule, context.zone);
  const base = { ...state, fingerprint, nextDue: null, nextSlot: null, seen: {} };
  if (schedule === undefined) return base;
  if ('after' in schedule) {
    const seen = await versionsNow(parts, schedule.after);
    return ground.minded(seen) ? { ...base, seen: seen.value } : null;
  }
  return { ...base, ...nextDue(parts.slots, schedule, context, now) };
}

/** What was due by the schedule on record and was not decided: on record before that schedule is gone. */
export function stillDue(ground: Ground, state: ScheduleState, now: number, why: string): readonly Slot[] {
  const schedule = scheduleOf(state.fingerprint);
  if (schedule === null || 'after' in schedule) return [];
  const context = ground.context(zoneOf(state.fingerprint) ?? undefined);
  const due = dueAt(state, context, ground.offsets);
  if (due === null || due > now) return [];
  return passedOver(ground.parts, { pipeline: state.pipeline, schedule, context, due, now, why });
}
