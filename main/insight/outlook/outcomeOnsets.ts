import { spikeOnsets } from '../events/spikeOnsets.ts';

const WEEK = 7;

/** First days of spikes of a series on the scale of logarithms. */
export function outcomeOnsets(logs: Float64Array): readonly number[] {
  const found = spikeOnsets(logs, { period: WEEK, seasonSpan: 'periodic' });
  return found.kind === 'onsets' ? found.days : [];
}
