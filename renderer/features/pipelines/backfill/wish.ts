import type { PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';

export type Reprocess = 'none' | 'failed' | 'completed';

export interface Entered {
  readonly from: string;
  readonly to: string;
  readonly reprocess: Reprocess;
  readonly order: 'oldest' | 'newest';
  readonly atOnce: number;
}

export interface Wish extends Entered {
  readonly pipeline: PipelineName;
  readonly params: Record<string, unknown>;
}

export const REPROCESS: Record<Reprocess, { label: string; means: string }> = {
  none: {
    label: 'Only what never ran',
    means: 'An interval that has a run, however it ended, is passed over.',
  },
  failed: { label: 'Also what failed', means: 'Intervals whose run failed or was cancelled run again.' },
  completed: {
    label: 'Everything again',
    means: 'Every interval of the range runs, also those that succeeded.',
  },
};

/** What is wrong with the range; days are compared as text. */
export function rangeFaults({ from, to }: Pick<Entered, 'from' | 'to'>): { from?: string; to?: string } {
  return {
    ...(isDay(from) ? {} : { from: 'Choose the first day.' }),
    ...(isDay(to)
      ? isDay(from) && to < from
        ? { to: 'The last day lies before the first.' }
        : {}
      : { to: 'Choose the last day.' }),
  };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text);
}
