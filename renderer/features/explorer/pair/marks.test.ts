import { expect, it } from 'vitest';
import { marksOf } from './marks.ts';

it('marks what lies on the days in sight, cut to them', () => {
  const steps = ['2026-01-01', '2026-01-02', '2026-01-03'];
  const of = (kind: 'cause' | 'missing outcome' | 'note', from: number, to: number) => ({
    kind,
    name: kind,
    from,
    to,
    note: null,
  });
  const marks = marksOf({
    steps,
    annotations: [of('cause', -3, 1), of('cause', 2, 2), of('missing outcome', 1, 9), of('note', 5, 6)],
  });
  expect(marks.map(({ kind, first, last }) => [kind, first, last])).toEqual([
    ['promotion', '2026-01-01', '2026-01-02'],
    ['holiday', '2026-01-03', '2026-01-03'],
    ['stockout', '2026-01-02', '2026-01-03'],
  ]);
});
