import { chiSquareTail } from '../numbers/distributions.ts';
import type { GrangerTest } from './granger.ts';

export interface ChiSquareTest {
  readonly stat: number;
  readonly p: number;
  readonly df: number;
}

/** The same comparison as a chi-square of the sums of squares, and as a likelihood ratio: for large samples. */
export function grangerVariants({ used, gain, fullRss, df1 }: GrangerTest): {
  readonly sumOfSquares: ChiSquareTest;
  readonly likelihoodRatio: ChiSquareTest;
} {
  return {
    sumOfSquares: chiSquare((used * gain) / fullRss, df1),
    likelihoodRatio: chiSquare(used * Math.log1p(gain / fullRss), df1),
  };
}

function chiSquare(stat: number, df: number): ChiSquareTest {
  return { stat, p: chiSquareTail(stat, df), df };
}
