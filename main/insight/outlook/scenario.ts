import type { ArimaFit } from '../forecast/arima.ts';
import { forecastArima } from '../forecast/arimaForecast.ts';

/** What is needed to say what the days to come of the signals would change. */
export interface ScenarioBase {
  /** On the scale of logarithms: every signal goes on at its recent level. */
  readonly usual: Float64Array;
  readonly signals: readonly { readonly lead: number; readonly weight: number; readonly recent: number }[];
}

export interface PlayedScenario {
  readonly usual: Float64Array;
  readonly path: Float64Array;
  /** Days ahead of the first one that can change, from 1; null when the forecast ends before. */
  readonly changesFrom: number | null;
  readonly difference: number;
}

/** Of what the model has been given: one fit on every signal at its lead, and the calendar's columns. */
export interface FittedWindow {
  readonly fit: ArimaFit;
  readonly signals: readonly { readonly values: Float64Array; readonly lead: number }[];
  readonly known: readonly Float64Array[];
}

/** Null where the model has no telling. `recent` is on the scale of logarithms, one for each signal. */
export function usualPath(
  { fit, signals, known }: FittedWindow,
  recent: readonly number[],
  horizon: number,
): Float64Array | null {
  const days = fit.columns[0].length;
  const ahead = signals.map(({ values, lead }, i) =>
    Float64Array.from({ length: horizon }, (_, h) => {
      const past = values[days + h - lead] ?? Number.NaN;
      return days + h - lead < days && !Number.isNaN(past) ? past : (recent[i] as number);
    }),
  );
  const predicted = forecastArima(fit, horizon, [...ahead, ...known.map((column) => column.slice(days))]);
  return predicted.kind === 'predicted' ? predicted.mean : null;
}

/** With every signal at a share of its recent level from tomorrow on. What a day of it moves comes its lead later, and nothing before. */
export function playScenario({ usual, signals }: ScenarioBase, share: number): PlayedScenario {
  const path = usual.map((value, h) =>
    signals.reduce(
      (sum, { lead, weight, recent }) =>
        h + 1 > lead ? sum + weight * (Math.log1p(share * recent) - Math.log1p(recent)) : sum,
      value,
    ),
  );
  const first = Math.min(...signals.map(({ lead }) => lead)) + 1;
  const units = (log: number) => Math.max(0, Math.expm1(log));
  const [before, after] = [usual.map(units), path.map(units)];
  return {
    usual: before,
    path: after,
    changesFrom: first <= usual.length ? first : null,
    difference: after.reduce((sum, value, h) => sum + value - (before[h] as number), 0),
  };
}
