import type { Reason } from '../../../insight/affiliation/proposal.ts';
import type { Because } from '../../../insight/categories/category.ts';

const PARTS = { hashtag: 'hashtag', word: 'word', phrase: 'phrase', season: 'time of the year' } as const;

/** Why a trend has its category, as one says it. */
export function categoryWords(because: readonly Because[]): string[] {
  return because.map((one) => {
    if (one.kind === 'correction') return 'you said so';
    if (one.kind === 'learned') return `“${one.text}” as in trends you sorted`;
    return `${PARTS[one.part]} “${one.text}”${one.own ? ' (your rule)' : ''}`;
  });
}

/** Why a trend may be about a product, as one says it. */
export function linkWords(because: readonly Reason[]): string[] {
  return because.map((one) => {
    if (one.kind === 'accepted') return 'you accepted it';
    if (one.kind === 'text changed') return 'you rejected it when its text was another';
    if (one.kind === 'lag') return `a study says ${one.verdict}`;
    if (one.kind === 'word') return `both say “${one.product}”`;
    if (one.kind === 'synonym') return `“${one.trend}” means “${one.product}”`;
    return `“${one.trend}” is spelled like “${one.product}”`;
  });
}
