import { type TrendText, type Word, wordsOf, wordsOfTag } from '../text/words.ts';
import { type Brands, brandsOf, isExcluded, withoutBrands } from './brands.ts';
import { fingerprintOf, newestDecisions, pairKey } from './decisions.ts';
import { type LagLift, lagLifts, lifted } from './lagLift.ts';
import { createLikeness } from './likeness.ts';
import {
  type IndexedProduct,
  type IndexedText,
  indexProducts,
  indexTerms,
  isKnownTerm,
  type ProductIndex,
  weightOfTerm,
} from './productIndex.ts';
import type { Decision, LagEvidence, ProductText, Proposal } from './proposal.ts';
import { textReasons } from './reasons.ts';
import { segmentTag } from './segmentTag.ts';
import { termsOf, type Vocabulary, vocabularyOf } from './terms.ts';

export interface ProposeOptions {
  /** Groups of words that mean one thing. */
  readonly synonyms?: readonly (readonly string[])[];
  /** In place of those built in. */
  readonly stopWords?: readonly string[];
  readonly neverLink?: readonly string[];
  readonly evidence?: readonly LagEvidence[];
  readonly decisions?: readonly Decision[];
  /** Not counting what was accepted. */
  readonly perTrend?: number;
  readonly least?: number;
}

const PER_TREND = 5;
/**
 * On the made set of test/social/made (65 trends, 80 products, 71 links, all by the author of this) 80 % of what scores this much is linked, and 94 % of
 * the links do; at 0.25 it is 98 % and 75 %. A wrong line is struck out in a second, a missing one is never seen.
 */
const LEAST = 0.18;

/**
 * The products that each trend may be about, the likeliest first. What the user accepted stays, whatever its texts have become; what was rejected comes back
 * only once one of its texts has changed.
 */
export function propose(
  trends: readonly TrendText[],
  products: readonly ProductText[],
  options: ProposeOptions = {},
): Proposal[] {
  const { perTrend = PER_TREND, least = LEAST } = options;
  const brands = brandsOf(options.neverLink ?? []);
  const vocabulary = vocabularyOf(options.synonyms ?? [], options.stopWords);
  const index = indexProducts(products, vocabulary);
  const decisions = newestDecisions(options.decisions ?? []);
  const accepted = acceptedPlaces(products, decisions);
  const excluded = products.map((product) => isExcluded(product, brands));
  const lifts = lagLifts(options.evidence ?? []);
  const likenessOf = createLikeness(index);
  // Of all other trends a pair that is too little alike needs no further look.
  const spokenOf = new Set([...decisions.values(), ...(options.evidence ?? [])].map(({ trend }) => trend));
  return trends
    .flatMap((trend) => {
      const text = indexTrend(trend, index, vocabulary, brands);
      const likeness = likenessOf(text);
      const mayBeLess = spokenOf.has(trend.trend);
      const found: Candidate[] = [];
      const own = accepted.get(trend.trend);
      const places = own === undefined ? likeness.places : new Set([...likeness.places, ...own]);
      for (const place of places) {
        const alike = likeness.at(place);
        if (!mayBeLess && alike < least) continue;
        const product = index.products[place] as IndexedProduct;
        const key = pairKey(trend.trend, product.given.product);
        const standing = standingOf(trend, product.given, decisions.get(key));
        if (standing === 'rejected' || (standing !== 'accepted' && excluded[place])) continue;
        const lag = lifts.get(key);
        const score = lag === undefined ? alike : lifted(alike, lag.lift);
        if (standing === 'accepted' || score >= least) found.push({ product, standing, score, lag });
      }
      const likeliest = found
        .filter(({ standing }) => standing !== 'accepted')
        .sort((a, b) => b.score - a.score || compareText(a.product.given.product, b.product.given.product))
        .slice(0, perTrend);
      return [...found.filter(({ standing }) => standing === 'accepted'), ...likeliest].map(
        ({ product, standing, score, lag }): Proposal => ({
          trend: trend.trend,
          product: product.given.product,
          score,
          affiliation: standing === 'accepted' ? 'accepted' : 'proposed',
          because: [
            ...(standing === 'accepted' ? [{ kind: 'accepted' } as const] : []),
            ...textReasons(text.terms, product.terms, (term) => weightOfTerm(index, term)),
            ...(lag === undefined ? [] : [lag.reason]),
            ...(standing === 'changed' ? [{ kind: 'text changed' } as const] : []),
          ],
        }),
      );
    })
    .sort(likeliestFirst);
}

interface Candidate {
  readonly product: IndexedProduct;
  readonly standing: 'open' | 'accepted' | 'changed';
  readonly score: number;
  readonly lag: LagLift | undefined;
}

/** "changed" where the user rejected texts that aren't these any more. */
function standingOf(
  trend: TrendText,
  product: ProductText,
  decision: Decision | undefined,
): 'open' | 'accepted' | 'rejected' | 'changed' {
  if (decision === undefined) return 'open';
  if (decision.decision === 'accepted') return 'accepted';
  return decision.fingerprint === fingerprintOf(trend, product) ? 'rejected' : 'changed';
}

export function indexTrend(
  { label, hashtags }: TrendText,
  index: ProductIndex,
  vocabulary: Vocabulary,
  brands: Brands,
): IndexedText {
  const isKnown = (word: string) =>
    isKnownTerm(index, word) || vocabulary.synonyms.has(word) || brands.some((name) => name.includes(word));
  const segment = (word: Word) => (word.tag ? segmentTag(word, isKnown) : [word]);
  const lines = [wordsOf(label), ...[...hashtags].sort().map(wordsOfTag)];
  const terms = lines.flatMap((line) => termsOf(withoutBrands(line.flatMap(segment), brands), vocabulary));
  return indexTerms(terms, index);
}

function acceptedPlaces(
  products: readonly ProductText[],
  decisions: ReadonlyMap<string, Decision>,
): ReadonlyMap<string, readonly number[]> {
  const placeOf = new Map(products.map(({ product }, place) => [product, place]));
  const places = new Map<string, number[]>();
  for (const { trend, product, decision } of decisions.values()) {
    const place = placeOf.get(product);
    if (decision !== 'accepted' || place === undefined) continue;
    places.set(trend, [...(places.get(trend) ?? []), place]);
  }
  return places;
}

function likeliestFirst(a: Proposal, b: Proposal): number {
  return b.score - a.score || compareText(a.trend, b.trend) || compareText(a.product, b.product);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
