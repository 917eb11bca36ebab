export interface ConformalWidth {
  /** 1-based, in the order of size; above the number of residuals when they are too few for the level. */
  readonly rank: number;
  /** Infinite when the rank is above the number of residuals: no width is known to hold. */
  readonly halfWidth: number;
}

/**
 * Split conformal (Vovk, Gammerman and Shafer 2005; Lei et al. 2018): of n absolute residuals the one of rank ⌈(n + 1)(1 - alpha)⌉.
 * It holds 1 - alpha of outcomes if days are exchangeable, which they rarely are: report `rollingCoverage` beside it.
 */
export function splitConformal(absoluteResiduals: Float64Array, alpha: number): ConformalWidth {
  const sorted = absoluteResiduals.filter((value) => !Number.isNaN(value)).sort();
  const exact = (sorted.length + 1) * (1 - alpha);
  // 10 × 0.9 comes out a few bits above 9, which would be one rank too far.
  const rank = Math.max(0, Math.ceil(exact - 1e-9 * Math.max(1, Math.abs(exact))));
  if (Number.isNaN(rank)) return { rank, halfWidth: Number.NaN };
  if (rank === 0) return { rank, halfWidth: 0 };
  return { rank, halfWidth: sorted[rank - 1] ?? Number.POSITIVE_INFINITY };
}

export interface AdaptiveOptions {
  /** Share of outcomes that may fall outside. */
  readonly alpha: number;
  /** How fast the level answers to misses. */
  readonly rate?: number;
  /** How many residuals before a day its width is taken from. */
  readonly window: number;
}

export interface AdaptiveStep {
  /** Of the day: the level in force before it was seen. */
  readonly alpha: number;
  readonly halfWidth: number;
  /** Null when the day is missing. */
  readonly covered: boolean | null;
}

/**
 * Adaptive conformal inference (Gibbs and Candès 2021) over the residuals of one horizon in the order of days. After a miss
 * alpha falls, so that the next interval is wider; the long-run share of misses then tends to alpha whatever the days do.
 * A level pushed to 0 or below asks for an infinite interval, one at 1 or above for none.
 */
export function adaptiveConformal(residuals: Float64Array, options: AdaptiveOptions): AdaptiveStep[] {
  const rate = options.rate ?? 0.02;
  let alpha = options.alpha;
  return Array.from(residuals, (residual, t) => {
    const recent = residuals.slice(Math.max(0, t - options.window), t).map(Math.abs);
    const halfWidth = widthAt(recent, alpha);
    const step = {
      alpha,
      halfWidth,
      covered: Number.isNaN(residual) ? null : Math.abs(residual) <= halfWidth,
    };
    // Before there is anything to be wrong about, an infinite interval teaches nothing.
    if (step.covered !== null && recent.some((value) => !Number.isNaN(value)))
      alpha += rate * (options.alpha - (step.covered ? 0 : 1));
    return step;
  });
}

function widthAt(recent: Float64Array, alpha: number): number {
  if (alpha <= 0) return Number.POSITIVE_INFINITY;
  return alpha >= 1 ? 0 : splitConformal(recent, alpha).halfWidth;
}

/** Share covered in the last `window` known days up to each day; NaN until that many are known. */
export function rollingCoverage(covered: readonly (boolean | null)[], window: number): Float64Array {
  const recent: boolean[] = [];
  let inside = 0;
  return Float64Array.from(covered, (value) => {
    if (value !== null) {
      recent.push(value);
      if (value) inside++;
      if (recent.length > window && recent.shift() === true) inside--;
    }
    return recent.length === window ? inside / window : Number.NaN;
  });
}
