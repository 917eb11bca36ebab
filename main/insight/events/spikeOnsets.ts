import { anomalies } from '../decomposition/anomalies.ts';
import type { StlChoice } from '../decomposition/stlSettings.ts';
import type { Unavailable } from '../unavailable.ts';

export interface SpikeOnsets {
  readonly kind: 'onsets';
  /** First days of spikes, rising. */
  readonly days: readonly number[];
  /** Robust distances of each day from what season and trend explain. */
  readonly z: Float64Array;
}

export interface SpikeChoice {
  /** How far out a day lies to belong to a spike, in robust standard deviations. */
  readonly threshold?: number;
  /** Days by which two runs may be apart and still be one spike. */
  readonly merge?: number;
}

/** The days on which something unusual began: upwards only, by the remainder of a robust decomposition. */
export function spikeOnsets(
  series: Float64Array,
  decomposition: StlChoice,
  choice: SpikeChoice = {},
): SpikeOnsets | Unavailable {
  const { threshold = 3.5 } = choice;
  const found = anomalies(series, { robust: true, ...decomposition }, threshold);
  if (found.kind === 'unavailable') return found;
  return { kind: 'onsets', days: onsetsOf(found.z, choice), z: found.z };
}

/** First days of the runs above the threshold. A run that begins within `merge` days after another's end belongs to it. */
export function onsetsOf(z: Float64Array, { threshold = 3.5, merge = 3 }: SpikeChoice = {}): number[] {
  const onsets: number[] = [];
  let lastInside = Number.NEGATIVE_INFINITY;
  for (let day = 0; day < z.length; day++) {
    if (!((z[day] as number) > threshold)) continue;
    if (day - lastInside > merge) onsets.push(day);
    lastInside = day;
  }
  return onsets;
}
