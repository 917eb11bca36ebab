import type { RelationName } from '../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import { inTurn } from '../inTurn.ts';
import type { Store } from '../store.ts';
import { quoted } from './fitColumns.ts';
import type { Landing, LandingContext, Place } from './landing.ts';
import { readLines } from './readings.ts';
import { type RelationShape, withDescendants } from './relationShape.ts';

const PARENT = '"_load", "_parent_row"';

/**
 * Delete-insert by key: what the shadow names is deleted with its children, then the latest record of each key is
 * inserted with its own, unless that record deletes it. Records without a key never got this far.
 */
export async function merge(
  store: Pick<Store, 'quote'>,
  context: LandingContext,
  landing: Landing,
  root: RelationShape,
): Promise<Result<void>> {
  const { session, plan } = context;
  const rooted = await landing.ready(root);
  if (!rooted.ok) return rooted;
  const staged = store.quote(rooted.value.into);
  const target = store.quote(root.name);
  const key = (plan.key ?? []).map(quoted).join(', ');
  const latest = `"_row" in (select max("_row") from ${staged} group by ${key})`;
  const living = [latest, ...survivors(root, plan.hardDelete)].join(' and ');

  const indexed = await indexForMerge(context, landing, root);
  if (!indexed.ok) return indexed;
  const doomed = `select "_load", "_row" from ${target} where (${key}) in (select ${key} from ${staged})`;
  const deleted = await inTurn([
    ...deletions(store, root, doomed).map((sql) => () => session.execute(sql)),
    () => session.execute(`delete from ${target} where (${key}) in (select ${key} from ${staged})`),
  ]);
  if (!deleted.ok) return deleted;
  const moved = await move(store, context, landing, rooted.value, living);
  if (!moved.ok) return moved;
  return inTurn(
    [...landing.places.values()].map(
      ({ into }) =>
        () =>
          session.drop(into),
    ),
  );
}

/** Grandchildren before children: each is found through the rows it hangs on. */
function deletions(store: Pick<Store, 'quote'>, shape: RelationShape, doomed: string): string[] {
  return shape.children
    .filter(({ founded }) => !founded)
    .flatMap((child) => {
      const relation = store.quote(child.name);
      const where = `where (${PARENT}) in (${doomed})`;
      return [
        ...deletions(store, child, `select "_load", "_row" from ${relation} ${where}`),
        `delete from ${relation} ${where}`,
      ];
    });
}

/** From the shadow into the relation, and the children of what was moved after it. */
async function move(
  store: Pick<Store, 'quote'>,
  context: LandingContext,
  landing: Landing,
  place: Place,
  condition: string,
): Promise<Result<void>> {
  const { shape, into } = place;
  const columns = ['_load', ...shape.columns.map(({ name }) => name)].map(quoted).join(', ');
  const moved = await context.session.execute(
    `insert into ${store.quote(shape.name)} (${columns})
      select ${columns} from ${store.quote(into)} where ${condition} order by "_row"`,
  );
  if (!moved.ok) return moved;
  place.rows = moved.value;
  const parents = `select "_row" from ${store.quote(into)} where ${condition}`;
  for (const child of shape.children) {
    const childPlace = landing.places.get(child);
    if (childPlace === undefined) continue;
    const done = await move(store, context, landing, childPlace, `"_parent_row" in (${parents})`);
    if (!done.ok) return done;
  }
  return ok(undefined);
}

/** A mark that says no is no deletion: false, zero and what people write for them. Any other value than null is one. */
function survivors(root: RelationShape, hardDelete: string | undefined): string[] {
  const column = root.columns.find(({ name }) => name === hardDelete);
  if (column === undefined) return [];
  const name = quoted(column.name);
  switch (column.type.kind) {
    case 'boolean':
      return [`coalesce(${name}, false) = false`];
    case 'integer':
    case 'decimal':
    case 'number':
      return [`coalesce(${name}, 0) = 0`];
    case 'text':
      return [`lower(coalesce(${name}, '')) in ('', 'false', 'f', 'no', 'n', '0')`];
    default:
      return [`${name} is null`];
  }
}

/** Without these every merge would read the whole relation and its children. */
async function indexForMerge(
  context: LandingContext,
  landing: Landing,
  root: RelationShape,
): Promise<Result<void>> {
  const { session, tables, plan } = context;
  const wanted: [RelationName, readonly string[]][] = [[root.name, plan.key ?? []]];
  for (const child of withDescendants(root).slice(1))
    if (!child.founded || landing.places.has(child)) wanted.push([child.name, ['_load', '_parent_row']]);
  for (const [relation, columns] of wanted) {
    const line = [relation, columns.join(',')];
    const known = await readLines(
      session,
      `select 1 as "there" from ${tables.mergeIndexes} where "relation" = ? and "columns" = ?`,
      line,
    );
    if (!known.ok) return known;
    if (known.value.length > 0) continue;
    const made = await inTurn([
      () => session.createIndex(relation, columns),
      () => session.execute(`insert into ${tables.mergeIndexes} ("relation", "columns") values (?, ?)`, line),
    ]);
    if (!made.ok) return made;
  }
  return ok(undefined);
}
