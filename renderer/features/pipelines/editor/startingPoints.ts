import type { Loose } from './loose.ts';

export type StartingPoint = 'daily' | 'by hand' | 'empty';

export const STARTING_POINTS: Record<StartingPoint, { title: string; means: string }> = {
  daily: {
    title: 'Every day: extract, then build',
    means: 'Reads a source at six in the morning and builds the models from it.',
  },
  'by hand': {
    title: 'By hand: build the models',
    means: 'One step, started whenever you want it.',
  },
  empty: { title: 'Empty', means: 'No step yet, and no schedule.' },
};

/** It is only a draft: nothing runs before it is saved and its schedule is switched on. */
export function startingValue(point: StartingPoint, sources: readonly string[]): Loose {
  if (point === 'empty') return { steps: [] };
  if (point === 'by hand') return { steps: [{ name: 'build', build: 'all' }] };
  return {
    schedule: { cron: '0 6 * * *' },
    steps: [
      { name: 'extract', extract: sources[0] ?? '' },
      { name: 'build', after: ['extract'], build: 'all' },
    ],
  };
}
