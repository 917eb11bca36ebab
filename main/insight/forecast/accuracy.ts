/** Error is actual less forecast. Over the days where both are known; NaN when there are none. */
export interface Accuracy {
  readonly me: number;
  readonly rmse: number;
  readonly mae: number;
  /** In per cent of the actual values; NaN when one of them is zero. */
  readonly mpe: number;
  readonly mape: number;
  /** MAE over the in-sample MAE of the seasonal naive forecast (Hyndman and Koehler 2006); NaN when that is zero. */
  readonly mase: number;
  readonly used: number;
}

export function accuracy(
  actual: Float64Array,
  forecast: Float64Array,
  train: Float64Array,
  period = 1,
): Accuracy {
  const errors: number[] = [];
  const shares: number[] = [];
  for (let t = 0; t < Math.min(actual.length, forecast.length); t++) {
    const value = actual[t] as number;
    const error = value - (forecast[t] as number);
    if (Number.isNaN(error)) continue;
    errors.push(error);
    shares.push(value === 0 ? Number.NaN : (100 * error) / value);
  }
  const mae = average(errors.map(Math.abs));
  const scale = naiveScale(train, period);
  return {
    me: average(errors),
    rmse: Math.sqrt(average(errors.map((error) => error * error))),
    mae,
    mpe: average(shares),
    mape: average(shares.map(Math.abs)),
    mase: scale > 0 ? mae / scale : Number.NaN,
    used: errors.length,
  };
}

/** Mean absolute change over a period. */
export function naiveScale(train: Float64Array, period: number): number {
  const changes: number[] = [];
  for (let t = period; t < train.length; t++) {
    const change = (train[t] as number) - (train[t - period] as number);
    if (!Number.isNaN(change)) changes.push(Math.abs(change));
  }
  return average(changes);
}

function average(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((total, value) => total + value, 0) / values.length;
}
