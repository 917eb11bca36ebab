import { type Centred, centre } from './centre.ts';
import { laggedProducts } from './laggedProducts.ts';

export type Scale = 'correlation' | 'covariance';

/** Correlation of x[t - lead] with y[t]: at positive leads x comes first. */
export interface CrossCorrelation {
  /** As asked for, or one less than the length of the series if that is smaller. */
  readonly maxLead: number;
  /** At index maxLead + lead. NaN where no pair is left, and everywhere when a series doesn't vary. */
  readonly values: Float64Array;
  /** Days on which both values exist, at the same index. */
  readonly pairs: Float64Array;
  /** Length of the series, missing days included. */
  readonly length: number;
}

/**
 * Means of the whole series and the denominator n at every lead, as R's `ccf` has them (Venables and Ripley 2002, 14.1): estimates
 * at far leads shrink instead of scattering. With missing days, as under R's `na.pass`: means over what is present, at each lead the
 * sum over complete pairs divided by pairs + |lead|, which is n when nothing is missing. Such values may leave ±1 and are cut there.
 */
export function crossCorrelation(
  x: Float64Array,
  y: Float64Array,
  maxLead: number,
  scale: Scale = 'correlation',
): CrossCorrelation {
  return correlateCentred(centre(x), centre(y), maxLead, scale);
}

/** The same from series that are centred already, for those that meet many partners. */
export function correlateCentred(
  x: Centred,
  y: Centred,
  maxLead: number,
  scale: Scale = 'correlation',
): CrossCorrelation {
  const length = Math.min(x.deviations.length, y.deviations.length);
  const reach = Math.max(0, Math.min(maxLead, length - 1));
  const values = laggedProducts(x.deviations, y.deviations, reach);
  const pairs = countPairs(x, y, reach, length);
  const unit = scale === 'covariance' ? 1 : geometricMean(meanSquare(x), meanSquare(y));
  for (let i = 0; i < values.length; i++) {
    const count = pairs[i] as number;
    const value = (values[i] as number) / (count + Math.abs(i - reach)) / unit;
    if (count === 0 || unit === 0) values[i] = Number.NaN;
    else values[i] = scale === 'covariance' ? value : Math.min(1, Math.max(-1, value));
  }
  return { maxLead: reach, values, pairs, length };
}

/** Exactly a of twice a, so that a series correlates with itself by 1; roots apart, so that the product can't overflow. */
function geometricMean(a: number, b: number): number {
  return a === b ? a : Math.sqrt(a) * Math.sqrt(b);
}

function meanSquare(x: Centred): number {
  return x.sumOfSquares / x.present;
}

function countPairs(x: Centred, y: Centred, reach: number, length: number): Float64Array {
  if (x.mask === null && y.mask === null)
    return Float64Array.from({ length: 2 * reach + 1 }, (_, i) => Math.max(0, length - Math.abs(i - reach)));
  const whole = new Float64Array(length).fill(1);
  return laggedProducts(x.mask ?? whole, y.mask ?? whole, reach);
}

export interface Peak {
  readonly lead: number;
  readonly value: number;
}

/** The strongest value by size, the first of equals; null when there is none. */
export function peakOf({ values, maxLead }: Pick<CrossCorrelation, 'values' | 'maxLead'>): Peak | null {
  let best = -1;
  for (let i = 0; i < values.length; i++)
    if (Math.abs(values[i] as number) > (best < 0 ? -1 : Math.abs(values[best] as number))) best = i;
  return best < 0 ? null : { lead: best - maxLead, value: values[best] as number };
}
