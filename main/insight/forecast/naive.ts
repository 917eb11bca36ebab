import { meanPresent } from '../numbers/moments.ts';

/** The forecasts that any other has to beat. NaN where nothing is known to repeat. */
export type NaiveMethod = 'seasonalNaive' | 'naive' | 'mean' | 'drift';

export function naiveForecast(
  x: Float64Array,
  horizon: number,
  method: NaiveMethod,
  period = 1,
): Float64Array {
  switch (method) {
    case 'seasonalNaive':
      return seasonalNaive(x, horizon, period);
    case 'naive':
      return seasonalNaive(x, horizon, 1);
    case 'mean':
      return new Float64Array(horizon).fill(meanPresent(x));
    case 'drift':
      return drift(x, horizon);
  }
}

/** The same day of the last period; where that is missing, of the one before, and so on. */
export function seasonalNaive(x: Float64Array, horizon: number, period: number): Float64Array {
  const step = Math.max(1, Math.floor(period));
  return Float64Array.from({ length: horizon }, (_, h) => {
    let day = x.length - step + (h % step);
    while (day >= 0 && Number.isNaN(x[day] as number)) day -= step;
    return day < 0 ? Number.NaN : (x[day] as number);
  });
}

/** On along the line from the first known value to the last. */
function drift(x: Float64Array, horizon: number): Float64Array {
  const first = x.findIndex((value) => !Number.isNaN(value));
  const last = x.findLastIndex((value) => !Number.isNaN(value));
  const start = x[first] ?? Number.NaN;
  const end = x[last] ?? Number.NaN;
  const slope = last > first ? (end - start) / (last - first) : Number.NaN;
  return Float64Array.from({ length: horizon }, (_, h) => end + (x.length - last + h) * slope);
}
