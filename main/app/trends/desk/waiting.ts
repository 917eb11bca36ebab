import type { LinkLine } from '../../../../shared/contract/trends.ts';
import type { RelationName } from '../../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { pairKey } from '../../../insight/affiliation/decisions.ts';
import type { Store } from '../../../warehouse/store.ts';
import type { Standing } from './standing.ts';

const MOST = 1_000_000;

/** How many decisions the models don't show yet, those that were taken back included. */
export async function waitingDecisions(
  store: Store,
  { file, sorted }: Standing,
  lines: readonly LinkLine[],
  signal?: AbortSignal,
): Promise<Result<{ categories: number; links: number }>> {
  if (file.models === undefined) return ok({ categories: 0, links: 0 });
  const trends = await rowsOf(store, file.models.trends, ['trend', 'category', 'category_by'], signal);
  if (!trends.ok) return trends;
  const links = await rowsOf(
    store,
    file.models.links,
    ['trend', 'product', 'affiliation', 'affiliation_by'],
    signal,
  );
  if (!links.ok) return links;
  const categoryIn = new Map(trends.value.map(([trend = '', category, by]) => [trend, { category, by }]));
  const categories = sorted.filter(({ trend, category, by }) => {
    const shown = categoryIn.get(trend);
    return by === 'correction' ? shown?.category !== category : shown?.by === 'correction';
  });
  const standingIn = new Map(
    links.value.map(([trend = '', product = '', affiliation, by]) => [
      pairKey(trend, product),
      { affiliation, by },
    ]),
  );
  const now = new Map(lines.map((line) => [pairKey(line.trend, line.product), line]));
  const decided = lines.filter(
    ({ trend, product, by, standing }) =>
      by === 'decision' && standingIn.get(pairKey(trend, product))?.affiliation !== standing,
  );
  const takenBack = [...standingIn].filter(
    ([key, { by }]) => by === 'decision' && now.get(key)?.by !== 'decision',
  );
  return ok({ categories: categories.length, links: decided.length + takenBack.length });
}

/** Of a model that isn't built yet, or not in this shape, nothing is shown. */
async function rowsOf(
  store: Store,
  relation: RelationName,
  columns: readonly string[],
  signal?: AbortSignal,
): Promise<Result<readonly (readonly string[])[]>> {
  const there = await store.describe(relation, signal && { signal });
  if (!there.ok) return there;
  const known = there.value?.columns.map(({ name }) => name) ?? [];
  if (columns.some((one) => !known.includes(one))) return ok([]);
  const read = await store.query(
    `select ${columns.map((one) => `"${one}"`).join(', ')} from ${store.quote(relation)}`,
    [],
    { limit: MOST, ...(signal && { signal }) },
  );
  return read.ok ? ok(read.value.rows.map((row) => row.map((cell) => String(cell ?? '')))) : read;
}
