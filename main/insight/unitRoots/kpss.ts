import { leastSquares } from '../numbers/leastSquares.ts';
import { present } from '../numbers/moments.ts';
import { type Unavailable, unavailable } from '../unavailable.ts';
import { interpolate } from './tables.ts';

export interface KpssTest {
  readonly kind: 'tested';
  /** Large speaks against being stationary around the level or the line. */
  readonly stat: number;
  /** From a table, so never outside 0.01 to 0.10. */
  readonly p: number;
  readonly lags: number;
}

/** Kwiatkowski, Phillips, Schmidt & Shin (1992, table 1): points that are passed with these probabilities. */
const POINTS = {
  level: [0.347, 0.463, 0.574, 0.739],
  trend: [0.119, 0.146, 0.176, 0.216],
};
const PROBABILITIES = [0.1, 0.05, 0.025, 0.01];

/** How many lags the long-run variance takes in: the short or the long truncation in use for this test. */
export function kpssLags(length: number, truncation: 'short' | 'long'): number {
  return Math.trunc((truncation === 'short' ? 4 : 12) * (length / 100) ** 0.25);
}

/** Whether the series keeps to a level or a line. Missing days are left out, and what is left counted as adjoining. */
export function kpss(
  series: Float64Array,
  around: 'level' | 'trend',
  truncation: 'short' | 'long' = 'short',
): KpssTest | Unavailable {
  const kept = Array.from(series.keys()).filter((t) => !Number.isNaN(series[t] as number));
  const values = present(series);
  const { length } = values;
  if (length === 0) return unavailable('noValues');
  if (length < 4) return unavailable('tooShort');
  const columns = [new Float64Array(length).fill(1)];
  if (around === 'trend') columns.push(Float64Array.from(kept, (t) => t + 1));
  const { residuals, rss } = leastSquares(columns, values);
  const size = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (!(rss > length * (1e-13 * size) ** 2))
    return unavailable(around === 'level' ? 'constant' : 'perfectFit');
  const lags = kpssLags(length, truncation);
  let variance = rss;
  for (let lag = 1; lag <= lags; lag++) {
    let product = 0;
    for (let t = lag; t < length; t++) product += (residuals[t] as number) * (residuals[t - lag] as number);
    variance += 2 * (1 - lag / (lags + 1)) * product;
  }
  let running = 0;
  let squares = 0;
  for (const residual of residuals) {
    running += residual;
    squares += running * running;
  }
  const stat = squares / length / variance;
  return { kind: 'tested', stat, p: interpolate(POINTS[around], PROBABILITIES, stat), lags };
}
