import type { ParamValues } from '../../shared/domain/pipeline/pipeline.ts';
import type { WrittenPipeline } from './definition/definitions.ts';
import type { RunId } from './ids.ts';
import type { NewRun, ScheduleState } from './records/records.ts';

/**
 * A run that a person starts. It covers what no run has covered yet, up to now, so that its extractions take up where the
 * last ones ended. It is one of its kind: its own id is its slot.
 */
export function manualRun(
  { name, pipeline }: WrittenPipeline,
  around: {
    readonly id: RunId;
    readonly params: ParamValues;
    readonly schedule: ScheduleState | undefined;
    readonly now: string;
  },
): NewRun {
  if (pipeline === null) throw new Error(`${name} has no definition to run.`);
  const { id, params, schedule, now } = around;
  const covered = schedule?.watermark ?? null;
  return {
    id,
    pipeline: name,
    slot: id,
    kind: 'manual',
    interval: { from: covered !== null && covered < now ? covered : now, to: now },
    params,
    definition: pipeline,
    queuedAt: now,
    status: 'queued',
    priority: 0,
    backfill: null,
    note: null,
  };
}
