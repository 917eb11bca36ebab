import { letterGrams } from '../text/letterGrams.ts';
import { type TrendText, wordsOfTrend } from '../text/words.ts';

/** One distinct word of a trend, with the runs of letters that no word before it had. */
export interface WordFeatures {
  readonly text: string;
  readonly word: string;
  readonly grams: readonly string[];
}

export function featuresOf(trend: TrendText): WordFeatures[] {
  const words = new Map<string, WordFeatures>();
  const seen = new Set<string>();
  for (const { text, word } of wordsOfTrend(trend)) {
    if (words.has(word)) continue;
    const grams = [...new Set(letterGrams(word, 3, 4))].filter((gram) => !seen.has(gram));
    for (const gram of grams) seen.add(gram);
    words.set(word, { text, word, grams });
  }
  return [...words.values()];
}

/** Two trends with the same words in the same order are one text; a text without words is known by its trend. */
export function textKey(trend: TrendText): string {
  const words = wordsOfTrend(trend).map(({ word }) => word);
  return words.length > 0 ? words.join(' ') : `#${trend.trend}`;
}
