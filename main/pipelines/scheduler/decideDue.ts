import { milliseconds } from '../../../shared/domain/duration.ts';
import type { Pipeline, PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import type { Schedule } from '../../../shared/domain/pipeline/schedule.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { RunId } from '../ids.ts';
import type { NewRun, Records, ScheduleState, Slot } from '../records/records.ts';
import { decideMissed, type MissedDecision, MOST_CAUGHT_UP } from '../schedule/decideMissed.ts';
import { dueSlots } from '../schedule/dueSlots.ts';
import type { ScheduleContext } from '../schedule/slots.ts';
import { paramDefaults } from './paramDefaults.ts';
import type { SchedulerParts } from './parts.ts';
import { queuedRuns, succeededRuns, watermarkAfter } from './pastRuns.ts';
import { isBefore, nextDue } from './reckon.ts';

/** What one write puts on record. */
export type Decided = Parameters<Records['decide']>[1];

export interface DueSchedule {
  readonly state: ScheduleState;
  readonly pipeline: Pipeline;
  readonly schedule: Exclude<Schedule, { readonly after: unknown }>;
  readonly context: ScheduleContext;
  /** When the stored next slot is due. */
  readonly due: number;
  readonly now: number;
}

/** Everything that is due of one schedule: its slots with what became of them, its runs, and when it is due next. */
export async function decideDue(parts: SchedulerParts, one: DueSchedule): Promise<Result<Decided>> {
  const { state, schedule, context, due, now } = one;
  const queued = await queuedRuns(parts.records, state.pipeline, 'scheduled');
  if (!queued.ok) return queued;
  const succeeded = await succeededRuns(parts.records, state.pipeline);
  if (!succeeded.ok) return succeeded;
  const watermark = watermarkAfter(state.watermark, succeeded.value);
  const { slots, unlisted } = dueSlots(parts.slots, schedule, context, due - 1, now);
  const policy = schedule.missed ?? 'latest';
  const waiting = policy === 'all' ? undefined : queued.value[0];
  const decision = decideMissed({
    policy,
    slots: slots.filter((slot) => !isBefore(slot, state)),
    unlisted,
    now,
    startWithin: schedule.start_within === undefined ? null : milliseconds(schedule.start_within),
    watermark: watermark === null ? null : Date.parse(watermark),
    waiting:
      waiting === undefined
        ? null
        : { from: Date.parse(waiting.interval.from), to: Date.parse(waiting.interval.to) },
    room: MOST_CAUGHT_UP - queued.value.length,
  });
  return ok(written(parts, one, watermark, decision, waiting?.id ?? null));
}

function written(
  parts: SchedulerParts,
  { state, pipeline, schedule, context, now }: DueSchedule,
  watermark: string | null,
  decision: MissedDecision,
  waiting: RunId | null,
): Decided {
  const at = instant(now);
  const ids = new Map<string, RunId>(decision.runs.map((run) => [run.slot, parts.newRunId()]));
  const params = paramDefaults(pipeline);
  return {
    schedules: [{ ...state, watermark, ...nextDue(parts.slots, schedule, context, now) }],
    slots: decision.slots.map((slot) => ({
      pipeline: state.pipeline,
      slot: slot.slot,
      dueAt: instant(slot.due),
      decidedAt: at,
      decision: slot.decision,
      run: slot.run === null ? null : slot.run === 'waiting' ? waiting : (ids.get(slot.run.of) ?? null),
      why: slot.why,
    })),
    runs: decision.runs.flatMap((run, index): NewRun[] => {
      const id = ids.get(run.slot);
      return id === undefined
        ? []
        : [
            {
              id,
              pipeline: state.pipeline,
              slot: run.slot,
              kind: 'scheduled',
              interval: { from: instant(run.from), to: instant(run.to) },
              params,
              definition: pipeline,
              // Ids of one moment sort by chance; runs of one moment begin with the oldest.
              queuedAt: instant(now - (decision.runs.length - 1 - index)),
              status: 'queued',
              priority: 0,
              backfill: null,
              note: run.note,
            },
          ];
    }),
    ...(decision.widened !== null && waiting !== null
      ? {
          widened: [
            {
              run: waiting,
              interval: { from: instant(decision.widened.from), to: instant(decision.widened.to) },
              note: decision.widened.note,
            },
          ],
        }
      : {}),
  };
}

/** Slots of a schedule that is no more, or is switched off: they are on record, and nothing runs. */
export function passedOver(
  parts: SchedulerParts,
  gone: {
    readonly pipeline: PipelineName;
    readonly schedule: Schedule;
    readonly context: ScheduleContext;
    readonly due: number;
    readonly now: number;
    readonly why: string;
  },
): readonly Slot[] {
  const { slots, unlisted } = dueSlots(parts.slots, gone.schedule, gone.context, gone.due - 1, gone.now);
  return slots.map((slot, index) => ({
    pipeline: gone.pipeline,
    slot: slot.slot,
    dueAt: instant(slot.due),
    decidedAt: instant(gone.now),
    decision: 'skipped',
    run: null,
    why:
      unlisted?.behind === index
        ? `${gone.why} The same holds for ${unlisted.count} moments right after it.`
        : gone.why,
  }));
}

export function instant(at: number): string {
  return new Date(at).toISOString();
}
