import type { CheckDetail } from '../../../../shared/contract/quality.ts';

type Point = CheckDetail['history'][number];

export interface DrawnPoint extends Point {
  readonly x: number;
  readonly y: number;
}

const EDGE = 5;

/** A point a verdict, from left to right, zero at the bottom; a check that could not be asked stands at the bottom. */
export function lineOf(
  history: readonly Point[],
  width: number,
  height: number,
): { points: readonly DrawnPoint[]; most: number } {
  const most = Math.max(0, ...history.map(({ failures }) => failures ?? 0));
  const step = history.length > 1 ? (width - 2 * EDGE) / (history.length - 1) : 0;
  return {
    most,
    points: history.map((point, at) => ({
      ...point,
      x: Math.round((EDGE + at * step) * 10) / 10,
      y:
        Math.round(
          (height - EDGE - (most === 0 ? 0 : ((point.failures ?? 0) / most) * (height - 2 * EDGE))) * 10,
        ) / 10,
    })),
  };
}
