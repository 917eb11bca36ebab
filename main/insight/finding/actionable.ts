import type { Grain } from '../../../shared/domain/grain.ts';
import { grainSettings } from '../grain/grainSettings.ts';
import type { ActionableLead, LeadRange } from './verdict.ts';

export interface Delays {
  /** Days until a day of the signal is known. */
  readonly latency: number;
  /** Days until what is then done takes effect. */
  readonly reaction: number;
}

/** Null for a lead that isn't one: at or before the step itself nothing is left to act in. */
export function actionableLead(
  lead: number | null,
  interval: LeadRange | null,
  { latency, reaction }: Delays,
  grain?: Grain,
): ActionableLead | null {
  if (lead === null || interval === null || lead <= 0) return null;
  const { daysOfLead } = grainSettings(grain);
  const taken = latency + reaction;
  const left = (steps: number) => daysOfLead(steps) - taken;
  return { days: left(lead), atLeast: left(interval.lower), latency, reaction };
}
