/** A user may add more; these are what the built-in rules know. */
export const CATEGORIES: readonly string[] = [
  'memes',
  'entertainment',
  'drama',
  'seasonal',
  'how-to',
  'product',
];

/** What the answer of one trend rests on; `text` stands in the trend as it is here. */
export type Because =
  | { readonly kind: 'correction'; readonly text: string }
  | {
      readonly kind: 'rule';
      readonly part: RulePart;
      readonly rule: string;
      readonly text: string;
      readonly own: boolean;
    }
  | { readonly kind: 'learned'; readonly text: string };

export type RulePart = 'hashtag' | 'word' | 'phrase' | 'season';

export interface Categorised {
  /** Null when no rule and nothing learned says anything. */
  readonly category: string | null;
  /** In [0, 1]: of as many answers with this confidence, this share should be right. */
  readonly confidence: number;
  /** The strongest first. */
  readonly because: readonly Because[];
}
