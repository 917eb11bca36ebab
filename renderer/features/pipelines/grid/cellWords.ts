import type { TaskLine } from '../../../../shared/contract/pipelines.ts';
import type { Formats } from '../../../app/createFormats.ts';
import { TASKS } from '../words/states.ts';
import { tookMs } from '../words/times.ts';

/** What a cell of the grid stands for, in words. */
export function cellWords(task: TaskLine | null, formats: Formats): string {
  if (task === null) return 'not part of this run';
  const took = tookMs(task.startedAt, task.endedAt);
  return [
    TASKS[task.status].word,
    took === null ? '' : formats.duration(took / 1_000),
    task.tries > 1 ? `${formats.number(task.tries)} tries` : '',
    task.stale ? 'may be out of date' : '',
    task.note ?? '',
  ]
    .filter(Boolean)
    .join(', ');
}
