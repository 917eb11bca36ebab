import type { Evidence } from '../finding/evidence.ts';
import { type Thresholds, thresholdsOf } from '../finding/thresholds.ts';
import { rollingStability, type WindowPeak } from '../stability/rollingStability.ts';

/** The windows behind the stability of a finding, counted from the beginning of the pair's calendar. */
export function rollingWindows(
  { leads, strongest, maxLead, pair }: Evidence,
  thresholds: Thresholds = thresholdsOf(pair.grain),
): readonly WindowPeak[] {
  const found = { lead: strongest.lead, value: strongest.correlation };
  const rolled = rollingStability(leads.signal, leads.outcome, found, {
    maxLead,
    window: thresholds.windowDays,
    step: thresholds.windowStep,
    tolerance: thresholds.windowTolerance,
  });
  if (rolled.kind === 'unavailable') return [];
  return rolled.windows.map((one) => ({ ...one, from: one.from + leads.warmup, to: one.to + leads.warmup }));
}
