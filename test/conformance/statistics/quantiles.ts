import {
  chiSquareLower,
  chiSquareQuantile,
  chiSquareTail,
  chiSquareUpperQuantile,
  fLower,
  fQuantile,
  fTail,
  normalLower,
  normalQuantile,
  normalTail,
  studentLower,
  studentQuantile,
  studentTail,
} from '../../../main/insight/numbers/distributions.ts';
import { mad, quantile, standardDeviation } from '../../../main/insight/numbers/moments.ts';
import type { QuantileType } from '../../../main/insight/numbers/orderStatistics.ts';
import type { Adapter, StatisticsCase } from './case.ts';
import { list, number, numberOr, series, text } from './read.ts';

interface Distribution {
  readonly names: readonly string[];
  readonly tail: (x: number, a: number, b: number) => number;
  readonly lower: (x: number, a: number, b: number) => number;
  readonly quantile: (p: number, a: number, b: number) => number;
  /** From the upper tail, not from 1 - p, which has no digits left of a small p. */
  readonly upperQuantile: (p: number, a: number, b: number) => number;
}

const DISTRIBUTIONS: readonly Distribution[] = [
  {
    names: ['normal', 'norm', 'gaussian', 'z'],
    tail: normalTail,
    lower: normalLower,
    quantile: normalQuantile,
    upperQuantile: (p) => -normalQuantile(p),
  },
  {
    names: ['t', 'student'],
    tail: studentTail,
    lower: studentLower,
    quantile: studentQuantile,
    upperQuantile: (p, df) => -studentQuantile(p, df),
  },
  {
    names: ['f'],
    tail: fTail,
    lower: fLower,
    quantile: fQuantile,
    upperQuantile: (p, df1, df2) => 1 / fQuantile(p, df2, df1),
  },
  {
    names: ['chisq', 'chisquare', 'chisquared', 'chi2'],
    tail: chiSquareTail,
    lower: chiSquareLower,
    quantile: chiSquareQuantile,
    upperQuantile: chiSquareUpperQuantile,
  },
];

export const adapters: Record<string, Adapter> = {
  dist_cdf: (reference) => {
    const { lower, tail } = distributionOf(reference);
    const value = reference.params['upper'] === true ? tail : lower;
    return { p: each(reference, 'x', value) };
  },
  dist_quantile: (reference) => {
    const { quantile: fromBelow, upperQuantile } = distributionOf(reference);
    return { x: each(reference, 'p', reference.params['upper'] === true ? upperQuantile : fromBelow) };
  },
  quantile: (reference) => {
    const x = series(reference.input['x']);
    const type = numberOr(reference.params['type'], 7) as QuantileType;
    return {
      q: list(reference.params['probs']).map((p) => quantile(x, number(p), type)),
      mad: mad(x),
      sd: standardDeviation(x),
    };
  },
};

function distributionOf(reference: StatisticsCase): Distribution {
  const name = text(reference.params['dist'] ?? reference.params['distribution']);
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const found = DISTRIBUTIONS.find(({ names }) => names.includes(plain));
  if (found === undefined) throw new TypeError(`no distribution is called ${name}`);
  return found;
}

/** Degrees of freedom come one for all or one a value, among the inputs or the parameters. */
function each(
  reference: StatisticsCase,
  key: string,
  value: (at: number, a: number, b: number) => number,
): number[] {
  const all = { ...reference.params, ...reference.input };
  const first = series(all['df1'] ?? all['df'] ?? null);
  const second = series(all['df2'] ?? null);
  const pick = (values: Float64Array, i: number) => values[values.length === 1 ? 0 : i] as number;
  return Array.from(series(all[key]), (at, i) => value(at, pick(first, i), pick(second, i)));
}
