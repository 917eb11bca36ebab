import type { PipelineName } from '../../shared/domain/pipeline/pipeline.ts';
import { fail, type Result } from '../../shared/errors/failure.ts';
import type { SchedulerState } from './pipelines.ts';
import type { Session } from './records/records.ts';

/** The scheduler as whoever isn't it tells it. */
export function notActing(other: Session | null, trouble: string | null): SchedulerState {
  const none = { nextDue: null, running: 0, queued: 0 };
  if (other !== null)
    return {
      ...none,
      is: 'elsewhere',
      told: `The pipelines run on ${other.host} (process ${other.pid}); this window watches.`,
      heartbeatAt: other.heartbeatAt,
    };
  return {
    ...none,
    is: trouble === null ? 'off' : 'stalled',
    told: trouble ?? 'Nothing is scheduled yet.',
    heartbeatAt: null,
  };
}

/** Why nothing can be asked of pipelines here. */
export function elsewhere(other: Session | null, trouble: string | null): Result<never> {
  if (other === null)
    return fail('SCHEDULER_LOST', {
      message: `The record of runs can't be written${trouble === null ? '' : `: ${trouble}`}.`,
      next: 'Mend that, then try again.',
      retry: true,
    });
  return fail('SCHEDULER_LOST', {
    message: `The pipelines of this workspace run on ${other.host}, process ${other.pid}; this one only watches.`,
    next: 'Do it there, or end that program first.',
    retry: true,
  });
}

export function notRunnable(name: PipelineName, file: string | undefined): Result<never> {
  if (file === undefined)
    return fail('PIPELINE_UNKNOWN', {
      message: `There is no pipeline ${name} in this workspace.`,
      next: 'See the list: its file may have been renamed.',
      subject: name,
    });
  return fail('PIPELINE_INVALID', {
    message: `${file} has mistakes, so ${name} can't run.`,
    next: 'Mend them on its page, then try again.',
    subject: file,
  });
}
