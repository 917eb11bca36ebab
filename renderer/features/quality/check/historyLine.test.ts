import { expect, it } from 'vitest';
import { lineOf } from './historyLine.ts';

function at(failures: number | null) {
  return {
    build: 'b',
    at: `${failures}`,
    status: failures === 0 ? 'pass' : 'fail',
    failures,
    milliseconds: 1,
  } as const;
}

it('draws from zero at the bottom to the most at the top', () => {
  const { points, most } = lineOf([at(0), at(10), at(5), at(null)], 110, 50);
  expect(most).toBe(10);
  expect(points.map(({ x }) => x)).toEqual([5, 38.3, 71.7, 105]);
  expect(points.map(({ y }) => y)).toEqual([45, 5, 25, 45]);
});

it('lies at the bottom when nothing ever failed, and stands alone without a line', () => {
  expect(lineOf([at(0), at(0)], 100, 50).points.map(({ y }) => y)).toEqual([45, 45]);
  expect(lineOf([at(3)], 100, 50).points).toMatchObject([{ x: 5, y: 5 }]);
});
