import type { Finding, Verdict } from '../finding/verdict.ts';
import { normalQuantile } from '../numbers/distributions.ts';
import { quantileOfSorted } from '../numbers/orderStatistics.ts';
import { compareText } from './corrections.ts';
import { wilsonInterval } from './wilsonInterval.ts';

/** Of a finding what is counted. */
export type CountedFinding = Pick<Finding, 'signal' | 'outcome' | 'verdict' | 'lead'>;

/** By the names that stand in findings. A signal without a category is counted as uncategorised, never left out. */
export interface FindingGroups {
  readonly categoryOf: ReadonlyMap<string, string>;
  /** Left out: an outcome is its own product. */
  readonly productOf?: ReadonlyMap<string, string>;
}

export const UNCATEGORISED = 'uncategorised';

/** Fewer tried pairs than this make no share that is worth a number. */
export const FEWEST_PAIRS = 10;

export interface FewPairs {
  readonly kind: 'few pairs';
  readonly pairs: number;
  readonly needed: number;
}

export interface ConfirmedShare {
  readonly kind: 'share';
  readonly share: number;
  readonly lower: number;
  readonly upper: number;
}

export interface MedianLead {
  readonly days: number;
  readonly shortest: number;
  readonly longest: number;
  /** Confirmed findings it is the median of. */
  readonly of: number;
}

export interface GroupFindings {
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** All that weren't refused. */
  readonly tried: number;
  readonly confirmed: FewPairs | ConfirmedShare;
  /** Null where nothing is confirmed. */
  readonly lead: MedianLead | null;
}

export interface CategoryFindings extends GroupFindings {
  readonly category: string;
  /** Those with the most confirmed first. */
  readonly products: readonly (GroupFindings & { readonly product: string })[];
}

export interface FindingsByCategory {
  readonly categories: readonly CategoryFindings[];
  /** How many categories are compared, so that one of them doesn't stand out for being one of many. */
  readonly compared: number;
  readonly comparedWithProducts: number;
}

const CONFIDENCE = 0.95;

/**
 * Which kinds of trend move which products. The intervals hold for all categories at once, and those of products for all cells at once (Bonferroni over
 * every group that was tried, also the ones too small for a number). They take pairs for independent: five platforms that follow one trend are worth
 * less than five trends, and the intervals are then too narrow.
 */
export function findingsByCategory(
  findings: readonly CountedFinding[],
  groups: FindingGroups,
): FindingsByCategory {
  const categories = groupBy(findings, ({ signal }) => groups.categoryOf.get(signal) ?? UNCATEGORISED);
  const cells = categories.map(([category, own]) => ({
    category,
    own,
    products: groupBy(own, ({ outcome }) => groups.productOf?.get(outcome) ?? outcome),
  }));
  const compared = countTried(categories);
  const comparedWithProducts = cells.reduce((sum, { products }) => sum + countTried(products), 0);
  const told = cells.map(({ category, own, products }) => ({
    category,
    ...summarise(own, compared),
    products: products
      .map(([product, pairs]) => ({ product, ...summarise(pairs, comparedWithProducts) }))
      .sort((a, b) => b.verdicts.confirmed - a.verdicts.confirmed || compareText(a.product, b.product)),
  }));
  return { categories: told, compared, comparedWithProducts };
}

function groupBy(
  findings: readonly CountedFinding[],
  nameOf: (finding: CountedFinding) => string,
): [string, CountedFinding[]][] {
  const groups = Map.groupBy(findings, nameOf);
  return [...groups].sort(([a], [b]) => compareText(a, b));
}

function countTried(groups: readonly (readonly [string, readonly CountedFinding[]])[]): number {
  return groups.filter(([, findings]) => findings.some(({ verdict }) => verdict !== 'refused')).length;
}

function summarise(findings: readonly CountedFinding[], compared: number): GroupFindings {
  const verdicts: Record<Verdict, number> = {
    confirmed: 0,
    suggestive: 0,
    'unresolved lag': 0,
    'sales lead social': 0,
    'no evidence': 0,
    refused: 0,
  };
  for (const { verdict } of findings) verdicts[verdict]++;
  const tried = findings.length - verdicts.refused;
  if (tried < FEWEST_PAIRS)
    return {
      verdicts,
      tried,
      confirmed: { kind: 'few pairs', pairs: tried, needed: FEWEST_PAIRS },
      lead: medianLead(findings),
    };
  const z = normalQuantile(1 - (1 - CONFIDENCE) / (2 * compared));
  const share = verdicts.confirmed / tried;
  return {
    verdicts,
    tried,
    confirmed: { kind: 'share', share, ...wilsonInterval(verdicts.confirmed, tried, z) },
    lead: medianLead(findings),
  };
}

function medianLead(findings: readonly CountedFinding[]): MedianLead | null {
  const leads = findings.flatMap(({ verdict, lead }) =>
    verdict === 'confirmed' && lead !== null ? [lead] : [],
  );
  if (leads.length === 0) return null;
  const sorted = Float64Array.from(leads).sort();
  return {
    days: quantileOfSorted(sorted, 0.5),
    shortest: quantileOfSorted(sorted, 0),
    longest: quantileOfSorted(sorted, 1),
    of: leads.length,
  };
}
