import type { Grain } from '../../../shared/domain/grain.ts';
import type { Refusal } from '../series/refusal.ts';

/** These words stand in files, on screens and in workbooks as they are here. */
export type Verdict =
  | 'confirmed'
  | 'suggestive'
  | 'unresolved lag'
  | 'sales lead social'
  | 'no evidence'
  | 'refused';

/** Steps of the grain, both ends included. */
export interface LeadRange {
  readonly lower: number;
  readonly upper: number;
}

/** Whether the same lead shows in parts of the period. Windows overlap, so that this describes and proves nothing. */
export interface Stability {
  /** Windows whose strongest lead has the sign and, within a few days, the place of the whole. */
  readonly agree: number;
  readonly windows: number;
}

/** p of each direction; null where the series are too short for it. */
export interface BothWays {
  /** Whether the signal of `lead` days ago and before helps to foresee the outcome. */
  readonly forward: number | null;
  readonly backward: number | null;
  readonly order: number;
}

/** 1 - loss / loss of the other, in absolute errors of the logarithm; above 0 is better than the other. */
export interface BacktestSkill {
  readonly overSeasonalNaive: number;
  readonly overWithoutSignal: number;
  readonly origins: number;
}

/** The smallest relation that would have been found eight times in ten. */
export interface Detectable {
  readonly correlation: number;
  /** Per cent that the outcome moves when the signal moves by one per cent. */
  readonly elasticity: number;
}

/** Days left to act, whatever the grain, once the signal is known and the reaction has taken effect; below 0 it comes too late. */
export interface ActionableLead {
  readonly days: number;
  /** With the lower end of the interval in place of the lead. */
  readonly atLeast: number;
  readonly latency: number;
  readonly reaction: number;
}

/** One pair with its verdict: everything a screen, a file or a workbook shows. What doesn't exist is null. */
export interface Finding {
  /** What lead, interval and days count. Left out where it is days. */
  readonly grain?: Grain;
  readonly signal: string;
  readonly outcome: string;
  /** As people call the two; left out where nobody says. */
  readonly signalLabel?: string;
  readonly outcomeLabel?: string;
  readonly verdict: Verdict;
  readonly sentence: string;
  /**
   * Steps by which the signal comes first; negative when the outcome does. The likeliest also where the lag is unresolved, when the interval says how little
   * that is worth. Null without evidence.
   */
  readonly lead: number | null;
  /** 95 %. */
  readonly interval: LeadRange | null;
  /** Whitened rank correlation at the strongest lead, also where that is no evidence. */
  readonly strength: number | null;
  /** What the shared days are worth, given how much both series repeat themselves. */
  readonly effectiveN: number | null;
  /** Steps on which both are known. */
  readonly days: number | null;
  /** Of the pair, corrected for looking at every lead. */
  readonly p: number | null;
  /** Of the pair among all pairs ever tried. */
  readonly q: number | null;
  /** How many pairs the correction counts. */
  readonly tests: number;
  readonly stability: Stability | null;
  readonly granger: BothWays | null;
  readonly backtest: BacktestSkill | null;
  readonly detectable: Detectable | null;
  readonly actionableLead: ActionableLead | null;
  readonly refusal: Refusal | null;
  readonly notes: readonly string[];
}
