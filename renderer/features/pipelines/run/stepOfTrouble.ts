import type { RunDetail } from '../../../../shared/contract/pipelines.ts';

/** The step a person opens a run for that failed: the first one that did. Null where none has. */
export function stepOfTrouble({ run, tasks }: Pick<RunDetail, 'run' | 'tasks'>): string | null {
  if (run.status !== 'failed') return null;
  return tasks.find(({ status }) => status === 'failed')?.step ?? null;
}
