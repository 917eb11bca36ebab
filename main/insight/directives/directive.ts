import type { DirectiveAction } from '../../../shared/domain/directive.ts';
import type { LeadRange, Verdict } from '../finding/verdict.ts';
import type { DayNumber } from '../series/dayNumber.ts';

/** What a person says of the shop: how long things take, and what is out of the ordinary. */
export interface DirectiveSettings {
  /** Days until a day of the signal is known. */
  readonly latency: number;
  /** Days that it takes to have a product made, bought, or put forward. */
  readonly makeDays: number;
  readonly buyDays: number;
  readonly listDays: number;
  /** Standard deviations from which on a day is a spike. */
  readonly threshold: number;
}

/** A finding as directives take it. */
export interface LedPair {
  readonly signal: string;
  readonly outcome: string;
  readonly verdict: Verdict;
  readonly lead: number | null;
  readonly interval: LeadRange | null;
  /** Rank correlation of what neither season nor own past explain. */
  readonly strength: number | null;
  /** As people call the signal; left out where nobody says. */
  readonly signalLabel?: string;
  /** What it is called before a person: the product, where the study tells it. */
  readonly called: string;
}

export interface Spike {
  readonly onset: DayNumber;
  readonly peak: DayNumber;
  readonly z: number;
  readonly value: number | null;
  readonly expected: number | null;
}

/** Units over days to come, and the interval that holds eight of ten. */
export interface UnitsEffect {
  readonly from: DayNumber;
  readonly to: DayNumber;
  /** More than without the spike. */
  readonly units: number;
  readonly lower: number;
  readonly upper: number;
  /** What would be sold on those days without it. */
  readonly without: number;
  /** Of the signal, while those beside it stay as they are. */
  readonly elasticity: number;
  /** Other signals that lead the outcome and were reckoned with in the same regression. */
  readonly beside: readonly string[];
  /** Of intervals made on earlier days from what was known then: the share that held what came. */
  readonly coverage: { readonly share: number; readonly tried: number } | null;
}

export type EffectOrWhy = UnitsEffect | { readonly why: string };

export interface Directive {
  readonly action: DirectiveAction;
  readonly pair: LedPair;
  /** Other signals of the same outcome that say the same, as people call them. */
  readonly also: readonly string[];
  readonly spike: Spike;
  /** The last day on which acting comes in time. */
  readonly expires: DayNumber;
  readonly followsOn: DayNumber | null;
  readonly effect: EffectOrWhy;
  readonly sentence: string;
  readonly threshold: string;
}

/** A signal with a confirmed lead that is spiking now. */
export interface LiveTrend {
  readonly pair: LedPair;
  readonly spike: Spike;
  readonly latest: { readonly day: DayNumber; readonly z: number | null };
  readonly daysLeft: number;
  readonly sentence: string;
  readonly recent: readonly {
    readonly day: DayNumber;
    readonly value: number | null;
    readonly z: number | null;
  }[];
}

/** When sales surely didn't begin to follow: the lower end of the lead, the lead itself where it has no interval. */
export function earliestLead({ lead, interval }: LedPair): number {
  return interval?.lower ?? lead ?? 0;
}

export function latestLead({ lead, interval }: LedPair): number {
  return Math.max(lead ?? 0, interval?.upper ?? lead ?? 0);
}
