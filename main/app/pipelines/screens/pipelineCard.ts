import type { PipelineCard } from '../../../../shared/contract/pipelines.ts';
import { scheduleWords } from '../../../../shared/domain/pipeline/scheduleWords.ts';
import type { Zone } from '../../../../shared/domain/zone.ts';
import type { WrittenPipeline } from '../../../pipelines/definition/definitions.ts';
import type { RunLine, ScheduleState } from '../../../pipelines/records/records.ts';
import { runLine } from './runLines.ts';

export interface Standing {
  readonly written: WrittenPipeline;
  readonly schedule: ScheduleState | undefined;
  /** Newest first. */
  readonly recent: readonly RunLine[];
  readonly late: boolean;
}

type Health = Pick<PipelineCard, 'health' | 'told'>;

export function pipelineCard(standing: Standing, zone: Zone): PipelineCard {
  const { written, schedule, recent } = standing;
  const { name, file, pipeline, problems } = written;
  const wish = pipeline?.schedule;
  return {
    name,
    title: pipeline?.title ?? name,
    file,
    problems: [...problems],
    steps: pipeline?.steps.length ?? 0,
    schedule: wish === undefined ? null : scheduleWords(wish, zone),
    scheduled: wish !== undefined,
    on: schedule?.on ?? false,
    nextDue: schedule?.on === true ? schedule.nextDue : null,
    held: schedule?.held ?? null,
    recent: recent.map(runLine),
    ...healthOf(standing),
  };
}

/** What needs a person comes first, then what went wrong, then what goes on. */
function healthOf({ written, schedule, recent, late }: Standing): Health {
  if (written.pipeline === null)
    return { health: 'invalid', told: `${written.file} has mistakes, so it can't run. Mend them in Edit.` };
  const asking = recent.find(({ status }) => status === 'crash_loop' || status === 'held');
  if (asking?.status === 'crash_loop')
    return {
      health: 'asks',
      told: 'A run was interrupted three times. Open it and say whether it should go on.',
    };
  if (asking !== undefined || schedule?.held != null)
    return { health: 'asks', told: schedule?.held ?? asking?.note ?? 'A run waits for a decision.' };
  const ended = recent.find(({ endedAt }) => endedAt !== null);
  const active = recent.find(({ status }) => status === 'running' || status === 'interrupted');
  if (active !== undefined)
    return {
      health: 'running',
      told: active.note ?? (active.status === 'interrupted' ? 'It is taken up again.' : 'It runs now.'),
    };
  if (late) return { health: 'late', told: 'The run that was due by its deadline has not succeeded.' };
  if (ended?.status === 'failed')
    return {
      health: 'failing',
      told: ended.note ?? 'The last run failed. Open it to see which step, and why.',
    };
  if (written.pipeline.schedule !== undefined && schedule?.on !== true)
    return { health: 'off', told: 'Its schedule is switched off. Switch it on, or run it by hand.' };
  if (ended === undefined) return { health: 'new', told: 'It has not run yet.' };
  return ended.status === 'cancelled'
    ? { health: 'ok', told: 'The last run was cancelled.' }
    : { health: 'ok', told: 'The last run succeeded.' };
}
