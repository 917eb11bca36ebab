import type { Verdict } from '../finding/verdict.ts';

export interface ProductText {
  readonly product: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly brand: string;
}

/** What a proposal rests on. `trend` and `product` stand in the texts of the two as they are here. */
export type Reason =
  | { readonly kind: 'word' | 'synonym' | 'spelling'; readonly trend: string; readonly product: string }
  | { readonly kind: 'lag'; readonly verdict: Verdict; readonly strength: number }
  | { readonly kind: 'accepted' }
  /** The user rejected the pair when its text was another. */
  | { readonly kind: 'text changed' };

export interface Proposal {
  readonly trend: string;
  readonly product: string;
  /** In [0, 1]; ranks, and is no probability. */
  readonly score: number;
  /** Evidence of any strength proposes; only the user accepts. */
  readonly affiliation: 'proposed' | 'accepted';
  readonly because: readonly Reason[];
}

/** What a study said of a trend and a product. */
export interface LagEvidence {
  readonly trend: string;
  readonly product: string;
  readonly verdict: Verdict;
  /** Of the finding. */
  readonly strength: number | null;
}

/** Made by `rememberDecision`. */
export interface Decision {
  readonly trend: string;
  readonly product: string;
  readonly decision: 'accepted' | 'rejected';
  /** An instant as ISO text in UTC. Of several decisions of one pair the newest counts. */
  readonly at: string;
  /** Of the texts that were decided on. */
  readonly fingerprint: string;
}
