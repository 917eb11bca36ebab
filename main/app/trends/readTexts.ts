import type { Value } from '../../../shared/domain/column.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import type { TrendsFile } from '../../../shared/domain/trendsFile.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { LagEvidence, ProductText } from '../../insight/affiliation/proposal.ts';
import type { Verdict } from '../../insight/finding/verdict.ts';
import type { TrendText } from '../../insight/text/words.ts';
import type { Relation, Store } from '../../warehouse/store.ts';

export interface GivenTrend extends TrendText {
  /** As its source says; null where it says nothing. */
  readonly given: string | null;
}

export interface GivenLink {
  readonly trend: string;
  readonly product: string;
  readonly affiliation: 'proposed' | 'accepted' | 'rejected';
}

/** What sorting is made from, as the relations hold it now. */
export interface Texts {
  readonly trends: readonly GivenTrend[];
  readonly products: readonly ProductText[];
  readonly links: readonly GivenLink[];
  readonly evidence: readonly LagEvidence[];
}

const MOST_TRENDS = 20_000;
const MOST_PRODUCTS = 200_000;
const MOST_LINKS = 1_000_000;

export async function readTexts(
  store: Store,
  file: TrendsFile,
  signal?: AbortSignal,
): Promise<Result<Texts>> {
  const trends = await readTrends(store, file.trends, signal);
  if (!trends.ok) return trends;
  const products = await readProducts(store, file.products, signal);
  if (!products.ok) return products;
  const links = await readLinks(store, file.links, signal);
  if (!links.ok) return links;
  const evidence = await readEvidence(store, file.evidence, signal);
  if (!evidence.ok) return evidence;
  return ok({ trends: trends.value, products: products.value, links: links.value, evidence: evidence.value });
}

async function readTrends(
  store: Store,
  asked: TrendsFile['trends'],
  signal?: AbortSignal,
): Promise<Result<readonly GivenTrend[]>> {
  const { relation, trend, label, hashtags, category } = asked;
  const rows = await cellsOf(store, relation, [trend, label, hashtags, category], MOST_TRENDS, signal);
  if (!rows.ok) return rows;
  return ok(
    onceEach(rows.value).map(([its = '', called, tags, given]) => ({
      trend: its,
      label: called || its,
      hashtags: (tags ?? '').split(/[\s,]+/).filter((tag) => tag !== ''),
      given: given ? given.toLowerCase() : null,
    })),
  );
}

async function readProducts(
  store: Store,
  asked: TrendsFile['products'],
  signal?: AbortSignal,
): Promise<Result<readonly ProductText[]>> {
  const { relation, product, title, tags, brand, newest } = asked;
  const rows = await cellsOf(store, relation, [product, title, tags, brand, newest], MOST_PRODUCTS, signal);
  if (!rows.ok) return rows;
  return ok(
    onceEach(rows.value).map(([its = '', called, tagged, made]) => ({
      product: its,
      title: called || its,
      tags: (tagged ?? '')
        .split(',')
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ''),
      brand: made ?? '',
    })),
  );
}

async function readLinks(
  store: Store,
  asked: TrendsFile['links'],
  signal?: AbortSignal,
): Promise<Result<readonly GivenLink[]>> {
  if (asked === undefined) return ok([]);
  const { relation, trend, product, affiliation } = asked;
  const rows = await cellsOf(store, relation, [trend, product, affiliation], MOST_LINKS, signal);
  if (!rows.ok) return rows;
  return ok(
    rows.value.flatMap(([its, other, said]) =>
      its && other
        ? [
            {
              trend: its,
              product: other,
              affiliation: said === 'accepted' || said === 'rejected' ? said : 'proposed',
            },
          ]
        : [],
    ),
  );
}

/** Findings come from a study, which may not have run yet. */
async function readEvidence(
  store: Store,
  asked: TrendsFile['evidence'],
  signal?: AbortSignal,
): Promise<Result<readonly LagEvidence[]>> {
  if (asked === undefined) return ok([]);
  const there = await store.describe(asked.relation, signal && { signal });
  if (!there.ok) return there;
  if (there.value === null) return ok([]);
  const columns = [asked.trend, asked.product, 'verdict', 'strength'];
  const rows = await cellsOf(store, asked.relation, columns, MOST_LINKS, signal);
  if (!rows.ok) return rows;
  return ok(
    rows.value.flatMap(([trend, product, verdict, strength]) =>
      trend && product && verdict
        ? [{ trend, product, verdict: verdict as Verdict, strength: strength ? Number(strength) : null }]
        : [],
    ),
  );
}

type Cells = readonly (string | null)[];

/** Some columns of a relation as text, in the order of its rows' own values; a column that isn't asked for is null. */
async function cellsOf(
  store: Store,
  relation: RelationName,
  columns: readonly (string | undefined)[],
  most: number,
  signal?: AbortSignal,
): Promise<Result<readonly Cells[]>> {
  const there = await store.describe(relation, signal && { signal });
  if (!there.ok) return there;
  if (there.value === null) return notThere(relation);
  const missing = missingColumns(there.value, columns);
  if (missing !== null) return missing;
  const wanted = columns.map((column) => (column === undefined ? 'null' : `cast("${column}" as text)`));
  const read = await store.query(`select ${wanted.join(', ')} from ${store.quote(relation)}`, [], {
    limit: most,
    priority: 'background',
    ...(signal && { signal }),
  });
  if (!read.ok) return read;
  return ok(read.value.rows.map((row) => row.map(textOf)));
}

/** Each name once, in the order of the names: of several rows the one with the greatest last cell. */
function onceEach(rows: readonly Cells[]): readonly (readonly [string, ...Cells])[] {
  const newest = new Map<string, readonly [string, ...Cells]>();
  for (const [name, ...others] of rows) {
    if (name === null || name === undefined || name === '') continue;
    const before = newest.get(name);
    if (before === undefined || (before.at(-1) ?? '') <= (others.at(-1) ?? ''))
      newest.set(name, [name, ...others]);
  }
  return [...newest.values()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function textOf(value: Value): string | null {
  return value === null ? null : String(value).trim();
}

export function notThere(relation: RelationName): Result<never> {
  return fail('BAD_INPUT', {
    message: `There is no relation ${relation} yet, so there is nothing to sort.`,
    next: 'Load the data and build the models first, or correct its name in trends.yml.',
    subject: relation,
  });
}

function missingColumns(
  { name, columns }: Relation,
  asked: readonly (string | undefined)[],
): Result<never> | null {
  const missing = asked.filter((one) => one !== undefined && !columns.some((column) => column.name === one));
  if (missing.length === 0) return null;
  return fail('BAD_INPUT', {
    message: `${name} has no ${missing.length === 1 ? 'column' : 'columns'} ${missing.join(', ')}: it has ${columns.map((column) => column.name).join(', ') || 'none'}.`,
    next: 'Correct trends.yml, or name its columns so in the model that makes it.',
    subject: name,
  });
}
