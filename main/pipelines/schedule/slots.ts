import type { Schedule } from '../../../shared/domain/pipeline/schedule.ts';
import type { Zone } from '../../../shared/domain/zone.ts';

/** One moment at which a schedule is due. */
export interface DueSlot {
  /** As `Slot.slot` names it. */
  readonly slot: string;
  readonly due: number;
  /** What it is about: from the due moment before it to its own. */
  readonly from: number;
  readonly to: number;
}

export interface ScheduleContext {
  /** Of the workspace. */
  readonly zone: Zone;
  /** Where the device is now. */
  readonly deviceZone: Zone;
  /** Where an interval schedule counts from. */
  readonly anchor: number;
}

/** Due moments of a schedule by the clock; none for one that waits for relations. */
export interface Slots {
  /** Strictly after `after`, at most `take`. */
  next(schedule: Schedule, context: ScheduleContext, after: number, take: number): readonly DueSlot[];
  /** After `after`, up to and including `until`: at most `take` of the newest, and how many there were in all (bounded at 100,000). */
  between(
    schedule: Schedule,
    context: ScheduleContext,
    after: number,
    until: number,
    take: number,
  ): { readonly slots: readonly DueSlot[]; readonly count: number };
}
