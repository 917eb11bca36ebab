import type { Kinds } from '../../../../shared/contract/trends.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import {
  type CountedFinding,
  findingsByCategory,
  type GroupFindings,
  UNCATEGORISED,
} from '../../../insight/categories/findingsByCategory.ts';
import type { Verdict } from '../../../insight/finding/verdict.ts';
import type { Store } from '../../../warehouse/store.ts';
import type { Standing } from './standing.ts';

const MOST = 1_000_000;

/** Which kinds of trend move which products, by the categories that hold now and the findings of the last study. */
export async function kindsOf(
  store: Store,
  standing: Standing,
  signal?: AbortSignal,
): Promise<Result<Kinds>> {
  const { evidence, study } = standing.file;
  if (evidence === undefined)
    return ok(
      nothing('trends.yml names no findings.', 'Name them under evidence, such as analytics.finding.'),
    );
  const there = await store.describe(evidence.relation, signal && { signal });
  if (!there.ok) return there;
  if (there.value === null)
    return ok(
      nothing(
        'No study has run yet.',
        'Build and study: then it shows which kinds of trend move which products.',
      ),
    );
  const read = await store.query(
    `select "signal", "outcome", "verdict", "lead", "${evidence.trend}", "${evidence.product}", "run_at"
      from ${store.quote(evidence.relation)}${study === undefined ? '' : ' where "study" = ?'}`,
    study === undefined ? [] : [study],
    { limit: MOST, ...(signal && { signal }) },
  );
  if (!read.ok) return read;
  const { rows } = read.value;
  if (rows.length === 0)
    return ok(nothing('The last study found no pairs to compare.', 'Link trends with products first.'));
  const categories = new Map(standing.sorted.map(({ trend, category }) => [trend, category]));
  const categoryOf = new Map<string, string>();
  const productOf = new Map<string, string>();
  const findings = rows.map(([itsSignal, outcome, verdict, lead, trend, product]): CountedFinding => {
    const one = { signal: String(itsSignal), outcome: String(outcome) };
    categoryOf.set(one.signal, categories.get(String(trend)) ?? UNCATEGORISED);
    productOf.set(one.outcome, standing.products.get(String(product))?.title ?? String(product));
    return { ...one, verdict: verdict as Verdict, lead: lead == null ? null : Number(lead) };
  });
  const { categories: told } = findingsByCategory(findings, { categoryOf, productOf });
  const studiedAt = rows.map((row) => String(row[6] ?? '')).reduce((a, b) => (a > b ? a : b));
  const shown = told
    .map(({ category, products, ...group }) => ({
      category,
      ...groupOf(group),
      products: products.map(({ product, ...own }) => ({ product, ...groupOf(own) })),
    }))
    .sort(
      (a, b) =>
        likeliest(b) - likeliest(a) || b.confirmed - a.confirmed || (a.category < b.category ? -1 : 1),
    );
  return ok({ studiedAt, ...answerOf(shown), categories: shown });
}

function groupOf({ verdicts, tried, confirmed, lead }: GroupFindings) {
  return {
    tried,
    confirmed: verdicts.confirmed,
    share: confirmed,
    lead,
    sentence: sentenceOf({ verdicts, tried, confirmed, lead }),
  };
}

function sentenceOf({ verdicts, tried, confirmed, lead }: GroupFindings): string {
  const found = `${verdicts.confirmed} of ${tried} ${tried === 1 ? 'pair' : 'pairs'} confirmed`;
  const share =
    confirmed.kind === 'few pairs'
      ? `${found}: too few for a share, which needs ${confirmed.needed}.`
      : `${found}: ${percent(confirmed.share)}, 95 % interval ${percent(confirmed.lower)} to ${percent(confirmed.upper)}.`;
  if (lead === null) return share;
  const range = lead.of === 1 ? '' : ` (${lead.shortest} to ${lead.longest})`;
  return `${share} Attention came first by ${lead.days} days in the middle${range}.`;
}

type Shown = Kinds['categories'][number];

function likeliest({ share }: Pick<Shown, 'share'>): number {
  return share.kind === 'share' ? share.share : -1;
}

/** One sentence, and no more than the intervals carry. */
function answerOf(shown: readonly Shown[]): Pick<Kinds, 'answer' | 'next'> {
  const named = shown.filter(({ category }) => category !== UNCATEGORISED);
  if (named.length === 0)
    return {
      answer: 'No trend that was studied has a category yet, so no kind can be told from another.',
      next: 'Answer for the trends in the inbox.',
    };
  const [first, ...others] = named.filter(({ share }) => share.kind === 'share');
  if (first === undefined || first.share.kind !== 'share')
    return {
      answer: 'No kind of trend has enough pairs studied for a share.',
      next: 'Link more trends with products, then build and study.',
    };
  if (first.confirmed === 0)
    return {
      answer: 'No kind of trend has a confirmed lead over any product.',
      next: 'Look at links that are proposed, and study again once there are more days.',
    };
  const { share, lower } = first.share;
  const apart = others.every((one) => one.share.kind === 'share' && one.share.upper < lower);
  const best = first.products.find(({ confirmed }) => confirmed > 0);
  const which = best === undefined ? '' : `, above all ${best.product}`;
  const sure = apart
    ? 'more often than any other kind'
    : 'most often so far, though other kinds may do as well: their intervals overlap';
  return {
    answer: `Trends of the kind ${first.category} come before sales ${sure} (${percent(share)} of ${first.tried} pairs)${which}.`,
    next: null,
  };
}

function nothing(answer: string, next: string): Kinds {
  return { studiedAt: null, answer, next, categories: [] };
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
