import { THRESHOLDS, type Thresholds } from './thresholds.ts';
import type { BacktestSkill, BothWays, LeadRange, Stability, Verdict } from './verdict.ts';

/** What the checks of a claim said; null where the series are too short for one, which counts as not passed. */
export interface Confirmation {
  readonly interval: LeadRange | null;
  readonly stability: Stability | null;
  readonly granger: BothWays | null;
  readonly backtest: BacktestSkill | null;
}

/** All that a verdict rests on. */
export interface Grounds {
  readonly p: number;
  readonly q: number;
  readonly lead: number;
  /** Null while the checks haven't been run, as for the findings of a screen that nobody has opened yet. */
  readonly confirmation: Confirmation | null;
}

/** Whether the evidence is enough to say that the two are related at all, and so to check further. */
export function isClaim(p: number, q: number, thresholds: Thresholds = THRESHOLDS): boolean {
  return p <= thresholds.claimP && q <= thresholds.claimQ;
}

/** The first rule that holds. A pair that couldn't be studied is "refused" before it comes here. */
export function decide(grounds: Grounds, thresholds: Thresholds = THRESHOLDS): Exclude<Verdict, 'refused'> {
  const { p, q, lead, confirmation } = grounds;
  if (!isClaim(p, q, thresholds)) return 'no evidence';
  if (confirmation === null) return 'suggestive';
  const { interval } = confirmation;
  if (interval === null || interval.upper - interval.lower > thresholds.widestResolved)
    return 'unresolved lag';
  if (interval.upper < 0) return 'sales lead social';
  const first = lead > 0 && interval.lower > 0;
  return first && failedChecks(confirmation, thresholds).length === 0 ? 'confirmed' : 'suggestive';
}

export type Check = 'stability' | 'granger' | 'backtest';

export function failedChecks(
  { stability, granger, backtest }: Confirmation,
  thresholds: Thresholds = THRESHOLDS,
): readonly Check[] {
  const failed: Check[] = [];
  const stable =
    stability !== null &&
    stability.windows > 0 &&
    stability.agree >= thresholds.leastAgreeing * stability.windows;
  if (!stable) failed.push('stability');
  if (!((granger?.forward ?? Number.NaN) < thresholds.grangerP)) failed.push('granger');
  if (!((backtest?.overWithoutSignal ?? Number.NaN) > thresholds.leastGain)) failed.push('backtest');
  return failed;
}
