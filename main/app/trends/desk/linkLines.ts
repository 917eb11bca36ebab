import type { LinkEvidence, LinkLine } from '../../../../shared/contract/trends.ts';
import type { RelationName } from '../../../../shared/domain/relation.ts';
import type { TrendsFile } from '../../../../shared/domain/trendsFile.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { fingerprintOf, pairKey } from '../../../insight/affiliation/decisions.ts';
import type { Store } from '../../../warehouse/store.ts';
import { labelsRead } from '../../studies/run/labelsRead.ts';
import type { Standing } from './standing.ts';

interface ProposedLink {
  readonly trend: string;
  readonly product: string;
  readonly score: number;
  readonly because: readonly string[];
}

const MOST = 1_000_000;
/** Of several signals of a trend the one whose verdict says most is shown. */
const SAYS_MOST = [
  'confirmed',
  'suggestive',
  'unresolved lag',
  'sales lead social',
  'no evidence',
  'refused',
];

/** Every link that anybody made or that was proposed last: a decision holds before a source, and a source before likeness. */
export async function linkLines(
  store: Store,
  standing: Standing,
  signal?: AbortSignal,
): Promise<Result<{ lines: LinkLine[]; sorted: boolean }>> {
  const proposed = await readProposed(store, standing.file.into.links, signal);
  if (!proposed.ok) return proposed;
  const evidence = await readEvidence(store, standing.file, signal);
  if (!evidence.ok) return evidence;
  const { texts, trends, products, decisions } = standing;
  const likeness = new Map((proposed.value ?? []).map((one) => [pairKey(one.trend, one.product), one]));
  const given = new Map(texts.links.map((one) => [pairKey(one.trend, one.product), one]));
  const decided = new Map(decisions.map((one) => [pairKey(one.trend, one.product), one]));
  const pairs = new Map<string, { readonly trend: string; readonly product: string }>([
    ...likeness,
    ...given,
    ...decided,
  ]);
  const lines = [...pairs].flatMap(([key, pair]): LinkLine[] => {
    const trend = trends.get(pair.trend);
    const product = products.get(pair.product);
    if (trend === undefined || product === undefined) return [];
    const alike = likeness.get(key);
    const decision = decided.get(key);
    const source = given.get(key);
    const changed =
      decision?.decision === 'rejected' && decision.fingerprint !== fingerprintOf(trend, product);
    const holds = decision === undefined || changed ? null : decision.decision;
    if (holds === null && source === undefined && (alike === undefined || alike.score === 0) && !changed)
      return [];
    const words = alike?.because ?? [];
    return [
      {
        ...{ trend: trend.trend, label: trend.label, product: product.product, title: product.title },
        standing: holds ?? source?.affiliation ?? 'proposed',
        by: holds === null ? (source === undefined ? 'likeness' : 'source') : 'decision',
        score: alike === undefined || alike.score === 0 ? null : alike.score,
        because: [
          ...(source === undefined ? [] : [`your source says ${source.affiliation}`]),
          ...words.filter((one) => !/^you (accepted|rejected) it$/.test(one)),
          ...(changed && !words.some((one) => one.includes('text was another'))
            ? ['you rejected it when its text was another']
            : []),
        ],
        evidence: evidence.value.get(key) ?? null,
      },
    ];
  });
  return ok({ lines: lines.sort(byAttention), sorted: proposed.value !== null });
}

const ORDER = { proposed: 0, accepted: 1, rejected: 2 } as const;

function byAttention(a: LinkLine, b: LinkLine): number {
  return (
    ORDER[a.standing] - ORDER[b.standing] ||
    says(a.evidence) - says(b.evidence) ||
    (b.score ?? 0) - (a.score ?? 0) ||
    (a.trend < b.trend ? -1 : a.trend > b.trend ? 1 : a.product < b.product ? -1 : 1)
  );
}

function says(evidence: LinkEvidence | null): number {
  return evidence === null ? SAYS_MOST.length : SAYS_MOST.indexOf(evidence.verdict);
}

/** Null: nothing was sorted yet. */
async function readProposed(
  store: Store,
  relation: RelationName,
  signal?: AbortSignal,
): Promise<Result<readonly ProposedLink[] | null>> {
  const there = await store.describe(relation, signal && { signal });
  if (!there.ok) return there;
  if (there.value === null) return ok(null);
  const read = await store.query(
    `select "trend", "product", "score", "because" from ${store.quote(relation)}`,
    [],
    { limit: MOST, ...(signal && { signal }) },
  );
  if (!read.ok) return read;
  return ok(
    read.value.rows.map(([trend, product, score, because]) => ({
      trend: String(trend),
      product: String(product),
      score: Number(score),
      because: because ? String(because).split('; ') : [],
    })),
  );
}

async function readEvidence(
  store: Store,
  { evidence, study }: TrendsFile,
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, LinkEvidence>>> {
  const best = new Map<string, LinkEvidence>();
  if (evidence === undefined) return ok(best);
  const there = await store.describe(evidence.relation, signal && { signal });
  if (!there.ok) return there;
  if (there.value === null) return ok(best);
  const read = await store.query(
    `select "${evidence.trend}", "${evidence.product}", "signal", "outcome", "verdict", "lead", "strength", "sentence", ${labelsRead(there.value).join(', ')}
      from ${store.quote(evidence.relation)}${study === undefined ? '' : ' where "study" = ?'}`,
    study === undefined ? [] : [study],
    { limit: MOST, ...(signal && { signal }) },
  );
  if (!read.ok) return read;
  for (const [trend, product, itsSignal, outcome, verdict, lead, strength, sentence, ...labels] of read.value
    .rows) {
    const key = pairKey(String(trend), String(product));
    const one: LinkEvidence = {
      ...{ signal: String(itsSignal), outcome: String(outcome), verdict: String(verdict) },
      ...{ signalLabel: String(labels[0]), outcomeLabel: String(labels[1]) },
      lead: lead == null ? null : Number(lead),
      strength: strength == null ? null : Number(strength),
      sentence: String(sentence),
    };
    const before = best.get(key);
    const better = before === undefined || says(one) < says(before);
    if (better || (says(one) === says(before) && (one.strength ?? 0) > (before.strength ?? 0)))
      best.set(key, one);
  }
  return ok(best);
}
