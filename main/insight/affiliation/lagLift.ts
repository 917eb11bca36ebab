import type { Verdict } from '../finding/verdict.ts';
import { pairKey } from './decisions.ts';
import type { LagEvidence, Reason } from './proposal.ts';

/** How far towards 1 a finding of strength 1 lifts a score; a verdict that isn't here says nothing for a link. */
const REACH: Readonly<Partial<Record<Verdict, number>>> = {
  confirmed: 0.5,
  suggestive: 0.2,
  'unresolved lag': 0.1,
};

export interface LagLift {
  readonly lift: number;
  readonly reason: Reason;
}

/** By pair, the evidence that lifts most. */
export function lagLifts(evidence: readonly LagEvidence[]): ReadonlyMap<string, LagLift> {
  const lifts = new Map<string, LagLift>();
  for (const { trend, product, verdict, strength } of evidence) {
    const size = Math.min(1, Math.abs(strength ?? 0));
    const lift = (REACH[verdict] ?? 0) * size;
    const key = pairKey(trend, product);
    if (!(lift > (lifts.get(key)?.lift ?? 0))) continue;
    lifts.set(key, { lift, reason: { kind: 'lag', verdict, strength: strength ?? 0 } });
  }
  return lifts;
}

export function lifted(score: number, lift: number): number {
  return score + (1 - score) * lift;
}
