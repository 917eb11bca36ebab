import { letterGrams } from '../text/letterGrams.ts';
import { plainForm, wordsOf, wordsOfTag } from '../text/words.ts';
import { type FeatureTable, frequencyOf, tableOf, type Weights, weighed } from './featureTable.ts';
import type { ProductText } from './proposal.ts';
import { type Term, termsOf, type Vocabulary } from './terms.ts';

/** By term, the first place it stands. */
export type Terms = ReadonlyMap<string, string>;

/** A text to compare with all products. */
export interface IndexedText {
  readonly terms: Terms;
  readonly words: Weights;
  readonly grams: Weights;
}

export interface IndexedProduct {
  readonly given: ProductText;
  readonly terms: Terms;
}

/** Only products count towards how rare a term is, so that one trend more changes nothing for another. */
export interface ProductIndex {
  readonly products: readonly IndexedProduct[];
  readonly words: FeatureTable;
  readonly grams: FeatureTable;
  /** By the number of a run of letters: so many products have it that it finds nobody by itself. */
  readonly common: Uint8Array;
}

/** A run of letters that more than this share of products have finds nobody by itself. */
const COMMONEST = 0.02;
const FEWEST_COMMON = 5;

export function indexProducts(products: readonly ProductText[], vocabulary: Vocabulary): ProductIndex {
  const read = products.map((given) => {
    const words = [given.title, given.brand].flatMap(wordsOf);
    const tags = given.tags.flatMap((tag) => (/\s/u.test(tag) ? wordsOf(tag) : wordsOfTag(tag)));
    return { given, terms: firstPlaces(termsOf(words, vocabulary).concat(termsOf(tags, vocabulary))) };
  });
  const texts = read.map(({ terms }) => [...terms.keys()]);
  const names = placesOf(texts, (term) => [term]);
  const letters = placesOf(texts, gramsOf);
  const grams = tableOf(letters.texts, letters.names);
  const most = Math.max(FEWEST_COMMON, COMMONEST * products.length);
  const common = Uint8Array.from({ length: letters.names.length }, (_, number) =>
    frequencyOf(grams, number) > most ? 1 : 0,
  );
  return { products: read, words: tableOf(names.texts, names.names), grams, common };
}

export function indexTerms(found: readonly Term[], { words, grams }: ProductIndex): IndexedText {
  const terms = firstPlaces(found);
  const names = [...terms.keys()];
  return {
    terms,
    words: weighed(names, words),
    grams: weighed([...new Set(names.flatMap(gramsOf))], grams),
  };
}

export function isKnownTerm({ words }: ProductIndex, term: string): boolean {
  return words.numbers.has(term);
}

export function weightOfTerm({ words: { numbers, weights, heaviest } }: ProductIndex, term: string): number {
  return weights[numbers.get(term) ?? -1] ?? heaviest;
}

function firstPlaces(terms: readonly Term[]): Map<string, string> {
  const places = new Map<string, string>();
  for (const { term, text } of terms) if (!places.has(term)) places.set(term, text);
  return places;
}

function gramsOf(term: string): string[] {
  return letterGrams(plainForm(term), 3, 4);
}

/** Every feature of a text once. A shop says the same words again and again: each is taken apart once. */
function placesOf(texts: readonly (readonly string[])[], featuresOf: (term: string) => readonly string[]) {
  const placeOf = new Map<string, number>();
  const known = new Map<string, readonly number[]>();
  const placesOfTerm = (term: string) => {
    const before = known.get(term);
    if (before !== undefined) return before;
    const places = featuresOf(term).map((feature) => {
      const place = placeOf.get(feature) ?? placeOf.size;
      placeOf.set(feature, place);
      return place;
    });
    known.set(term, places);
    return places;
  };
  const lastIn: number[] = [];
  const read = texts.map((terms, text) => {
    const own: number[] = [];
    for (const term of terms)
      for (const place of placesOfTerm(term)) {
        if (lastIn[place] === text) continue;
        lastIn[place] = text;
        own.push(place);
      }
    return Int32Array.from(own);
  });
  return { texts: read, names: [...placeOf.keys()] };
}
