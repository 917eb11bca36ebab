import { madPresent, medianPresent } from '../numbers/moments.ts';
import { type Unavailable, unavailable } from '../unavailable.ts';
import { stl } from './stl.ts';
import type { StlChoice } from './stlSettings.ts';

export interface Anomalies {
  readonly kind: 'anomalies';
  /** Of the remainders. */
  readonly median: number;
  /** Of the remainders, scaled by 1.4826 to be a standard deviation for normal ones. */
  readonly mad: number;
  /** Robust distances from the median; NaN where the series is missing. */
  readonly z: Float64Array;
  /** Positions further out than `threshold`, on either side. */
  readonly days: readonly number[];
}

/**
 * Days that season and trend don't explain: the remainders of a robust STL in units of their median absolute
 * deviation. Median and MAD, because the very spikes looked for would inflate a mean and a standard deviation.
 */
export function anomalies(
  series: Float64Array,
  choice: StlChoice,
  threshold: number,
): Anomalies | Unavailable {
  const parts = stl(series, choice);
  if (parts.kind === 'unavailable') return parts;
  const median = medianPresent(parts.remainder);
  const mad = madPresent(parts.remainder);
  if (!(mad > 0)) return unavailable('constant');
  const z = parts.remainder.map((value) => (value - median) / mad);
  const days = Array.from(z.keys()).filter((day) => Math.abs(z[day] as number) > threshold);
  return { kind: 'anomalies', median, mad, z, days };
}
