import type { CategoryBy } from '../../../../shared/contract/trends.ts';
import type { TrendsFile } from '../../../../shared/domain/trendsFile.ts';
import type { Decision, Proposal } from '../../../insight/affiliation/proposal.ts';
import { propose } from '../../../insight/affiliation/propose.ts';
import { categorise } from '../../../insight/categories/categorise.ts';
import type { Categorised } from '../../../insight/categories/category.ts';
import { compileRules } from '../../../insight/categories/compileRules.ts';
import type { Correction } from '../../../insight/categories/corrections.ts';
import { inbox, UNSURE } from '../../../insight/categories/inbox.ts';
import { learn } from '../../../insight/categories/learn.ts';
import type { RuleTable } from '../../../insight/categories/ruleTable.ts';
import type { GivenTrend, Texts } from '../readTexts.ts';
import { categoryWords, linkWords } from './reasonWords.ts';

/** Everything sorting is made from; it crosses into a thread. */
export interface SortTask {
  readonly file: TrendsFile;
  readonly texts: Texts;
  readonly corrections: readonly Correction[];
  readonly decisions: readonly Decision[];
  /** Only categories, which takes a moment; links take as long as there are trends and products. */
  readonly links: boolean;
}

/** Who decided, were there no source. */
export type WordsBy = Exclude<CategoryBy, 'source'>;

export interface SortedTrend {
  readonly trend: string;
  /** What holds: what a person said, else the source, else the words. */
  readonly category: string | null;
  readonly by: CategoryBy;
  /** What rules and corrections make of the words. */
  readonly sorted: { readonly category: string | null; readonly confidence: number; readonly by: WordsBy };
  readonly because: readonly string[];
  readonly shedsLightOn: number;
  readonly asks: boolean;
}

export interface SortedLink {
  readonly trend: string;
  readonly product: string;
  readonly score: number;
  readonly affiliation: 'proposed' | 'accepted' | 'rejected';
  readonly because: readonly string[];
}

export interface Sorted {
  /** The asking ones first, the one whose answer teaches most before all others; then by name. */
  readonly trends: readonly SortedTrend[];
  readonly links: readonly SortedLink[];
}

/** Words that contradict a source at least this surely are put to the person. */
const CONTRADICTS = 0.85;

export function sortTexts({ file, texts, corrections, decisions, links }: SortTask): Sorted {
  return {
    trends: sortTrends(file, texts.trends, corrections),
    links: links ? sortLinks(file, texts, decisions) : [],
  };
}

function sortTrends(
  file: TrendsFile,
  trends: readonly GivenTrend[],
  corrections: readonly Correction[],
): SortedTrend[] {
  const rules = compileRules(rulesOf(file));
  const model = learn(corrections);
  const below = file.ask_below ?? UNSURE;
  const answers = new Map(trends.map((trend) => [trend.trend, categorise(trend, rules, model)]));
  const asking = trends.filter((trend) => asks(trend, answers.get(trend.trend), below));
  const first = inbox(asking, rules, model, { below: Number.POSITIVE_INFINITY, limit: MOST_IN_ORDER });
  const place = new Map(first.map(({ trend }, at) => [trend, at]));
  const light = new Map(first.map(({ trend, shedsLightOn }) => [trend, shedsLightOn]));
  const open = new Set(asking.map(({ trend }) => trend));
  const orderOf = (trend: string) =>
    place.get(trend) ?? (open.has(trend) ? MOST_IN_ORDER : MOST_IN_ORDER + 1);
  return trends
    .flatMap((trend): SortedTrend[] => {
      const answer = answers.get(trend.trend);
      if (answer === undefined) return [];
      return [
        {
          trend: trend.trend,
          ...holding(trend, answer),
          sorted: { category: answer.category, confidence: answer.confidence, by: wordsBy(answer) },
          because: categoryWords(answer.because),
          shedsLightOn: light.get(trend.trend) ?? 0,
          asks: open.has(trend.trend),
        },
      ];
    })
    .sort((a, b) => orderOf(a.trend) - orderOf(b.trend) || (a.trend < b.trend ? -1 : 1));
}

/** The order in which to ask is worked out for as many as anybody answers in a week: it takes longer the more there are. */
const MOST_IN_ORDER = 200;

function asks({ given }: GivenTrend, answer: Categorised | undefined, below: number): boolean {
  if (answer === undefined || isSaid(answer)) return false;
  if (given === null) return answer.confidence < below;
  return answer.category !== null && answer.category !== given && answer.confidence >= CONTRADICTS;
}

function holding({ given }: GivenTrend, answer: Categorised): Pick<SortedTrend, 'category' | 'by'> {
  const by = wordsBy(answer);
  return given === null || by === 'correction'
    ? { category: answer.category, by }
    : { category: given, by: 'source' };
}

function wordsBy(answer: Categorised): WordsBy {
  if (isSaid(answer)) return 'correction';
  if (answer.category === null) return 'nobody';
  return answer.because.some(({ kind }) => kind === 'rule') ? 'rule' : 'learned';
}

/** What a file leaves out is left out, and not undefined. */
function rulesOf({ rules = {} }: TrendsFile): RuleTable {
  return Object.fromEntries(
    Object.entries(rules).map(([category, { hashtags, words, phrases, seasons }]) => [
      category,
      {
        ...(hashtags && { hashtags }),
        ...(words && { words }),
        ...(phrases && { phrases }),
        ...(seasons && { seasons }),
      },
    ]),
  );
}

function isSaid({ because }: Categorised): boolean {
  return because.some(({ kind }) => kind === 'correction');
}

/** What was rejected stays in the list, so that the models know it, too. */
function sortLinks(file: TrendsFile, texts: Texts, decisions: readonly Decision[]): SortedLink[] {
  const proposals = propose(texts.trends, texts.products, {
    ...(file.synonyms && { synonyms: file.synonyms }),
    ...(file.exclude_brands && { neverLink: file.exclude_brands }),
    ...(file.links_per_trend !== undefined && { perTrend: file.links_per_trend }),
    ...(file.least_score !== undefined && { least: file.least_score }),
    evidence: texts.evidence,
    decisions,
  });
  const known = new Set(proposals.map(keyOf));
  const trends = new Set(texts.trends.map(({ trend }) => trend));
  const products = new Set(texts.products.map(({ product }) => product));
  const rejected = decisions.filter(
    (one) =>
      one.decision === 'rejected' &&
      !known.has(keyOf(one)) &&
      trends.has(one.trend) &&
      products.has(one.product),
  );
  return [
    ...proposals.map(linkOf),
    ...rejected.map(
      ({ trend, product }): SortedLink => ({
        ...{ trend, product, score: 0, affiliation: 'rejected' },
        because: ['you rejected it'],
      }),
    ),
  ];
}

function linkOf({ trend, product, score, affiliation, because }: Proposal): SortedLink {
  return { trend, product, score, affiliation, because: linkWords(because) };
}

function keyOf({ trend, product }: { readonly trend: string; readonly product: string }): string {
  return JSON.stringify([trend, product]);
}
