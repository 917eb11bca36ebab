import { mean } from '../numbers/moments.ts';
import { type Unavailable, unavailable } from '../unavailable.ts';

export interface ClassicalDecomposition {
  readonly kind: 'decomposed';
  /** NaN in the half period at both ends, and wherever the average meets a missing value. */
  readonly trend: Float64Array;
  readonly seasonal: Float64Array;
  readonly remainder: Float64Array;
  /** The season of one period, beginning with the first day of the series. */
  readonly figure: Float64Array;
}

/** Trend by a centred moving average over a period, season by averaging what is left: the textbook decomposition. */
export function decomposeClassically(
  series: Float64Array,
  period: number,
  type: 'additive' | 'multiplicative',
): ClassicalDecomposition | Unavailable {
  const { length } = series;
  if (!Number.isInteger(period) || period < 2) return unavailable('badPeriod');
  if (length < 2 * period) return unavailable('tooShort');
  const multiplies = type === 'multiplicative';
  const trend = centredAverage(series, period);
  // A ratio to a trend of 0 or below says nothing.
  if (multiplies && trend.some((value) => value <= 0)) return unavailable('notPositive');
  const detrended = series.map((value, t) =>
    multiplies ? value / (trend[t] as number) : value - (trend[t] as number),
  );
  const figure = Float64Array.from({ length: period }, (_, phase) =>
    mean(detrended.filter((value, t) => t % period === phase && !Number.isNaN(value))),
  );
  const level = mean(figure);
  if (Number.isNaN(level)) return unavailable('noValues');
  for (let phase = 0; phase < period; phase++) {
    const value = figure[phase] as number;
    figure[phase] = multiplies ? value / level : value - level;
  }
  const seasonal = series.map((_, t) => figure[t % period] as number);
  const remainder = detrended.map((value, t) =>
    multiplies ? value / (seasonal[t] as number) : value - (seasonal[t] as number),
  );
  return { kind: 'decomposed', trend, seasonal, remainder, figure };
}

/** Over an even period both ends count half, so that every phase weighs the same. */
function centredAverage(series: Float64Array, period: number): Float64Array {
  const { length } = series;
  const half = Math.floor(period / 2);
  const endWeight = period % 2 === 0 ? 0.5 : 1;
  const average = new Float64Array(length).fill(Number.NaN);
  for (let t = half; t < length - half; t++) {
    let total = endWeight * ((series[t - half] as number) + (series[t + half] as number));
    for (let i = t - half + 1; i < t + half; i++) total += series[i] as number;
    average[t] = total / period;
  }
  return average;
}
