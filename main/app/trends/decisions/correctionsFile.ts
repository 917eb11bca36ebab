import type { FileProblem } from '../../../../shared/errors/failure.ts';
import type { Correction } from '../../../insight/categories/corrections.ts';
import { textKey } from '../../../insight/categories/features.ts';
import type { TrendText } from '../../../insight/text/words.ts';
import { instantsOf } from './instants.ts';
import { type KeptFile, keptLines } from './keptLines.ts';

export const CORRECTIONS = {
  file: 'seeds/category_corrections.csv',
  columns: ['trend', 'category', 'text', 'decided_at'],
  needed: ['trend', 'category'],
} as const satisfies KeptFile<string>;

export interface ReadCorrections {
  readonly corrections: readonly Correction[];
  readonly problems: readonly FileProblem[];
}

/**
 * What was said of each text, the newest; of two at one instant the later line. A line without a text was written by hand and is about
 * the text its trend has now.
 */
export function readCorrections(written: string, trends: ReadonlyMap<string, TrendText>): ReadCorrections {
  const { lines, problems } = keptLines(written, CORRECTIONS);
  const dated = instantsOf(lines, CORRECTIONS.file);
  const newest = new Map<string, Correction>();
  for (const { values, at } of dated.lines) {
    const { trend, category, text } = values;
    const about: TrendText =
      text === ''
        ? (trends.get(trend) ?? { trend, label: trend, hashtags: [] })
        : { trend, label: text, hashtags: [] };
    const key = textKey(about);
    const before = newest.get(key);
    if (before === undefined || before.at <= at)
      newest.set(key, { trend: about, category: category.toLowerCase(), at });
  }
  return { corrections: [...newest.values()], problems: [...problems, ...dated.problems] };
}

/** A trend's text in one cell, which has the same words in the same order. */
export function oneText({ label, hashtags }: Omit<TrendText, 'trend'>): string {
  const tags = [...hashtags].sort().map((tag) => `#${tag.replace(/^[#＃]/u, '')}`);
  return [label, ...tags].join(' ').replace(/\s+/g, ' ').trim();
}
