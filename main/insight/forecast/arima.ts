import { bfgs } from '../numbers/bfgs.ts';
import type { Minimum } from '../numbers/minimise.ts';
import { countPresent, present, sumOfSquares } from '../numbers/moments.ts';
import { type Unavailable, unavailable } from '../unavailable.ts';
import { arimaErrors } from './arimaErrors.ts';
import {
  type Columns,
  conditionalProfile,
  exactProfile,
  logLikOf,
  nearProfile,
  type ProfileAt,
  perDay,
} from './arimaLikelihood.ts';
import {
  type ArimaOrder,
  type ArmaWeights,
  armaCount,
  armaNames,
  differencesOf,
  joinWeights,
  splitWeights,
} from './arimaModel.ts';
import { freeToWeights } from './arimaTransform.ts';

export interface ArimaOptions {
  /** Regressors, each as long as the series; a day on which one is missing is missing altogether. */
  readonly regressors?: readonly Float64Array[];
  readonly regressorNames?: readonly string[];
  /** A constant among the regressors: by default where nothing is differenced, as a difference removes it. */
  readonly intercept?: boolean;
  readonly method?: 'exact' | 'conditional';
}

export interface ArimaFit {
  readonly kind: 'fit';
  readonly order: ArimaOrder;
  readonly weights: ArmaWeights;
  /** The intercept, if any, and the regressors'. */
  readonly coefficients: Float64Array;
  readonly intercept: boolean;
  readonly names: readonly string[];
  /** ARMA weights, then the regression's, in the order of `names`. */
  readonly estimates: Float64Array;
  /** From the curvature of the log-likelihood; NaN where it has none, as at the edge of the region. */
  readonly errors: Float64Array;
  /** Of the innovations; Σ e² / used, not corrected for parameters, as R's. */
  readonly sigma2: number;
  readonly logLik: number;
  readonly aic: number;
  readonly bic: number;
  readonly used: number;
  readonly columns: Columns;
}

/** Of the objective of a day, so that a series of a thousand is searched as finely as one of fifty. */
const COARSE = 1e-6;
const FINE = 1e-11;

/**
 * Exact Gaussian maximum likelihood (Harvey and Phillips 1979; Jones 1980 for missing days), with the regression and the variance solved for at
 * every step, so that only the ARMA weights are searched. The search runs from several starts.
 */
export function fitArima(
  x: Float64Array,
  order: ArimaOrder,
  options: ArimaOptions = {},
): ArimaFit | Unavailable {
  const reason = refusal(x, order);
  if (reason !== null) return reason;
  const intercept = options.intercept ?? differencesOf(order) === 0;
  const regressors = options.regressors ?? [];
  const columns: Columns = [x, ...(intercept ? [new Float64Array(x.length).fill(1)] : []), ...regressors];
  const count = armaCount(order) + columns.length - 1;
  const zero = new Float64Array(armaCount(order));
  const first = exactProfile(order, freeToWeights(order, zero), columns);
  if (first === null || first.used <= count + 1) return unavailable('tooShort');
  if (first.rank < columns.length - 1) return unavailable('rankDeficient');
  const leastSquare = 1e-24 * largestSquare(x);
  if (!(first.squares > leastSquare)) return unavailable('perfectFit');
  const search = (profileAt: ProfileAt, start: Float64Array, tolerance: number) =>
    bfgs(
      (free) => {
        const profile = profileAt(order, freeToWeights(order, free), columns);
        return profile === null ? Number.POSITIVE_INFINITY : perDay(profile);
      },
      start,
      { tolerance },
    );
  const rough = search(conditionalProfile, zero, FINE);
  const best = options.method === 'conditional' ? rough : highest(startsOf(order, rough.at), search);
  const weights = freeToWeights(order, best.at);
  const profileAt = options.method === 'conditional' ? conditionalProfile : exactProfile;
  const profile = profileAt(order, weights, columns);
  if (profile === null || !(profile.squares > leastSquare)) return unavailable('perfectFit');
  // R counts the days that the conditional sum of squares only looks back on, too.
  const days = options.method === 'conditional' ? countPresent(x) - differencesOf(order) : profile.used;
  const logLik = logLikOf(profile, days);
  const names = [
    ...armaNames(order),
    ...(intercept ? ['intercept'] : []),
    ...regressors.map((_, i) => options.regressorNames?.[i] ?? `regressor${i + 1}`),
  ];
  return {
    kind: 'fit',
    order,
    weights,
    coefficients: profile.coefficients,
    intercept,
    names,
    estimates: Float64Array.of(...joinWeights(weights), ...profile.coefficients),
    errors: arimaErrors({ order, weights, profile, columns, days, profileAt }),
    sigma2: profile.squares / profile.used,
    logLik,
    aic: -2 * logLik + 2 * (count + 1),
    bic: -2 * logLik + (count + 1) * Math.log(days),
    used: profile.used,
    columns,
  };
}

/** Of the peaks that the starts lead to, seen from a distance, the highest is climbed to the top. */
function highest(
  starts: readonly Float64Array[],
  search: (profileAt: ProfileAt, start: Float64Array, tolerance: number) => Minimum,
): Minimum {
  const [first, ...others] = starts.map((start) => search(nearProfile, start, COARSE)) as [
    Minimum,
    ...Minimum[],
  ];
  const best = others.reduce((low, next) => (next.value < low.value ? next : low), first);
  return search(exactProfile, best.at, FINE);
}

/**
 * The minimum of the conditional sum of squares, and zero; where autoregression and moving average can stand in for each other the
 * likelihood has several peaks, and starts on either side of zero are added.
 */
function startsOf(order: ArimaOrder, rough: Float64Array): Float64Array[] {
  // Close to the edge of the region tanh is flat, and a search that starts there stays there.
  const starts: Float64Array[] = [rough.map((value) => Math.max(-2, Math.min(2, value))), rough.map(() => 0)];
  const { p, q, seasonal } = order;
  if (p + seasonal.p === 0 || q + seasonal.q === 0) return starts;
  for (const [ar, ma] of [
    [0.8, 0.8],
    [0.8, -0.8],
    [-0.8, 0.8],
  ] as const) {
    const blocks = splitWeights(order, new Float64Array(rough.length));
    blocks.ar.fill(ar, 0, 1);
    blocks.ma.fill(ma, 0, 1);
    blocks.seasonalAr.fill(ar, 0, 1);
    blocks.seasonalMa.fill(ma, 0, 1);
    starts.push(joinWeights(blocks));
  }
  return starts;
}

function refusal(x: Float64Array, order: ArimaOrder): Unavailable | null {
  const { p, d, q, seasonal, period } = order;
  const hasSeason = seasonal.p + seasonal.d + seasonal.q > 0;
  if (hasSeason && !(Number.isInteger(period) && period > 1)) return unavailable('badPeriod');
  if (![p, d, q, seasonal.p, seasonal.d, seasonal.q].every((v) => Number.isInteger(v) && v >= 0))
    return unavailable('badPeriod');
  const known = present(x);
  if (known.length === 0) return unavailable('noValues');
  if (known.length < 3) return unavailable('tooShort');
  return sumOfSquares(known) > 0 ? null : unavailable('constant');
}

function largestSquare(x: Float64Array): number {
  let most = 0;
  for (const value of x) if (!Number.isNaN(value)) most = Math.max(most, value * value);
  return most;
}
