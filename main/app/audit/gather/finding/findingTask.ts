import type { FindingTold, PreparedMaterial, Working } from '../../../../audit/packages/material/finding.ts';
import type { AmongPairs } from '../../../../insight/finding/finding.ts';
import type { PairFindingOptions } from '../../../../insight/screen/pairFinding.ts';
import type { Study } from '../../../../insight/screen/study.ts';

/** A study of one pair, to be made anew with all its working. */
export interface FindingTask {
  readonly study: Study;
  readonly options: PairFindingOptions & { readonly maxLead: number };
  readonly among: AmongPairs;
}

export interface FindingAnswer {
  /** The calendar that both share; empty where they share none. */
  readonly steps: readonly string[];
  readonly signal: readonly (number | null)[];
  readonly outcome: readonly (number | null)[];
  readonly prepared: { readonly signal: PreparedMaterial; readonly outcome: PreparedMaterial } | null;
  readonly working: Working | null;
  readonly told: Omit<FindingTold, 'version'>;
}
