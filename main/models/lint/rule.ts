import type { Step, Tree } from '../sql/tree.ts';

/** What SQLite does with it: `fails` is seen at once, `differs` is not; of what is `unknown` nobody has compared the two. */
export type Difference = 'fails' | 'differs' | 'may differ' | 'unknown';

export interface Seen {
  readonly location: number;
  /** What stands there, as an author would call it. */
  readonly construct: string;
  readonly difference: Difference;
  /** One sentence: what SQLite answers. */
  readonly why: string;
  /** What to write instead. */
  readonly instead: string;
}

export interface Look {
  readonly kind: string;
  readonly node: Tree;
  readonly above: readonly Step[];
  /** What the author wrote at a node's location. */
  wordAt(node: Tree): string;
}

/** One construct that the two engines don't answer alike. */
export type Rule = (look: Look) => Seen | null;
