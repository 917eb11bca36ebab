import { type Word, wordsOf } from '../text/words.ts';
import type { ProductText } from './proposal.ts';

/** Brands that are never linked, each by its words. */
export type Brands = readonly (readonly string[])[];

export function brandsOf(names: readonly string[]): Brands {
  return names.map((name) => wordsOf(name).map(({ word }) => word)).filter(({ length }) => length > 0);
}

/** A product of such a brand, or one that is named after it. */
export function isExcluded({ brand, title }: ProductText, brands: Brands): boolean {
  return brands.some((name) => findsAt(wordsOf(brand), name) >= 0 || findsAt(wordsOf(title), name) >= 0);
}

/** The name of such a brand in a trend is no reason to link anything; the rest of the trend may be. */
export function withoutBrands(words: readonly Word[], brands: Brands): readonly Word[] {
  return brands.reduce<readonly Word[]>((left, name) => {
    let kept = left;
    for (let at = findsAt(kept, name); at >= 0; at = findsAt(kept, name))
      kept = [...kept.slice(0, at), ...kept.slice(at + name.length)];
    return kept;
  }, words);
}

function findsAt(words: readonly Word[], name: readonly string[]): number {
  return words.findIndex((_, i) => name.every((part, k) => words[i + k]?.word === part));
}
