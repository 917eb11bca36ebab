import { type Unavailable, unavailable } from '../unavailable.ts';
import { type ArimaFit, fitArima } from './arima.ts';
import { forecastArima } from './arimaForecast.ts';
import type { ArimaOrder } from './arimaModel.ts';
import { fitArimaTwoStep } from './arimaTwoStep.ts';
import { normalPrediction, type Predicted, USUAL_LEVELS } from './predicted.ts';

export interface DirectOptions {
  readonly horizon: number;
  /** How many days before the outcome signals are looked at; for a day h ahead only those of h or more count. One list for all, or one a signal. */
  readonly lags: readonly number[] | readonly (readonly number[])[];
  readonly order: ArimaOrder;
  /** Exact likelihood unless told: two steps are a tenth of the work, for those who fit many times over. */
  readonly fit?: 'exact' | 'twoStep';
  /** What the calendar says (promotions, holidays, harmonics), `horizon` days longer than the outcome. */
  readonly known?: readonly Float64Array[];
  readonly levels?: readonly number[];
}

export interface DirectForecast {
  readonly kind: 'direct';
  readonly predicted: Predicted;
  /** For each day ahead, the lags of any signal that its model could use; none when all of them were shorter than the way. */
  readonly lags: readonly (readonly number[])[];
  /** For each day ahead; days with the same lags share a fit. */
  readonly fits: readonly ArimaFit[];
}

/**
 * Regression with ARIMA errors, a model of its own for each day ahead, on signals that are known by then. A regressor that would itself
 * have to be forecast never enters, which is what makes a backtest of it honest. A day whose lagged signal is missing has no forecast (NaN).
 */
export function forecastDirect(
  outcome: Float64Array,
  signals: readonly Float64Array[],
  options: DirectOptions,
): DirectForecast | Unavailable {
  const { horizon, order, known = [] } = options;
  const n = outcome.length;
  if (known.some((column) => column.length < n + horizon)) return unavailable('tooShort');
  const shared = new Map<string, { readonly fit: ArimaFit; readonly predicted: Predicted }>();
  const lags: (readonly number[])[] = [];
  const fits: ArimaFit[] = [];
  const mean = new Float64Array(horizon);
  const error = new Float64Array(horizon);
  for (let h = 1; h <= horizon; h++) {
    const usable = signals.map((_, i) => lagsOf(options, i).filter((lag) => lag >= h));
    const key = usable.join('|');
    let step = shared.get(key);
    if (step === undefined) {
      const columns = [
        ...signals.flatMap((x, i) => (usable[i] ?? []).map((lag) => lagged(x, lag, n + horizon))),
        ...known,
      ];
      const regressors = columns.map((column) => column.slice(0, n));
      const fit =
        options.fit === 'twoStep'
          ? fitArimaTwoStep(outcome, order, regressors)
          : fitArima(outcome, order, { regressors });
      if (fit.kind === 'unavailable') return fit;
      const predicted = forecastArima(
        fit,
        horizon,
        columns.map((column) => column.slice(n)),
      );
      if (predicted.kind === 'unavailable') return predicted;
      step = { fit, predicted };
      shared.set(key, step);
    }
    lags.push([...new Set(usable.flat())]);
    fits.push(step.fit);
    mean[h - 1] = step.predicted.mean[h - 1] as number;
    error[h - 1] = step.predicted.error[h - 1] as number;
  }
  return {
    kind: 'direct',
    predicted: normalPrediction(mean, error, options.levels ?? USUAL_LEVELS),
    lags,
    fits,
  };
}

function lagsOf({ lags }: DirectOptions, signal: number): readonly number[] {
  const own = lags[signal];
  return typeof own === 'object' ? own : (lags as readonly number[]);
}

/** x moved `lag` days later; what would lie outside is missing. */
function lagged(x: Float64Array, lag: number, length: number): Float64Array {
  return Float64Array.from({ length }, (_, t) => x[t - lag] ?? Number.NaN);
}
