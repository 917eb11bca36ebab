import { naiveBand } from '../correlation/bands.ts';
import { type CrossCorrelation, crossCorrelation, peakOf } from '../correlation/crossCorrelation.ts';
import type { Evidence, StudiedPair } from '../finding/evidence.ts';
import { stepsLeft } from '../lead/leadCorrelation.ts';
import { normalTwoSided } from '../numbers/distributions.ts';

/** A correlation at every lead as a chart takes it. */
export interface LeadPicture {
  readonly maxLead: number;
  readonly r: Float64Array;
  readonly n: Float64Array;
  readonly p: Float64Array;
  /** Half-width of the 95 % band of one lead. */
  readonly pointwise: number;
  /** Of all leads looked at together; null where even the first means nothing. */
  readonly allLeads: number | null;
  readonly best: { readonly lead: number; readonly r: number; readonly n: number; readonly p: number } | null;
}

const CONFIDENCE = 0.95;

/** Outside the wider band p, corrected for every lead, is below 5 %. */
export function correctedPicture({ leads: { correlation, pByLead, taken } }: Evidence): LeadPicture {
  const days = stepsLeft(correlation.pairs[correlation.maxLead] ?? 0, taken);
  const together = 1 - (1 - CONFIDENCE) / correlation.values.length;
  return pictureOf(correlation, pByLead, naiveBand(days, CONFIDENCE), naiveBand(days, together));
}

/** As everyone draws it, from the counts themselves: it calls nearly all unrelated pairs related. */
export function rawPicture({ signal, outcome, sharedDays }: StudiedPair, maxLead: number): LeadPicture {
  const correlation = crossCorrelation(signal, outcome, maxLead);
  const p = correlation.values.map((r, i) =>
    normalTwoSided(r * Math.sqrt((correlation.pairs[i] as number) + Math.abs(i - correlation.maxLead))),
  );
  return pictureOf(correlation, p, naiveBand(sharedDays, CONFIDENCE), null);
}

function pictureOf(
  correlation: CrossCorrelation,
  p: Float64Array,
  pointwise: number,
  allLeads: number | null,
): LeadPicture {
  const { maxLead, values, pairs } = correlation;
  const peak = peakOf(correlation);
  const at = (peak?.lead ?? 0) + maxLead;
  const best =
    peak === null ? null : { lead: peak.lead, r: peak.value, n: pairs[at] as number, p: p[at] as number };
  return { maxLead, r: values, n: pairs, p, pointwise, allLeads, best };
}
