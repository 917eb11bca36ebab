import type { AuditSubject } from '../../../../shared/domain/audit.ts';
import type { Grain } from '../../../../shared/domain/grain.ts';
import type { Common } from './common.ts';
import type { RowSet } from './rowSet.ts';

export interface FindingMaterial extends Common {
  readonly kind: 'finding';
  readonly subject: Extract<AuditSubject, { kind: 'finding' }>;
  readonly grain: Grain;
  readonly signal: SideMaterial;
  readonly outcome: SideMaterial;
  /** The first step of the calendar that both share; null where the pair was refused. */
  readonly steps: readonly string[];
  readonly told: FindingTold;
  readonly working: Working | null;
}

export interface SideMaterial {
  readonly name: string;
  readonly label: string;
  readonly relation: string;
  /** On the calendar of the pair; null is a step without a value. */
  readonly values: readonly (number | null)[];
  /** Lineage ids of the rows behind each step, where they can be told. */
  readonly lineage: readonly string[];
  /** Rows before they were put on a calendar. */
  readonly raw: RowSet;
  readonly rawTold: string;
  readonly prepared: PreparedMaterial | null;
}

/** What the app made of a series before it compared it. */
export interface PreparedMaterial {
  readonly log: boolean;
  /** What season, trend and known causes explain of each step's level: fitted by the app. */
  readonly expected: readonly (number | null)[];
  readonly order: number;
  readonly coefficients: readonly number[];
  readonly mean: number;
  /** What neither the calendar nor its own past explains, and its rank-normal score; from the warm-up on. */
  readonly news: readonly (number | null)[];
  readonly scores: readonly (number | null)[];
}

export interface FindingTold {
  readonly version: number;
  readonly verdict: string;
  readonly sentence: string;
  readonly lead: number | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly r: number | null;
  readonly p: number | null;
  readonly q: number | null;
  readonly days: number | null;
  readonly effectiveN: number | null;
  readonly tests: number;
  readonly detectable: number | null;
  readonly stability: { readonly agree: number; readonly windows: number } | null;
  readonly granger: {
    readonly forward: number | null;
    readonly backward: number | null;
    readonly order: number;
  } | null;
  readonly backtest: {
    readonly overSeasonalNaive: number;
    readonly overWithoutSignal: number;
    readonly origins: number;
  } | null;
  readonly actionableDays: number | null;
  readonly notes: readonly string[];
}

/** A correlation at each lead from -maxLead to maxLead, in that order. */
export interface Working {
  readonly maxLead: number;
  readonly warmup: number;
  readonly leads: readonly LeadLine[];
  readonly strongest: { readonly lead: number; readonly r: number };
  readonly pointwise: number;
  readonly allLeads: number;
  readonly windows: readonly WindowLine[];
  readonly variants: readonly VariantLine[];
  readonly placebo: {
    readonly shifts: readonly { readonly by: number; readonly r: number; readonly lead: number }[];
  } | null;
}

export interface LeadLine {
  readonly lead: number;
  readonly r: number | null;
  readonly pairs: number;
  readonly p: number | null;
  /** Pearson's r of the rows that overlap and nothing else: what CORREL makes. */
  readonly overlap: number | null;
  /** From the counts as they are. */
  readonly raw: number | null;
}

export interface WindowLine {
  /** Places in `steps`, the first and the last. */
  readonly from: number;
  readonly to: number;
  readonly lead: number | null;
  readonly r: number | null;
  readonly agrees: boolean;
  /** Pearson's r at the lead of the finding over the rows of the window that overlap. */
  readonly atLead: number | null;
}

/** The same pair asked in another way. */
export interface VariantLine {
  readonly name: string;
  readonly told: string;
  readonly lead: number | null;
  readonly r: number | null;
  readonly p: number | null;
  /** Where the finding's own lead comes out at. */
  readonly atLead: number | null;
}
