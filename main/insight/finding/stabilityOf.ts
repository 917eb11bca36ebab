import { crossCorrelation, peakOf } from '../correlation/crossCorrelation.ts';
import type { Evidence } from './evidence.ts';
import type { Thresholds } from './thresholds.ts';
import type { Stability } from './verdict.ts';

export function stabilityOf(
  { leads, strongest, maxLead }: Evidence,
  thresholds: Thresholds,
): Stability | null {
  const { signal, outcome } = leads;
  let agree = 0;
  let windows = 0;
  for (let from = 0; from + thresholds.windowDays <= signal.length; from += thresholds.windowStep) {
    const to = from + thresholds.windowDays;
    const peak = peakOf(crossCorrelation(signal.subarray(from, to), outcome.subarray(from, to), maxLead));
    windows++;
    if (
      peak !== null &&
      Math.abs(peak.lead - strongest.lead) <= thresholds.windowTolerance &&
      Math.sign(peak.value) === Math.sign(strongest.correlation)
    )
      agree++;
  }
  return windows === 0 ? null : { agree, windows };
}
