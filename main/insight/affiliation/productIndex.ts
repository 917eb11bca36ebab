import { letterGrams } from '../text/letterGrams.ts';
import { plainForm, wordsOf, wordsOfTag } from '../text/words.ts';
import type { ProductText } from './proposal.ts';
import { type Term, termsOf, type Vocabulary } from './terms.ts';

/** Features with their share of a text whose length is 1. */
export type Weights = ReadonlyMap<string, number>;

export interface IndexedText {
  /** By term, the first place it stands. */
  readonly terms: ReadonlyMap<string, string>;
  readonly words: Weights;
  readonly grams: Weights;
}

export interface IndexedProduct {
  readonly given: ProductText;
  readonly text: IndexedText;
}

/** Only products count towards how rare a term is, so that one trend more changes nothing for another. */
export interface ProductIndex {
  readonly products: readonly IndexedProduct[];
  readonly weightOf: (feature: string) => number;
  readonly weightOfTerm: (term: string) => number;
  /** Places of the products that have a term or a run of letters that tells something. */
  readonly having: ReadonlyMap<string, readonly number[]>;
}

/** A run of letters that more than this share of products have finds nobody by itself. */
const COMMONEST = 0.02;
const FEWEST_COMMON = 5;
const GRAM = 'g:';
const TERM = 't:';

export function indexProducts(products: readonly ProductText[], vocabulary: Vocabulary): ProductIndex {
  const read = products.map((product) => {
    const words = [product.title, product.brand].flatMap(wordsOf);
    const tags = product.tags.flatMap((tag) => (/\s/u.test(tag) ? wordsOf(tag) : wordsOfTag(tag)));
    const terms = firstPlaces(termsOf(words, vocabulary).concat(termsOf(tags, vocabulary)));
    return { product, terms, features: featuresOf(terms) };
  });
  const frequency = new Map<string, number>();
  for (const { features } of read)
    for (const feature of [...features.words, ...features.grams])
      frequency.set(feature, (frequency.get(feature) ?? 0) + 1);
  const weightOf = (feature: string) =>
    Math.log(1 + products.length / Math.max(1, frequency.get(feature) ?? 0));
  const having = new Map<string, number[]>();
  const most = Math.max(FEWEST_COMMON, COMMONEST * products.length);
  read.forEach(({ features }, place) => {
    for (const feature of [...features.words, ...features.grams]) {
      if (feature.startsWith(GRAM) && (frequency.get(feature) ?? 0) > most) continue;
      const places = having.get(feature);
      if (places === undefined) having.set(feature, [place]);
      else places.push(place);
    }
  });
  return {
    products: read.map(({ product, terms, features }) => ({
      given: product,
      text: weighted(terms, features, weightOf),
    })),
    weightOf,
    weightOfTerm: (term) => weightOf(TERM + term),
    having,
  };
}

export function indexTerms(terms: readonly Term[], weightOf: (feature: string) => number): IndexedText {
  const places = firstPlaces(terms);
  return weighted(places, featuresOf(places), weightOf);
}

export function isKnownTerm({ having }: ProductIndex, term: string): boolean {
  return having.has(TERM + term);
}

function firstPlaces(terms: readonly Term[]): Map<string, string> {
  const places = new Map<string, string>();
  for (const { term, text } of terms) if (!places.has(term)) places.set(term, text);
  return places;
}

interface TextFeatures {
  readonly words: readonly string[];
  readonly grams: readonly string[];
}

function featuresOf(terms: ReadonlyMap<string, string>): TextFeatures {
  const names = [...terms.keys()];
  const grams = new Set(names.flatMap((term) => letterGrams(plainForm(term), 3, 4)));
  return { words: names.map((term) => TERM + term), grams: [...grams].map((gram) => GRAM + gram) };
}

function weighted(
  terms: ReadonlyMap<string, string>,
  { words, grams }: TextFeatures,
  weightOf: (feature: string) => number,
): IndexedText {
  return { terms, words: ofLengthOne(words, weightOf), grams: ofLengthOne(grams, weightOf) };
}

/** Summed in order of names, so that the order of a text's words changes no digit. */
function ofLengthOne(features: readonly string[], weightOf: (feature: string) => number): Weights {
  const weights = [...features].sort().map((feature) => [feature, weightOf(feature)] as const);
  const length = Math.sqrt(weights.reduce((sum, [, weight]) => sum + weight * weight, 0));
  return new Map(weights.map(([feature, weight]) => [feature, weight / length]));
}
