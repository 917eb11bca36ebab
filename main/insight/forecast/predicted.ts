import { normalQuantile } from '../numbers/distributions.ts';

export interface Interval {
  /** Share of outcomes it is meant to hold, such as 0.95. */
  readonly level: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** The days to come, the first one first. */
export interface Predicted {
  readonly kind: 'predicted';
  readonly mean: Float64Array;
  /** Standard deviation of what will be seen around the mean, parameters taken as known. */
  readonly error: Float64Array;
  readonly intervals: readonly Interval[];
  /** Analytic intervals are symmetric; simulated ones are quantiles of paths drawn with a fixed seed. */
  readonly how: 'analytic' | 'simulated';
}

export const USUAL_LEVELS: readonly number[] = [0.8, 0.95];

export function normalPrediction(
  mean: Float64Array,
  error: Float64Array,
  levels: readonly number[],
): Predicted {
  const intervals = levels.map((level) => {
    const width = normalQuantile(0.5 + level / 2);
    return {
      level,
      lower: mean.map((value, h) => value - width * (error[h] as number)),
      upper: mean.map((value, h) => value + width * (error[h] as number)),
    };
  });
  return { kind: 'predicted', mean, error, intervals, how: 'analytic' };
}
