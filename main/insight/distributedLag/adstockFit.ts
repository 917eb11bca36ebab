import { regress } from '../regression/regression.ts';
import { type Unavailable, unavailable } from '../unavailable.ts';
import { delayedWeights, geometricAdstock, weightedPast } from './adstock.ts';

export interface AdstockFit {
  readonly kind: 'fitted';
  readonly retention: number;
  readonly intercept: number;
  readonly effect: number;
  readonly r2: number;
  /** Sum of squared errors for every retention tried; NaN where it can't be fitted. */
  readonly sse: Float64Array;
}

/** Regresses y on the geometric stock of x for every retention, and keeps the best. */
export function fitGeometric(
  x: Float64Array,
  y: Float64Array,
  retentions: readonly number[],
): AdstockFit | Unavailable {
  const fits = retentions.map((retention) => regress([geometricAdstock(x, retention)], y, true));
  const sse = Float64Array.from(fits, (fit) => (fit.kind === 'fitted' ? fit.fit.rss : Number.NaN));
  const best = leastOf(sse);
  const fit = fits[best];
  if (fit?.kind !== 'fitted') return fits.find(({ kind }) => kind === 'unavailable') as Unavailable;
  const [intercept = Number.NaN, effect = Number.NaN] = fit.fit.coefficients;
  return { kind: 'fitted', retention: retentions[best] as number, intercept, effect, r2: fit.r2, sse };
}

export interface DelayedFit {
  readonly kind: 'fitted';
  readonly retention: number;
  /** Days after which the effect is strongest. */
  readonly delay: number;
  readonly intercept: number;
  /** Of a unit of x, over all days. */
  readonly effect: number;
  readonly r2: number;
  readonly rss: number;
}

/** Regresses y on the past of x under every delay 0..longest and retention, and keeps the best. */
export function fitDelayed(
  x: Float64Array,
  y: Float64Array,
  longest: number,
  retentions: readonly number[],
): DelayedFit | Unavailable {
  let best: DelayedFit | null = null;
  let why: Unavailable = unavailable('tooShort');
  for (let delay = 0; delay <= longest; delay++)
    for (const retention of retentions) {
      const past = weightedPast(x, delayedWeights(retention, delay, longest));
      const fit = regress([past], y, true);
      if (fit.kind === 'unavailable') {
        why = fit;
        continue;
      }
      const { rss, coefficients } = fit.fit;
      if (best !== null && best.rss <= rss) continue;
      const [intercept = Number.NaN, effect = Number.NaN] = coefficients;
      best = { kind: 'fitted', retention, delay, intercept, effect, r2: fit.r2, rss };
    }
  return best ?? why;
}

/** The place of the smallest number, NaN apart; -1 when there is none. */
function leastOf(values: Float64Array): number {
  let best = -1;
  values.forEach((value, i) => {
    if (!Number.isNaN(value) && (best === -1 || value < (values[best] as number))) best = i;
  });
  return best;
}
