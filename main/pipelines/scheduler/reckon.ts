import { Schedule } from '../../../shared/domain/pipeline/schedule.ts';
import { Zone } from '../../../shared/domain/zone.ts';
import type { ScheduleState } from '../records/records.ts';
import { localOf } from '../schedule/slotName.ts';
import type { DueSlot, ScheduleContext, Slots } from '../schedule/slots.ts';
import type { ZoneOffsets } from '../schedule/zoneOffsets.ts';

/**
 * What of a schedule decides when it is due, as text. It is the schedule itself and not a hash of it: when a file changes,
 * what was still due by the old one is named once more, so that it goes on record.
 */
export function fingerprintOf(schedule: Schedule | undefined, zone: Zone): string {
  if (schedule === undefined) return '{}';
  if ('after' in schedule) return JSON.stringify({ after: [...schedule.after].sort() });
  if ('every' in schedule) return JSON.stringify({ every: schedule.every, zone });
  return JSON.stringify({ cron: schedule.cron, zone: schedule.zone ?? zone });
}

/** The schedule a fingerprint was made of, with its zone said; null where it had none. */
export function scheduleOf(fingerprint: string): Schedule | null {
  const { every, cron, zone, after } = fields(fingerprint);
  const read = Schedule.safeParse(
    every !== undefined ? { every } : cron !== undefined ? { cron, zone } : { after },
  );
  return read.success ? read.data : null;
}

/** The zone that an interval schedule was anchored in when its fingerprint was made. */
export function zoneOf(fingerprint: string): Zone | null {
  return Zone.safeParse(fields(fingerprint)['zone']).data ?? null;
}

function fields(fingerprint: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(fingerprint);
    return typeof read === 'object' && read !== null ? { ...read } : {};
  } catch {
    return {};
  }
}

export type NextDue = Pick<ScheduleState, 'nextDue' | 'nextSlot'>;

export function nextDue(slots: Slots, schedule: Schedule, context: ScheduleContext, after: number): NextDue {
  const [next] = slots.next(schedule, context, after, 1);
  if (next === undefined) return { nextDue: null, nextSlot: null };
  return { nextDue: new Date(next.due).toISOString(), nextSlot: next.slot };
}

/** When the stored next slot is due: for one that follows the device, by the clocks of where it is now. */
export function dueAt(state: ScheduleState, context: ScheduleContext, offsets: ZoneOffsets): number | null {
  if (state.nextDue === null) return null;
  const local = state.nextSlot === null ? null : localOf(state.nextSlot);
  return local === null ? Date.parse(state.nextDue) : offsets.instant(context.deviceZone, local);
}

/** Whether a slot was decided before the stored next one; names of local times sort as those times do. */
export function isBefore(slot: DueSlot, state: ScheduleState): boolean {
  if (state.nextSlot === null || localOf(state.nextSlot) === null || localOf(slot.slot) === null)
    return false;
  return slot.slot < state.nextSlot;
}
