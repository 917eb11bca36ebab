import { normalQuantile } from '../../main/insight/numbers/distributions.ts';
import type { Share } from './calibration.ts';

/** Interval of a share (Wilson 1927): holds near 0 and 1 too. */
export function wilson(
  { count, of }: Share,
  confidence = 0.95,
): { readonly lower: number; readonly upper: number } {
  const z = normalQuantile((1 + confidence) / 2);
  const share = count / of;
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  return { lower: Math.max(0, middle - half), upper: Math.min(1, middle + half) };
}
