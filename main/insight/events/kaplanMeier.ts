import { normalQuantile } from '../numbers/distributions.ts';
import { type Unavailable, unavailable } from '../unavailable.ts';
import { type IntervalForm, survivalInterval } from './survivalInterval.ts';

/** The share still waiting after each time, some of the waits being cut off before they ended (Kaplan & Meier 1958). */
export interface SurvivalCurve {
  readonly kind: 'curve';
  /** The times at which a wait ended, rising. */
  readonly time: Float64Array;
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  readonly survival: Float64Array;
  /** Greenwood (1926); NaN where nobody is left waiting, as are the bounds. */
  readonly error: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Waits altogether, and the longest, ended or not. */
  readonly count: number;
  readonly longest: number;
}

/** `ended[i]` is 1 where the wait ended at time[i], 0 where it was cut off. A wait without a time takes no part. */
export function kaplanMeier(
  time: Float64Array,
  ended: ArrayLike<number>,
  form: IntervalForm = 'logLog',
  confidence = 0.95,
): SurvivalCurve | Unavailable {
  const order = Array.from(time.keys())
    .filter((i) => !Number.isNaN(time[i] as number))
    .sort((a, b) => (time[a] as number) - (time[b] as number));
  const count = order.length;
  if (count === 0) return unavailable('noValues');
  const z = -normalQuantile((1 - confidence) / 2);
  const rows: { at: number; risk: number; events: number; survival: number; hazardError: number }[] = [];
  let survival = 1;
  let greenwood = 0;
  for (let first = 0; first < count; ) {
    const at = time[order[first] as number] as number;
    let events = 0;
    let next = first;
    for (; next < count && time[order[next] as number] === at; next++)
      if (ended[order[next] as number] === 1) events++;
    const risk = count - first;
    first = next;
    if (events === 0) continue;
    survival *= (risk - events) / risk;
    greenwood += events / (risk * (risk - events));
    rows.push({ at, risk, events, survival, hazardError: Math.sqrt(greenwood) });
  }
  const bounds = rows.map((row) => survivalInterval(row.survival, row.hazardError, z, form));
  const column = (value: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, value);
  return {
    kind: 'curve',
    time: column(({ at }) => at),
    atRisk: column(({ risk }) => risk),
    events: column(({ events }) => events),
    survival: column((row) => row.survival),
    error: column((row) => (row.survival > 0 ? row.survival * row.hazardError : Number.NaN)),
    lower: Float64Array.from(bounds, ([low]) => low),
    upper: Float64Array.from(bounds, ([, high]) => high),
    count,
    longest: time[order[count - 1] as number] as number,
  };
}

/** The share still waiting after `time`. */
export function survivalAt(curve: SurvivalCurve, time: number): number {
  const after = curve.time.findIndex((at) => at > time);
  const last = after === -1 ? curve.time.length - 1 : after - 1;
  return last < 0 ? 1 : (curve.survival[last] as number);
}
