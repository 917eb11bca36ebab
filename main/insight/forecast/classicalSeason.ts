import { meanPresent } from '../numbers/moments.ts';

export interface ClassicalSeason {
  /** One a position within the period, of mean 0 (additive) or 1 (multiplicative). NaN where no day of the position is known. */
  readonly figures: Float64Array;
  /** Centred moving average over one period; NaN at both ends and around missing values. */
  readonly trend: Float64Array;
}

/** Mean detrended value by position in the period: only a start for models that then find their own season. */
export function classicalSeason(
  x: Float64Array,
  period: number,
  form: 'additive' | 'multiplicative',
): ClassicalSeason {
  const trend = movingAverage(x, period);
  const rest = x.map((value, t) => {
    const at = trend[t] as number;
    return form === 'additive' ? value - at : value / at;
  });
  const raw = Float64Array.from({ length: period }, (_, position) =>
    meanPresent(rest.filter((_, t) => t % period === position)),
  );
  const centre = meanPresent(raw);
  return { figures: raw.map((figure) => (form === 'additive' ? figure - centre : figure / centre)), trend };
}

/** An even period has no middle day: its two end days count half each. */
function movingAverage(x: Float64Array, period: number): Float64Array {
  const half = Math.floor(period / 2);
  const even = period % 2 === 0;
  return x.map((_, t) => {
    if (t < half || t + half >= x.length) return Number.NaN;
    let total = 0;
    for (let lag = -half; lag <= half; lag++) {
      const weight = even && Math.abs(lag) === half ? 0.5 : 1;
      total += weight * (x[t + lag] as number);
    }
    return total / period;
  });
}
