import { RelationName as Name, type RelationName } from '../../../../shared/domain/relation.ts';
import type { Measure } from '../protocol.ts';
import type { Connection } from './connection.ts';
import { registered } from './registry.ts';
import { counted, keyIsRowId, rowIds } from './rowIds.ts';

/** Tables that grew since they were measured, or whose numbering got a gap: the others cost nothing. */
export function unmeasured(connection: Connection): RelationName[] {
  const names = connection
    .statement(`select name from sqlite_master where type = 'table' and name glob '*.*'`)
    .pluck(true)
    .all();
  return names.flatMap((name) => {
    const relation = Name.safeParse(name);
    if (!relation.success) return [];
    const known = registered(connection, relation.data);
    const last = rowIds(connection, relation.data, known)?.last ?? null;
    return known.bytes === null || known.last !== last || mayBeHealed(connection, relation.data, known.dense)
      ? [relation.data]
      : [];
  });
}

/** A delete at the end leaves no gap, and an emptied table starts anew: only counting tells. */
function mayBeHealed(connection: Connection, relation: RelationName, dense: boolean): boolean {
  return !dense && !keyIsRowId(connection, relation);
}

/** Reads every page of the table and its indexes: for a reader with time. */
export function measure(connection: Connection, relation: RelationName): Measure {
  const bytes = connection
    .statement(
      `select sum(pgsize) from dbstat where aggregate = 1 and name in (select name from sqlite_master where tbl_name = ?)`,
    )
    .pluck(true)
    .get(relation);
  const ids = rowIds(connection, relation);
  const gapless = ids === null || BigInt(counted(connection, relation)) === ids.last - ids.first + 1n;
  return {
    relation,
    bytes: Number(bytes ?? 0),
    dense: gapless && !keyIsRowId(connection, relation),
    last: ids?.last ?? null,
  };
}

/** A table that grew or shrank meanwhile keeps its old entry; it is measured again next time. */
export function remember(connection: Connection, measures: readonly Measure[]): void {
  for (const { relation, bytes, dense, last } of measures) {
    if ((rowIds(connection, relation)?.last ?? null) !== last) continue;
    connection
      .statement(
        `insert into "_leadline_relations" (name, dense, bytes, last) values (?, ?, ?, ?)
         on conflict (name) do update set dense = excluded.dense, bytes = excluded.bytes, last = excluded.last`,
      )
      .run(relation, dense ? 1 : 0, bytes, last);
  }
}
