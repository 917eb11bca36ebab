import { wordsOf } from '../text/words.ts';
import type { RulePart } from './category.ts';
import { BUILT_IN_RULES, type CategoryWords, type RuleTable } from './ruleTable.ts';

export interface CompiledRule {
  readonly category: string;
  readonly part: RulePart;
  readonly rule: string;
  readonly words: readonly string[];
  /** As it stands in a hashtag. */
  readonly joined: string;
  readonly weight: number;
}

/** The rules of a workspace: its own win over what is built in. */
export interface CategoryRules {
  readonly own: readonly CompiledRule[];
  readonly builtIn: readonly CompiledRule[];
}

const WEIGHTS: Readonly<Record<RulePart, number>> = { hashtag: 3, phrase: 3, word: 2, season: 1 };

/** Read once, for as many trends as there are. A rule without a word in it holds for nothing. */
export function compileRules(own: RuleTable = {}, builtIn: RuleTable = BUILT_IN_RULES): CategoryRules {
  return { own: compileTable(own), builtIn: compileTable(builtIn) };
}

function compileTable(table: RuleTable): CompiledRule[] {
  return Object.entries(table).flatMap(
    ([category, { hashtags, phrases, words, seasons }]: [string, CategoryWords]) => [
      ...compilePart(category, 'hashtag', hashtags),
      ...compilePart(category, 'phrase', phrases),
      ...compilePart(category, 'word', words),
      ...compilePart(category, 'season', seasons),
    ],
  );
}

function compilePart(category: string, part: RulePart, rules: readonly string[] = []): CompiledRule[] {
  return [...new Set(rules)].flatMap((rule) => {
    const words = wordsOf(part === 'hashtag' ? rule.replace(/^\s*[#＃]/u, '') : rule).map(({ word }) => word);
    if (words.length === 0) return [];
    return [{ category, part, rule, words, joined: words.join(''), weight: WEIGHTS[part] }];
  });
}
