import type { Unavailable } from '../unavailable.ts';
import { fitVar, type VarTrend } from './vectorAutoregression.ts';

export interface VarOrder {
  readonly kind: 'chosen';
  /** The order of the first value of each list. */
  readonly lowest: number;
  readonly aic: Float64Array;
  readonly bic: Float64Array;
  readonly hqic: Float64Array;
  /** Final prediction error. */
  readonly fpe: Float64Array;
  readonly best: { readonly aic: number; readonly bic: number; readonly hqic: number; readonly fpe: number };
}

/**
 * Criteria for the order of a vector autoregression, all orders on the days that the highest reaches (Lütkepohl 2005, section 4.3).
 * Without any trend there is no order 0.
 */
export function varOrder(
  series: readonly Float64Array[],
  highest: number,
  trend: VarTrend,
): VarOrder | Unavailable {
  const lowest = trend === 'n' ? 1 : 0;
  const count = highest - lowest + 1;
  const aic = new Float64Array(count);
  const bic = new Float64Array(count);
  const hqic = new Float64Array(count);
  const fpe = new Float64Array(count);
  const width = series.length;
  for (let i = 0; i < count; i++) {
    const fit = fitVar(series, lowest + i, trend, highest);
    if (fit.kind === 'unavailable') return fit;
    const { used, residualDegrees, logDeterminant } = fit;
    const parameters = width * (used - residualDegrees);
    aic[i] = logDeterminant + (2 * parameters) / used;
    bic[i] = logDeterminant + (Math.log(used) * parameters) / used;
    hqic[i] = logDeterminant + (2 * Math.log(Math.log(used)) * parameters) / used;
    fpe[i] = ((2 * used - residualDegrees) / residualDegrees) ** width * Math.exp(logDeterminant);
  }
  const best = (criterion: Float64Array) => lowest + criterion.indexOf(Math.min(...criterion));
  return {
    kind: 'chosen',
    lowest,
    aic,
    bic,
    hqic,
    fpe,
    best: { aic: best(aic), bic: best(bic), hqic: best(hqic), fpe: best(fpe) },
  };
}
