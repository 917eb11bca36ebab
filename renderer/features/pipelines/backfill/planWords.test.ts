import { expect, it } from 'vitest';
import type { Does } from './planWords.ts';
import { planSentence, progressWords } from './planWords.ts';

const plan = (counts: Partial<Record<Does, number>>) =>
  (Object.entries(counts) as [Does, number][]).flatMap(([does, count]) =>
    Array.from({ length: count }, () => ({ does })),
  );

it('counts what a backfill would do', () => {
  expect(planSentence(plan({ run: 24, 'pass over': 5, rerun: 2 }), String)).toBe(
    '31 intervals: 24 run, 5 passed over, 2 again',
  );
  expect(planSentence(plan({ run: 1 }), String)).toBe('1 interval: 1 runs');
  expect(planSentence([], String)).toBe('No interval of the schedule ends in this range.');
});

it('tells how far it is', () => {
  expect(progressWords({ counts: { failed: 1, succeeded: 24, queued: 3, running: 0 } }, String)).toBe(
    '3 queued, 24 succeeded, 1 failed',
  );
  expect(progressWords({ counts: {} }, String)).toBe('No run yet');
});
