import { type Unavailable, unavailable } from '../unavailable.ts';
import { type Deterministic, type DickeyFullerFit, dickeyFuller } from './dickeyFuller.ts';
import { mackinnonP } from './mackinnon.ts';

/** How the number of lags is chosen from 0..highest; `fixed` takes the highest. */
export type LagChoice = 'fixed' | 'aic' | 'bic' | 'tStat';

export interface AdfTest {
  readonly kind: 'tested';
  readonly tau: number;
  /** Small speaks against a unit root. A diagnostic, not a gate: at one year of days the test seldom rejects. */
  readonly p: number;
  readonly lags: number;
  readonly used: number;
}

/** A longest lag is kept when its t-ratio reaches the one-sided 5 % point. */
const LAG_MATTERS = 1.6448536269514722;

/**
 * The augmented Dickey-Fuller test with MacKinnon's p. Candidates are compared on the days that the highest reaches; the
 * chosen one is fitted again on all of its own.
 */
export function adf(
  series: Float64Array,
  deterministic: Deterministic,
  highest: number,
  choice: LagChoice,
): AdfTest | Unavailable {
  const lags = choice === 'fixed' ? highest : chooseLags(series, deterministic, highest, choice);
  if (typeof lags !== 'number') return lags;
  const fit = dickeyFuller(series, deterministic, lags);
  if (fit.kind === 'unavailable') return fit;
  return { kind: 'tested', tau: fit.tau, p: mackinnonP(fit.tau, deterministic), lags, used: fit.used };
}

/** Schwert's (1989) bound on the lags of a series so long. */
export function schwertLags(length: number): number {
  return Math.ceil(12 * (length / 100) ** 0.25);
}

function chooseLags(
  series: Float64Array,
  deterministic: Deterministic,
  highest: number,
  choice: 'aic' | 'bic' | 'tStat',
): number | Unavailable {
  const fits: DickeyFullerFit[] = [];
  for (let lags = 0; lags <= highest; lags++) {
    const fit = dickeyFuller(series, deterministic, lags, highest);
    if (fit.kind === 'unavailable') return fit;
    fits.push(fit);
  }
  if (choice === 'tStat') return fits.findLast((fit) => Math.abs(fit.lastLagT) >= LAG_MATTERS)?.lags ?? 0;
  const best = fits.reduce<DickeyFullerFit | null>(
    (least, fit) => (least === null || fit[choice] < least[choice] ? fit : least),
    null,
  );
  return best?.lags ?? unavailable('tooShort');
}
