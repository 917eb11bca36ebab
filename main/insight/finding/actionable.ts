import type { ActionableLead, LeadRange } from './verdict.ts';

export interface Delays {
  /** Days until a day of the signal is known. */
  readonly latency: number;
  /** Days until what is then done takes effect. */
  readonly reaction: number;
}

/** Null for a lead that isn't one: at or before the day itself nothing is left to act in. */
export function actionableLead(
  lead: number | null,
  interval: LeadRange | null,
  { latency, reaction }: Delays,
): ActionableLead | null {
  if (lead === null || interval === null || lead <= 0) return null;
  const taken = latency + reaction;
  return { days: lead - taken, atLeast: interval.lower - taken, latency, reaction };
}
