import type { Schedule } from '../../../shared/domain/pipeline/schedule.ts';
import { MOST_CAUGHT_UP } from './decideMissed.ts';
import type { DueSlot, ScheduleContext, Slots } from './slots.ts';

/** Slots that go on record one by one; of more, those in the middle share a line. */
const MOST_LISTED = 10_000;

export interface DueSlots {
  readonly slots: readonly DueSlot[];
  readonly unlisted: { readonly behind: number; readonly count: number } | null;
}

/** The slots after `after` up to now, oldest first: all of them, or of very many the oldest that may run and the newest. */
export function dueSlots(
  slots: Slots,
  schedule: Schedule,
  context: ScheduleContext,
  after: number,
  now: number,
): DueSlots {
  const newest = slots.between(schedule, context, after, now, MOST_LISTED);
  if (newest.count <= newest.slots.length) return { slots: newest.slots, unlisted: null };
  const begin = newest.slots[0]?.due ?? now;
  // One more than may run: what is said of the ones left out is said beside one of their kind.
  const oldest = slots.next(schedule, context, after, MOST_CAUGHT_UP + 1).filter((slot) => slot.due < begin);
  const count = newest.count - newest.slots.length - oldest.length;
  return {
    slots: [...oldest, ...newest.slots],
    unlisted: count > 0 ? { behind: oldest.length - 1, count } : null,
  };
}
