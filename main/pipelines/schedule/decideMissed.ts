import { lengthInWords } from '../../../shared/domain/lengthInWords.ts';
import type { MissedPolicy } from '../../../shared/domain/pipeline/schedule.ts';
import type { Slot } from '../records/records.ts';
import type { DueSlot } from './slots.ts';

/** A slot younger than this was not missed: ticks are 20 s apart, and after a sleep up to a minute is waited. */
export const ON_TIME = 120_000;
/** Runs that are caught up with by themselves under `all`. */
export const MOST_CAUGHT_UP = 31;

/** A run that waits to start and can take in more. */
export interface WaitingRun {
  readonly from: number;
  readonly to: number;
}

export interface DueNow {
  readonly policy: MissedPolicy;
  /** Due and not decided, oldest first. */
  readonly slots: readonly DueSlot[];
  /** Slots that are due but not listed, because they are very many: they lie behind the slot of that index. */
  readonly unlisted: { readonly behind: number; readonly count: number } | null;
  readonly now: number;
  readonly startWithin: number | null;
  /** To where the data is covered. */
  readonly watermark: number | null;
  /** The queued run of this schedule that takes in what comes later; null where none is queued or each slot has its own. */
  readonly waiting: WaitingRun | null;
  /** How many more may be queued. */
  readonly room: number;
}

export interface PlannedRun {
  readonly slot: string;
  readonly from: number;
  readonly to: number;
  readonly note: string | null;
}

export interface DecidedSlot {
  readonly slot: string;
  readonly due: number;
  readonly decision: Slot['decision'];
  /** The slot whose run covers it; waiting: the run that was there. */
  readonly run: { readonly of: string } | 'waiting' | null;
  readonly why: string;
}

export interface MissedDecision {
  readonly runs: readonly PlannedRun[];
  readonly slots: readonly DecidedSlot[];
  readonly widened: { readonly from: number; readonly to: number; readonly note: string } | null;
}

/**
 * What becomes of slots that are due: of one on time as of hundreds that nobody was there for. Each gets exactly one
 * decision.
 */
export function decideMissed(due: DueNow): MissedDecision {
  const oldest = due.slots[0];
  const newest = due.slots.at(-1);
  if (oldest === undefined || newest === undefined) return { runs: [], slots: [], widened: null };
  const inTime = due.slots.filter((slot) => !tooLate(slot, due));
  const decision =
    due.policy === 'all'
      ? each(due, inTime)
      : due.policy === 'skip'
        ? onlyOnTime(due, newest)
        : newestForAll(due, oldest, inTime.at(-1));
  return { ...decision, slots: withUnlisted(due, decision.slots) };
}

function tooLate(slot: DueSlot, { now, startWithin }: DueNow): boolean {
  // Whoever allows less than a tick and a settling take would never see a run.
  return startWithin !== null && now - slot.due > Math.max(startWithin, ON_TIME);
}

function newestForAll(due: DueNow, oldest: DueSlot, last: DueSlot | undefined): MissedDecision {
  if (last === undefined) return { runs: [], slots: due.slots.map((slot) => late(slot, due)), widened: null };
  if (due.waiting !== null) return takenIn(due, due.waiting, due.slots);
  // A run that failed leaves the watermark where it was, so the next one makes up for it.
  const from = Math.min(last.from, oldest.from, due.watermark ?? Number.POSITIVE_INFINITY);
  const others = due.slots.length - 1 + (due.unlisted?.count ?? 0);
  const why =
    others === 0
      ? alone(last, due.now)
      : `It covers ${others === 1 ? 'one more moment' : `${others} more moments`} that nobody was there for.`;
  return {
    runs: [{ slot: last.slot, from, to: last.to, note: others === 0 ? null : why }],
    slots: due.slots.map((slot) =>
      slot === last
        ? decided(slot, 'run', { of: last.slot }, why)
        : decided(
            slot,
            'covered',
            { of: last.slot },
            'It did not start at its time; the run of a later moment covers it.',
          ),
    ),
    widened: null,
  };
}

function each(due: DueNow, inTime: readonly DueSlot[]): MissedDecision {
  const taken = new Set(inTime.slice(0, Math.max(0, Math.min(MOST_CAUGHT_UP, due.room))));
  const open = new Set(inTime);
  return {
    runs: [...taken].map((slot) => ({ slot: slot.slot, from: slot.from, to: slot.to, note: null })),
    slots: due.slots.map((slot) => {
      if (taken.has(slot)) return decided(slot, 'run', { of: slot.slot }, alone(slot, due.now));
      if (!open.has(slot)) return late(slot, due);
      const why = `No more than ${MOST_CAUGHT_UP} runs are caught up with by themselves: this one is offered as a backfill.`;
      return decided(slot, 'offered', null, why);
    }),
    widened: null,
  };
}

function onlyOnTime(due: DueNow, newest: DueSlot): MissedDecision {
  const missed = (slot: DueSlot) =>
    decided(
      slot,
      'skipped',
      null,
      'It did not start at its time, and this schedule passes over what was missed.',
    );
  if (due.now - newest.due > ON_TIME) return { runs: [], slots: due.slots.map(missed), widened: null };
  if (due.waiting !== null) {
    const taken = takenIn(due, due.waiting, [newest]);
    return { ...taken, slots: [...due.slots.slice(0, -1).map(missed), ...taken.slots] };
  }
  return {
    runs: [{ slot: newest.slot, from: newest.from, to: newest.to, note: null }],
    slots: due.slots.map((slot) =>
      slot === newest ? decided(slot, 'run', { of: slot.slot }, alone(slot, due.now)) : missed(slot),
    ),
    widened: null,
  };
}

function takenIn(due: DueNow, waiting: WaitingRun, slots: readonly DueSlot[]): MissedDecision {
  const why = 'A run was already waiting to start; it takes this moment in.';
  const times = slots.map((slot) => slot.due);
  const from = Math.min(waiting.from, ...slots.slice(0, 1).map((slot) => slot.from));
  const to = Math.max(waiting.to, ...times.slice(-1));
  return {
    runs: [],
    slots: slots.map((slot) => decided(slot, 'coalesced', 'waiting', why)),
    widened: {
      from: due.policy === 'latest' ? from : waiting.from,
      to,
      note: `It takes in later moments that came while it waited to start, up to ${new Date(to).toISOString()}.`,
    },
  };
}

function late(slot: DueSlot, due: DueNow): DecidedSlot {
  const most = lengthInWords(due.startWithin ?? 0);
  const why = `It could have started only ${lengthInWords(due.now - slot.due)} after its time, and may be late by ${most} at most.`;
  return decided(slot, 'too_late', null, why);
}

function alone(slot: DueSlot, now: number): string {
  const lateBy = now - slot.due;
  return lateBy <= ON_TIME
    ? 'Its time had come.'
    : `It is made up for ${lengthInWords(lateBy)} after its time.`;
}

function decided(
  slot: DueSlot,
  decision: Slot['decision'],
  run: DecidedSlot['run'],
  why: string,
): DecidedSlot {
  return { slot: slot.slot, due: slot.due, decision, run, why };
}

function withUnlisted(due: DueNow, slots: readonly DecidedSlot[]): readonly DecidedSlot[] {
  const { unlisted } = due;
  if (unlisted === null) return slots;
  return slots.map((slot, index) =>
    index === unlisted.behind
      ? { ...slot, why: `${slot.why} The same holds for ${unlisted.count} moments right after it.` }
      : slot,
  );
}
