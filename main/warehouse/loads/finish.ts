import type { RelationName } from '../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { inTurn } from '../inTurn.ts';
import type { Store } from '../store.ts';
import type { Landing, LandingContext } from './landing.ts';
import { merge } from './mergeRows.ts';
import { type RelationShape, withDescendants } from './relationShape.ts';

export interface Finished {
  readonly rows: number;
  readonly children: readonly { readonly relation: RelationName; readonly rows: number }[];
}

/** Makes what was written the relation's content, as its disposition says. */
export async function finish(
  store: Pick<Store, 'quote'>,
  context: LandingContext,
  landing: Landing,
  root: RelationShape,
): Promise<Result<Finished>> {
  const { disposition } = context.plan;
  if (disposition === 'replace') {
    const replaced = await replace(context, landing, root);
    if (!replaced.ok) return replaced;
  }
  if (disposition === 'merge' && landing.places.size > 0) {
    const merged = await merge(store, context, landing, root);
    if (!merged.ok) return merged;
  }
  const counted = [...landing.places.values()];
  return ok({
    rows: landing.places.get(root)?.rows ?? 0,
    children: counted
      .filter(({ shape, rows }) => shape !== root && rows > 0)
      .map(({ shape, rows }) => ({ relation: shape.name, rows }))
      .sort((a, b) => (a.relation < b.relation ? -1 : 1)),
  });
}

/** Children that got no rows this time are emptied with the rest. */
async function replace(
  context: LandingContext,
  landing: Landing,
  root: RelationShape,
): Promise<Result<void>> {
  const pairs: { shadow: RelationName; target: RelationName }[] = [];
  for (const shape of withDescendants(root)) {
    if (shape.founded) continue;
    const place = await landing.ready(shape);
    if (!place.ok) return place;
    pairs.push({ shadow: place.value.into, target: shape.name });
  }
  if (pairs.length === 0) return ok(undefined);
  return inTurn([
    () => context.session.replaceAll(pairs),
    ...pairs.map(
      ({ target }) =>
        () =>
          context.session.execute(`delete from ${context.tables.mergeIndexes} where "relation" = ?`, [
            target,
          ]),
    ),
  ]);
}

/** Before anything is written: what no disposition can do. */
export function checkKey(root: RelationShape, key: readonly string[]): Result<void> {
  for (const name of key) {
    const column = root.columns[root.position(name) ?? -1];
    if (column === undefined || column.type.kind === 'json' || column.type.kind === 'bytes')
      return fail('LOAD_REFUSED', {
        message: `${root.name} can't be merged by ${name}: ${column === undefined ? 'it has no such column' : `${column.type.kind} can't be compared`}.`,
        next: 'Name other columns as the key.',
        subject: root.name,
      });
  }
  return ok(undefined);
}
