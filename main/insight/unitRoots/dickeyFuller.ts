import { leastSquares } from '../numbers/leastSquares.ts';
import { type Unavailable, unavailable } from '../unavailable.ts';

/** What the series may do besides: nothing, keep a level, follow a line, follow a parabola. */
export type Deterministic = 'none' | 'drift' | 'trend' | 'quadratic';

export interface DickeyFullerFit {
  readonly kind: 'fitted';
  /** The t-ratio of the level: far below 0 speaks against a unit root. */
  readonly tau: number;
  readonly lags: number;
  /** Days that took part. */
  readonly used: number;
  readonly aic: number;
  readonly bic: number;
  /** The t-ratio of the longest lag; NaN without lags. */
  readonly lastLagT: number;
}

/**
 * The augmented Dickey-Fuller regression (Dickey & Fuller 1979; Said & Dickey 1984): each day's change on the level before
 * it, `lags` earlier changes and the deterministic part. `reach` holds several numbers of lags to one sample.
 */
export function dickeyFuller(
  series: Float64Array,
  deterministic: Deterministic,
  lags: number,
  reach = lags,
): DickeyFullerFit | Unavailable {
  const days = series.length - 1 - reach;
  if (days < 1) return unavailable('tooShort');
  const level = series.slice(reach, -1);
  const change = Float64Array.from(level, (value, i) => (series[reach + i + 1] as number) - value);
  const columns = [level];
  const powers = { none: -1, drift: 0, trend: 1, quadratic: 2 }[deterministic];
  for (let power = 0; power <= powers; power++)
    columns.push(Float64Array.from({ length: days }, (_, i) => (i + 1) ** power));
  for (let lag = 1; lag <= lags; lag++)
    columns.push(
      Float64Array.from(
        { length: days },
        (_, i) => (series[reach + i - lag + 1] as number) - (series[reach + i - lag] as number),
      ),
    );
  // The deterministic part goes in first, so that a constant series shows as the level repeating it.
  const ordered = [...columns.slice(1, powers + 2), level, ...columns.slice(powers + 2)];
  const fit = leastSquares(ordered, change);
  const { used, rss } = fit;
  const width = ordered.length;
  if (used <= width) return unavailable(used === 0 ? 'noValues' : 'tooShort');
  if (fit.rank < width) return unavailable(isConstant(series) ? 'constant' : 'rankDeficient');
  if (!Number.isFinite(rss)) return unavailable('outOfRange');
  if (!(rss > 0)) return unavailable('perfectFit');
  const variance = rss / (used - width);
  const tOf = (j: number) =>
    (fit.coefficients[j] as number) / Math.sqrt(variance * (fit.inverse[j * width + j] as number));
  const minusTwice = used * (Math.log(2 * Math.PI) + 1 + Math.log(rss / used));
  return {
    kind: 'fitted',
    tau: tOf(powers + 1),
    lags,
    used,
    aic: minusTwice + 2 * width,
    bic: minusTwice + Math.log(used) * width,
    lastLagT: lags > 0 ? tOf(width - 1) : Number.NaN,
  };
}

function isConstant(series: Float64Array): boolean {
  const known = series.filter((value) => !Number.isNaN(value));
  return known.every((value) => value === known[0]);
}
