import type { ColumnType, Value } from '../../../../shared/domain/column.ts';
import type { PageRequest, Relation } from '../../store.ts';
import type { Connection } from './connection.ts';
import { quoteName } from './names.ts';
import { type Read, readRows } from './readRows.ts';
import { refuse } from './refusal.ts';
import { needed } from './relations.ts';
import { hasRowIds, rowIds } from './rowIds.ts';
import type { Turn } from './turn.ts';

/**
 * In natural order an offset is a row id where rows are numbered without a gap: page one million costs what page one
 * does. Elsewhere SQLite steps over the rows before it (about 0.1 s for a million); rows with equal values keep the order they
 * lie in, so that pages neither repeat nor miss one.
 */
export async function readPage(
  connection: Connection,
  turn: Turn,
  request: PageRequest,
): Promise<Read & { more: boolean }> {
  const relation = needed(connection, request.relation);
  const names = request.columns ?? relation.columns.map((column) => column.name);
  for (const name of [...names, ...(request.orderBy ?? []).map((order) => order.column)])
    if (!relation.columns.some((column) => column.name === name)) throw unknownColumn(relation, name);
  const select = `select ${names.map(quoteName).join(', ')} from ${quoteName(relation.name)}`;
  const { tail, params } = placing(connection, relation, request);
  const read = await readRows(connection, turn, {
    sql: `${select} ${tail}`,
    params,
    limit: request.limit + 1,
    ...certain(relation, names),
  });
  const more = read.rows.length > request.limit;
  if (more) read.rows.length = request.limit;
  return { ...read, more };
}

function placing(
  connection: Connection,
  relation: Relation,
  request: PageRequest,
): { tail: string; params: Value[] } {
  const limit = BigInt(request.limit + 1);
  const offset = BigInt(request.offset);
  const orders = (request.orderBy ?? []).map(
    ({ column, descending }) => `${quoteName(column)}${descending ? ' desc' : ''}`,
  );
  if (relation.kind === 'table' && hasRowIds(connection, relation.name)) {
    const ids = orders.length === 0 ? rowIds(connection, relation.name) : null;
    if (ids?.dense)
      return {
        tail: 'where rowid >= ? and rowid <= ? order by rowid',
        params: [ids.first + offset, ids.first + offset + limit - 1n],
      };
    orders.push('rowid');
  } else {
    orders.push(...relation.key.map(quoteName));
  }
  const order = orders.length === 0 ? '' : `order by ${orders.join(', ')} `;
  return { tail: `${order}limit ? offset ?`, params: [limit, offset] };
}

/** A view's types are only a hint where they come from an expression; a table's hold. */
function certain(relation: Relation, names: readonly string[]): { types?: ColumnType[] } {
  if (relation.kind === 'view') return {};
  return {
    types: names.flatMap((name) => {
      const column = relation.columns.find((one) => one.name === name);
      return column === undefined ? [] : [column.type];
    }),
  };
}

function unknownColumn(relation: Relation, name: string) {
  return refuse('BAD_INPUT', {
    message: `${relation.name} has no column ${name}.`,
    next: `Its columns are ${relation.columns.map((column) => column.name).join(', ')}.`,
    subject: relation.name,
  });
}
