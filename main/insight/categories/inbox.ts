import type { TrendText } from '../text/words.ts';
import { categorise } from './categorise.ts';
import type { Categorised } from './category.ts';
import type { CategoryRules } from './compileRules.ts';
import { compareText } from './corrections.ts';
import { featuresOf } from './features.ts';
import type { CategoryModel } from './learn.ts';

/** Answers below this confidence are put to the user. */
export const UNSURE = 0.6;

export interface UnsureTrend extends Categorised {
  readonly trend: string;
  /** On how many other unsure trends the answer sheds new light. */
  readonly shedsLightOn: number;
}

export interface InboxOptions {
  readonly below?: number;
  readonly limit?: number;
}

/**
 * The trends to ask the user about, the one whose answer teaches most first: unsure itself, and with words that many other unsure ones share and that
 * no question before it has asked about. Greedy, which for such coverage is within 1 - 1/e of the best choice (Nemhauser, Wolsey and Fisher 1978).
 */
export function inbox(
  trends: readonly TrendText[],
  rules: CategoryRules,
  model: CategoryModel,
  { below = UNSURE, limit = 50 }: InboxOptions = {},
): UnsureTrend[] {
  const unsure = trends
    .map((trend) => ({ trend, answer: categorise(trend, rules, model), words: distinctWords(trend) }))
    .filter(({ answer }) => answer.confidence < below)
    .sort((a, b) => compareText(a.trend.trend, b.trend.trend));
  const shared = new Map<string, Set<string>>();
  for (const { trend, words } of unsure)
    for (const word of words) shared.set(word, (shared.get(word) ?? new Set()).add(trend.trend));
  const chosen: UnsureTrend[] = [];
  while (unsure.length > 0 && chosen.length < limit) {
    let best = 0;
    let most = -1;
    unsure.forEach(({ answer, words }, i) => {
      const teaches = (1 - answer.confidence) * (1 + sumOfShared(words, shared));
      if (teaches <= most) return;
      best = i;
      most = teaches;
    });
    const [next] = unsure.splice(best, 1);
    if (next === undefined) break;
    const others = new Set(next.words.flatMap((word) => [...(shared.get(word) ?? [])]));
    others.delete(next.trend.trend);
    chosen.push({ trend: next.trend.trend, ...next.answer, shedsLightOn: others.size });
    for (const word of next.words) shared.delete(word);
  }
  return chosen;
}

/** A word that half of them share tells little: its square root, not its count. */
function sumOfShared(words: readonly string[], shared: ReadonlyMap<string, ReadonlySet<string>>): number {
  return words.reduce((sum, word) => sum + Math.sqrt(Math.max(0, (shared.get(word)?.size ?? 0) - 1)), 0);
}

function distinctWords(trend: TrendText): string[] {
  return featuresOf(trend).map(({ word }) => word);
}
