import type { Value } from '../../../shared/domain/column.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { PageRequest, Relation, Rows } from '../store.ts';
import { readCatalog } from './catalog.ts';
import { quoteName } from './connection.ts';
import { type Origins, typesOf } from './decimals.ts';
import type { Link } from './link.ts';
import type { Places } from './places.ts';
import { plain, prepare } from './prepare.ts';
import { rowsOf } from './results.ts';
import type { Stop } from './stop.ts';

/** The most rows one answer may have unless its caller says otherwise. */
export const ROWS_LIMIT = 100_000;

/** One look at a relation that must be there. */
export async function needed(
  link: Link,
  places: Places,
  origins: Origins,
  relation: RelationName,
  stop?: Stop,
): Promise<Result<Relation>> {
  const found = await readCatalog(link, places, origins, relation, stop);
  if (!found.ok) return found;
  const [known] = found.value;
  return known === undefined
    ? fail('SQL_FAILED', {
        subject: relation,
        message: `There is no ${relation} in the warehouse.`,
        next: 'Check the name, or load or build it first.',
      })
    : ok(known);
}

export async function readQuery(
  link: Link,
  places: Places,
  origins: Origins,
  asked: { readonly sql: string; readonly params: readonly Value[]; readonly limit: number },
  stop?: Stop,
): Promise<Result<Rows>> {
  const prepared = prepare(places.ownNames(asked.sql), asked.params);
  if (!prepared.ok) return prepared;
  const answer = await link.run(prepared.value, { stop, most: asked.limit + 1 });
  if (!answer.ok) return answer;
  if (answer.value.rows.length > asked.limit)
    return fail('ROWS_TOO_MANY', {
      message: `The answer has more than ${asked.limit.toLocaleString('en')} rows.`,
      next: 'Ask for fewer, for example with a filter or a limit, or read it page by page.',
    });
  const types = await typesOf(link, places, origins, answer.value.fields, stop);
  return types.ok ? rowsOf(answer.value, types.value) : types;
}

/**
 * Empty values come first and texts are compared by their bytes, as SQLite does, so that a page is the same on both. Where
 * rows are equal the place they lie in decides, or pages would repeat some and miss others.
 */
export async function readPage(
  link: Link,
  places: Places,
  origins: Origins,
  request: PageRequest,
  stop?: Stop,
): Promise<Result<Rows & { more: boolean }>> {
  const known = await needed(link, places, origins, request.relation, stop);
  if (!known.ok) return known;
  const relation = known.value;
  const names = request.columns ?? relation.columns.map(({ name }) => name);
  const orders = request.orderBy ?? [];
  for (const name of [...names, ...orders.map(({ column }) => column)])
    if (!relation.columns.some((column) => column.name === name))
      return fail('BAD_INPUT', {
        subject: relation.name,
        message: `${relation.name} has no column ${name}.`,
        next: `Its columns are ${relation.columns.map((column) => column.name).join(', ')}.`,
      });
  const order = [
    ...orders.map(({ column, descending }) => {
      const kind = relation.columns.find(({ name }) => name === column)?.type.kind;
      const compared = `r.${quoteName(column)}${kind === 'text' ? '::text collate "C"' : kind === 'json' ? '::text collate "C"' : ''}`;
      return `${compared} ${descending ? 'desc nulls last' : 'asc nulls first'}`;
    }),
    ...(orders.length > 0 ? [relation.kind === 'table' ? 'r.tableoid, r.ctid' : 'r._place'] : []),
  ];
  const from =
    orders.length > 0 && relation.kind === 'view'
      ? `(select *, row_number() over () as _place from ${places.quote(relation.name)})`
      : places.quote(relation.name);
  const list = names.map((name) => `r.${quoteName(name)}`).join(', ');
  const answer = await link.run(
    plain(`select ${list} from ${from} as r${order.length > 0 ? ` order by ${order.join(', ')}` : ''}
      offset ${request.offset} limit ${request.limit + 1}`),
    { stop },
  );
  if (!answer.ok) return answer;
  const more = answer.value.rows.length > request.limit;
  if (more) answer.value.rows.length = request.limit;
  const types = names.map(
    (name) => relation.columns.find((column) => column.name === name)?.type ?? { kind: 'text' as const },
  );
  const rows = rowsOf(answer.value, types);
  return rows.ok ? ok({ ...rows.value, more }) : rows;
}

export async function countRows(
  link: Link,
  places: Places,
  origins: Origins,
  relation: RelationName,
  stop?: Stop,
): Promise<Result<number>> {
  const known = await needed(link, places, origins, relation, stop);
  if (!known.ok) return known;
  const answer = await link.run(plain(`select count(*) from ${places.quote(relation)}`), { stop });
  return answer.ok ? ok(Number(answer.value.rows[0]?.[0] ?? 0)) : answer;
}
