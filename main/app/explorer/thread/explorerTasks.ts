import type { EventView, PairJudgement, PairView } from '../../../../shared/contract/explorer.ts';
import type { PairToggles } from '../../../../shared/domain/pairToggles.ts';
import type { AmongPairs } from '../../../insight/finding/finding.ts';
import type { Finding } from '../../../insight/finding/verdict.ts';
import type { PairFindingOptions } from '../../../insight/screen/pairFinding.ts';
import type { Study } from '../../../insight/screen/study.ts';
import type { Strongest } from './strongestOf.ts';

/** What a thread holds from its beginning to its end. */
export interface ExplorerData {
  readonly study: Study;
  readonly options: PairFindingOptions & { readonly maxLead: number };
}

/** Places in the study, and days. */
export interface PairQuestion {
  readonly signal: number;
  readonly outcome: number;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What a pair shows without knowing what was found of it. */
export type PairSight = Omit<PairView, 'about' | 'finding' | 'otherQuestion'>;
export type Judged = Omit<PairJudgement, 'otherQuestion'>;

/** A signal at every lead. */
export interface LeadRow {
  readonly signal: number;
  readonly r: Float64Array;
  readonly p: number;
  readonly band: number;
}

/** Everything a thread is asked, and what it answers. */
export interface ExplorerTasks {
  pair: { task: PairQuestion & { readonly toggles: PairToggles }; answer: PairSight };
  judge: {
    /** Null: by itself, not among the pairs of the study. */
    task: PairQuestion & { readonly toggles: PairToggles; readonly among: AmongPairs | null };
    answer: Judged;
  };
  /** The study's own finding, whole. */
  finding: { task: PairQuestion & { readonly among: AmongPairs }; answer: Finding };
  events: { task: PairQuestion; answer: EventView };
  strongest: { task: { readonly pairs: Uint32Array }; answer: Strongest };
  leads: { task: { readonly signals: readonly number[]; readonly outcome: number }; answer: LeadRow[] };
}

export type ExplorerTask = {
  [Kind in keyof ExplorerTasks]: { readonly kind: Kind; readonly task: ExplorerTasks[Kind]['task'] };
}[keyof ExplorerTasks];
