import { letterGrams } from '../text/letterGrams.ts';
import { plainForm } from '../text/words.ts';
import type { Terms } from './productIndex.ts';
import type { Reason } from './proposal.ts';
import { singular } from './terms.ts';

const MOST = 4;

/** The words that two texts share, the most telling first; the two that are spelled most alike where they share none. */
export function textReasons(trend: Terms, product: Terms, weightOf: (term: string) => number): Reason[] {
  const shared = [...trend]
    .flatMap(([term, text]) => {
      const other = product.get(term);
      return other === undefined ? [] : [{ term, trend: text, product: other }];
    })
    .sort((a, b) => weightOf(b.term) - weightOf(a.term) || (a.term < b.term ? -1 : 1));
  if (shared.length === 0) return closest(trend, product);
  return shared.slice(0, MOST).map((pair) => ({
    kind: sameWord(pair.trend, pair.product) ? 'word' : 'synonym',
    trend: pair.trend,
    product: pair.product,
  }));
}

function sameWord(a: string, b: string): boolean {
  return singular(plainForm(a)) === singular(plainForm(b));
}

function closest(trend: Terms, product: Terms): Reason[] {
  let best: Reason | null = null;
  let most = 0;
  for (const [a, text] of [...trend].sort()) {
    const grams = new Set(letterGrams(a, 3, 4));
    for (const [b, other] of [...product].sort()) {
      const others = letterGrams(b, 3, 4);
      const alike = others.filter((gram) => grams.has(gram)).length / (grams.size + others.length);
      if (alike <= most) continue;
      most = alike;
      best = { kind: 'spelling', trend: text, product: other };
    }
  }
  return best === null ? [] : [best];
}
