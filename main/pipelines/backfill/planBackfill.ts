import type { Schedule } from '../../../shared/domain/pipeline/schedule.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Backfill, RunLine } from '../records/records.ts';
import { ENDED, type Interval, type RunStatus } from '../run/states.ts';
import type { DueSlot, ScheduleContext, Slots } from '../schedule/slots.ts';

/** What a backfill would do with one interval. */
export interface PlannedSlot {
  readonly slot: string;
  readonly interval: Interval;
  readonly does: 'run' | 'rerun' | 'pass over';
  /** What is there already. */
  readonly had: RunStatus | null;
  readonly why: string;
}

export interface BackfillQuestion {
  readonly schedule: Schedule | undefined;
  readonly slots: Slots;
  readonly context: ScheduleContext;
  /** Intervals that begin in [from, to). */
  readonly from: number;
  readonly to: number;
  readonly now: number;
  readonly reprocess: Backfill['reprocess'];
  readonly order: Backfill['order'];
  /** All whose interval has something in common with the range. */
  readonly runs: readonly RunLine[];
}

export const MOST_SLOTS = 1_000;

/** In the order in which they would run. Changes nothing: it is the dry run, and what is put on record is made from it. */
export function planBackfill(question: BackfillQuestion): Result<readonly PlannedSlot[]> {
  const due = intervalsOf(question);
  if (!due.ok) return due;
  const planned = due.value.map((slot) => planSlot(slot, question));
  return ok(question.order === 'newest' ? planned.reverse() : planned);
}

/** A pipeline that no clock starts gets days of the workspace, from midnight to midnight. */
function byTheClock(schedule: Schedule | undefined, { zone }: ScheduleContext): Schedule {
  return schedule === undefined || 'after' in schedule ? { cron: '0 0 * * *', zone } : schedule;
}

/** Every due moment in the range begins an interval, which the due moment after it ends. */
function intervalsOf(question: BackfillQuestion): Result<readonly DueSlot[]> {
  const { slots, context, from, to } = question;
  const schedule = byTheClock(question.schedule, context);
  const { count } = slots.between(schedule, context, from - 1, to - 1, 0);
  if (from >= to || count === 0)
    return fail('BAD_INPUT', {
      message: 'No interval of this pipeline begins in that range, so there is nothing to fill in.',
      next: 'Choose a range in which its schedule is due, the earlier day first.',
    });
  if (count > MOST_SLOTS)
    return fail('BAD_INPUT', {
      message: `That range has ${count.toLocaleString('en')}${count === 100_000 ? ' or more' : ''} intervals, and a backfill takes ${MOST_SLOTS.toLocaleString('en')} at most.`,
      next: 'Choose a shorter range, and fill in the rest with another backfill after it.',
    });
  return ok(slots.next(schedule, context, from - 1, count + 1).slice(1));
}

function planSlot({ slot, from, to }: DueSlot, { runs, reprocess, now }: BackfillQuestion): PlannedSlot {
  const interval = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  const covering = runs.filter((run) => run.interval.from <= interval.from && run.interval.to >= interval.to);
  const going = covering.find(({ status }) => !ENDED.includes(status));
  const had = (going ?? newestOf(covering))?.status ?? null;
  return { slot, interval, had, ...verdict(had, reprocess, to > now) };
}

function verdict(
  had: RunStatus | null,
  reprocess: Backfill['reprocess'],
  open: boolean,
): Pick<PlannedSlot, 'does' | 'why'> {
  if (open) return { does: 'pass over', why: 'It isn’t over yet.' };
  if (had === null) return { does: 'run', why: 'No run has covered it.' };
  if (had === 'succeeded')
    return reprocess === 'completed'
      ? { does: 'rerun', why: 'A run has succeeded, and you asked for those to be run again too.' }
      : { does: 'pass over', why: 'A run has covered it.' };
  if (had === 'failed' || had === 'cancelled') {
    const became = had === 'failed' ? 'failed' : 'was cancelled';
    return reprocess === 'none'
      ? { does: 'pass over', why: `Its run ${became}, and you asked for missing ones only.` }
      : { does: 'rerun', why: `Its run ${became}.` };
  }
  return { does: 'pass over', why: WAITS[had] };
}

const WAITS: Readonly<Record<Exclude<RunStatus, 'succeeded' | 'failed' | 'cancelled'>, string>> = {
  queued: 'A run of it is queued.',
  held: 'A run of it is held until somebody confirms that the clock is right.',
  running: 'A run of it is under way.',
  interrupted: 'A run of it was interrupted and is taken up again.',
  crash_loop: 'A run of it was interrupted again and again, and waits for an answer.',
};

function newestOf(runs: readonly RunLine[]): RunLine | undefined {
  return runs.reduce<RunLine | undefined>(
    (newest, run) =>
      newest === undefined || `${run.queuedAt} ${run.id}` > `${newest.queuedAt} ${newest.id}` ? run : newest,
    undefined,
  );
}
