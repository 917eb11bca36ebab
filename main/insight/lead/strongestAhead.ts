import type { CrossCorrelation } from '../correlation/crossCorrelation.ts';

/** Of the leads at which the signal comes first, the one with the correlation furthest from 0; null where none is known. */
export function strongestAhead({ values, maxLead }: CrossCorrelation): number | null {
  let best: number | null = null;
  let highest = 0;
  for (let lead = 1; lead <= maxLead; lead++) {
    const size = Math.abs(values[maxLead + lead] as number);
    if (size > highest) {
      highest = size;
      best = lead;
    }
  }
  return best;
}
