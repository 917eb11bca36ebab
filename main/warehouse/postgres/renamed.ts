import { ok, type Result } from '../../../shared/errors/failure.ts';
import { quoteName } from './connection.ts';
import { fitting, indexName, primaryKeyName } from './names.ts';
import { plain } from './prepare.ts';
import { type At, quoteAt, textAt } from './replacing/at.ts';
import type { Transaction } from './transaction.ts';

/**
 * Indexes and constraints were named after the shadow; they get the names they would have had on the target. The store's
 * own indexes are called by their columns; in what a model's hooks made, only names that begin with the shadow's change.
 */
export async function tidyNames(
  transaction: Transaction,
  pairs: readonly { readonly shadow: At; readonly target: At }[],
  rule: 'by columns' | 'by beginning',
): Promise<Result<void>> {
  if (pairs.length === 0) return ok(undefined);
  const pairOf = (schema: unknown, table: unknown) =>
    pairs.find(({ target }) => target.schema === schema && target.name === table);
  const list = pairs.map(({ target }) => textAt(target)).join(', ');
  const indexes = await transaction.run(
    plain(`select n.nspname, c.relname, x.relname, i.indisprimary, i.indisunique,
        (select json_agg(a.attname order by k.at) from unnest(i.indkey) with ordinality as k (attnum, at)
          left join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum)::text
      from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
      join pg_namespace n on n.oid = c.relnamespace
      where (n.nspname, c.relname) in (${list}) and c.relkind in ('r', 'p') order by x.relname`),
  );
  if (!indexes.ok) return indexes;
  const taken = new Set<string>();
  const renames = indexes.value.rows.flatMap(([schema, table, name, primary, unique, columns]) => {
    const wanted =
      rule === 'by columns'
        ? nameByColumns(String(table), JSON.parse(String(columns)), primary === true, unique === true)
        : nameByBeginning(String(name), pairOf(schema, table));
    if (wanted === null) return [];
    const twice = taken.has(`${schema}.${wanted}`);
    taken.add(`${schema}.${wanted}`);
    if (wanted === name || twice) return [];
    return [
      `alter index ${quoteName(String(schema))}.${quoteName(String(name))} rename to ${quoteName(wanted)}`,
    ];
  });
  const constraints = await transaction.run(
    plain(`select n.nspname, c.relname, k.conname from pg_constraint k join pg_class c on c.oid = k.conrelid
      join pg_namespace n on n.oid = c.relnamespace
      where (n.nspname, c.relname) in (${list}) and k.contype in ('c', 'f')`),
  );
  if (!constraints.ok) return constraints;
  for (const [schema, table, name] of constraints.value.rows) {
    const pair = pairOf(schema, table);
    const wanted = nameByBeginning(String(name), pair);
    if (pair === undefined || wanted === null) continue;
    renames.push(
      `alter table ${quoteAt(pair.target)} rename constraint ${quoteName(String(name))} to ${quoteName(wanted)}`,
    );
  }
  return renames.length === 0 ? ok(undefined) : transaction.script(renames.join(';\n'));
}

/** Null for an index over an expression, which has no columns to be named after. */
function nameByColumns(
  table: string,
  columns: readonly (string | null)[],
  primary: boolean,
  unique: boolean,
): string | null {
  const plainly = columns.filter((column) => column !== null);
  if (plainly.length < columns.length) return null;
  return primary ? primaryKeyName(table) : indexName(table, plainly, unique ? 'key' : 'idx');
}

function nameByBeginning(
  name: string,
  pair: { readonly shadow: At; readonly target: At } | undefined,
): string | null {
  if (pair === undefined || !name.startsWith(pair.shadow.name)) return null;
  return fitting(pair.target.name + name.slice(pair.shadow.name.length));
}
