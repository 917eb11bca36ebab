import { type TrendText, tagsOf, type Word, wordsOf, wordsOfTag } from '../text/words.ts';
import type { RulePart } from './category.ts';
import type { CompiledRule } from './compileRules.ts';
import { compareText } from './corrections.ts';

export interface RuleHit {
  readonly category: string;
  readonly part: RulePart;
  readonly rule: string;
  /** The place of the trend's text that the rule was found in. */
  readonly text: string;
  readonly weight: number;
}

/** Every rule that holds for a trend, the heaviest first. */
export function matchRules(trend: TrendText, rules: readonly CompiledRule[]): RuleHit[] {
  const texts = textsOf(trend);
  return rules
    .flatMap(({ category, part, rule, words, joined, weight }) => {
      const text = part === 'hashtag' ? tagFor(joined, texts) : lineFor(words, joined, texts);
      return text === null ? [] : [{ category, part, rule, text, weight }];
    })
    .sort(
      (a, b) => b.weight - a.weight || compareText(a.category, b.category) || compareText(a.rule, b.rule),
    );
}

interface Texts {
  readonly tags: readonly Word[];
  /** A phrase doesn't reach from one of these into the next. */
  readonly lines: readonly (readonly Word[])[];
}

function textsOf(trend: TrendText): Texts {
  return {
    tags: tagsOf(trend),
    lines: [wordsOf(trend.label), ...[...trend.hashtags].sort().map(wordsOfTag)],
  };
}

function tagFor(joined: string, { tags }: Texts): string | null {
  return tags.find(({ word }) => word === joined)?.text ?? null;
}

function lineFor(words: readonly string[], joined: string, { tags, lines }: Texts): string | null {
  for (const line of lines) {
    const at = line.findIndex((_, i) => words.every((word, k) => line[i + k]?.word === word));
    // What lies between two words may be more than a blank, so that the first is named and not a phrase nobody wrote.
    if (at >= 0) return line[at]?.text ?? null;
  }
  return words.length < 2 ? null : tagFor(joined, { tags, lines });
}
