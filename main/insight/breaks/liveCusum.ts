import { mean, standardDeviation } from '../numbers/moments.ts';

export interface LiveCusumChoice {
  /** Standard deviations that a day may lie above the mean without adding to the sum. */
  readonly allowance?: number;
  /** The sum at which to alert. */
  readonly limit?: number;
  /** Days before the day judged from which mean and standard deviation are taken. */
  readonly window?: number;
  /** Of those, how many must be there. */
  readonly least?: number;
}

export interface LiveCusum {
  /** The sum after each day; NaN before there is enough to judge by, and on missing days. */
  readonly sum: Float64Array;
  readonly alerts: readonly number[];
}

/**
 * One-sided CUSUM (Page 1954) for alerts as days come in: it sees a lasting rise of half a standard deviation or more that no single
 * day shows. Every day is judged by the days before it alone, or the alerts shown for the past would know its future. An alert
 * starts the sum anew.
 */
export function liveCusum(residuals: Float64Array, choice: LiveCusumChoice = {}): LiveCusum {
  const { allowance = 0.5, limit = 5, window = 180, least = 60 } = choice;
  const sum = new Float64Array(residuals.length).fill(Number.NaN);
  const alerts: number[] = [];
  let running = 0;
  for (let day = 0; day < residuals.length; day++) {
    const value = residuals[day] as number;
    const before = residuals.subarray(Math.max(0, day - window), day).filter((past) => !Number.isNaN(past));
    if (Number.isNaN(value) || before.length < Math.max(2, least)) continue;
    const spread = standardDeviation(before);
    if (!(spread > 0)) continue;
    running = Math.max(0, running + (value - mean(before)) / spread - allowance);
    sum[day] = running;
    if (running <= limit) continue;
    alerts.push(day);
    running = 0;
  }
  return { sum, alerts };
}
