import { autocorrelation } from '../correlation/autocorrelation.ts';

/** How long the blocks of a bootstrap have to be to keep what days owe to the days before. */
export interface BlockLength {
  /** The last lag that matters. */
  readonly lastLag: number;
  /** Width of the window over the autocovariances. */
  readonly window: number;
  /** For the stationary bootstrap: the mean length. */
  readonly stationary: number;
  /** For circular blocks. */
  readonly circular: number;
  /** The longest that is allowed. */
  readonly longest: number;
}

/**
 * Politis and White (2004) with the correction of Patton, Politis and White (2009). The last lag that matters is the smallest from which on
 * K autocorrelations in a row stay below 2√(log10(n)/n); if there is none, the last that exceeds it. A constant or empty series has none: NaN.
 */
export function automaticBlockLength(x: Float64Array): BlockLength {
  const n = x.length;
  const run = Math.max(5, Math.ceil(Math.sqrt(Math.log10(n))));
  const lagMax = Math.ceil(Math.sqrt(n)) + run;
  const longest = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3));
  const covariances = autocorrelation(x, lagMax, 'covariance');
  const variance = covariances[0] ?? Number.NaN;
  if (!(variance > 0))
    return { lastLag: 0, window: 0, stationary: Number.NaN, circular: Number.NaN, longest };
  const matters = covariances.map((value) =>
    Math.abs(value / variance) < 2 * Math.sqrt(Math.log10(n) / n) ? 0 : 1,
  );
  const lastLag = Math.max(1, lastThatMatters(matters, run));
  const window = Math.min(2 * lastLag, lagMax);
  const { g, spectrum } = flatTop(covariances, window);
  const length = (share: number) =>
    Math.min(longest, ((2 * g * g) / (share * spectrum * spectrum)) ** (1 / 3) * n ** (1 / 3));
  return { lastLag, window, stationary: length(2), circular: length(4 / 3), longest };
}

function lastThatMatters(matters: Float64Array, run: number): number {
  for (let lag = 0; lag + run < matters.length; lag++)
    if (matters.subarray(lag + 1, lag + 1 + run).every((one) => one === 0)) return lag;
  return matters.lastIndexOf(1);
}

/** Σ λ(k/M) |k| R(k), and Σ λ(k/M) R(k), which is the spectrum at 0; λ is 1 up to a half and falls to 0 at 1. */
function flatTop(covariances: Float64Array, window: number): { g: number; spectrum: number } {
  let g = 0;
  let spectrum = covariances[0] as number;
  for (let lag = 1; lag <= window && lag < covariances.length; lag++) {
    const weight = lag / window <= 0.5 ? 1 : 2 * (1 - lag / window);
    g += 2 * weight * lag * (covariances[lag] as number);
    spectrum += 2 * weight * (covariances[lag] as number);
  }
  return { g, spectrum };
}
