import type { ColumnType } from '../../../shared/domain/column.ts';
import { layerOf, nameOf, type RelationName } from '../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Relation } from '../store.ts';
import { columnType, OID } from './columnTypes.ts';
import { quoteText } from './connection.ts';
import { type Origins, typesOf } from './decimals.ts';
import type { Link } from './link.ts';
import { type Places, textList } from './places.ts';
import { plain } from './prepare.ts';
import type { Field } from './statement.ts';
import type { Stop } from './stop.ts';

/** Below this a relation is counted; above it, the server's own estimate has to do. */
const COUNTED_BYTES = 4 * 1024 * 1024;

/** A column as the query below writes it, in JSON. */
interface Described {
  readonly n: string;
  /** Its type's number, or that of the type under a domain. */
  readonly t: number;
  readonly m: number;
  readonly a: number;
  readonly nullable: boolean;
  readonly c: string | null;
}

export async function readCatalog(
  link: Link,
  places: Places,
  origins: Origins,
  only?: RelationName,
  stop?: Stop,
): Promise<Result<Relation[]>> {
  const answer = await link.run(plain(catalogSql(places, only)), { stop });
  if (!answer.ok) return answer;
  const relations: Relation[] = [];
  for (const [oid, schema, name, kind, comment, bytes, estimate, counted, columns, key] of answer.value
    .rows) {
    const relation = places.relation(String(schema), String(name));
    if (relation === null) continue;
    const described = JSON.parse(String(columns)) as Described[];
    const types = await columnTypes(link, places, origins, Number(oid), kind === 'view', described, stop);
    if (!types.ok) return types;
    const rows = counted === null ? estimate : counted;
    relations.push({
      name: relation,
      layer: layerOf(relation),
      kind: kind === 'view' ? 'view' : 'table',
      columns: described.map((column, at) => ({
        name: column.n,
        type: types.value[at] ?? { kind: 'text' },
        nullable: column.nullable,
        ...(column.c !== null && { comment: column.c }),
      })),
      key: JSON.parse(String(key)) as string[],
      rows: rows === null ? null : Number(rows),
      bytes: bytes === null ? null : Number(bytes),
      ...(comment !== null && { comment: String(comment) }),
    });
  }
  return ok(relations);
}

/** Tables and views alike are asked for through `typesOf`, as if their columns had been read. */
function columnTypes(
  link: Link,
  places: Places,
  origins: Origins,
  oid: number,
  isView: boolean,
  columns: readonly Described[],
  stop?: Stop,
): Promise<Result<ColumnType[]>> {
  const fields: Field[] = columns.map((column) => ({
    name: column.n,
    dataTypeID: column.t,
    dataTypeModifier: column.m,
    tableID: column.t === OID.int8 && (isView || column.a > 0) ? oid : 0,
    columnID: column.a,
  }));
  return fields.some((field) => field.tableID !== 0)
    ? typesOf(link, places, origins, fields, stop)
    : Promise.resolve(ok(columns.map((column) => columnType(column.t, column.m))));
}

/** `query_to_xml` counts within the one statement: a count for each small table would otherwise be a trip of its own. */
function catalogSql(places: Places, only: RelationName | undefined): string {
  const which =
    only === undefined
      ? `n.nspname in ${textList(places.schemas)}`
      : `n.nspname = ${quoteText(places.prefix + layerOf(only))} and c.relname = ${quoteText(nameOf(only))}`;
  const counted = `pg_relation_size(c.oid) < ${COUNTED_BYTES} and has_table_privilege(c.oid, 'select')`;
  return `select c.oid, n.nspname, c.relname, case when c.relkind in ('v', 'm') then 'view' else 'table' end,
    obj_description(c.oid, 'pg_class'),
    case when c.relkind = 'v' then null else pg_total_relation_size(c.oid) end,
    case when c.relkind in ('r', 'p') and c.reltuples >= 0 then c.reltuples::int8 end,
    case when c.relkind = 'r' and ${counted} then
      (xpath('//n/text()', query_to_xml(format('select count(*) as n from %I.%I', n.nspname, c.relname), false, true, '')))
        [1]::text::int8 end,
    coalesce((select json_agg(json_build_object('n', a.attname, 'a', a.attnum,
        't', (case when t.typtype = 'd' then t.typbasetype else a.atttypid end)::int8,
        'm', case when t.typtype = 'd' then t.typtypmod else a.atttypmod end,
        'nullable', not a.attnotnull, 'c', col_description(c.oid, a.attnum)) order by a.attnum)
      from pg_attribute a join pg_type t on t.oid = a.atttypid
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '[]')::text,
    coalesce((select json_agg(a.attname order by k.at)
      from pg_index i cross join unnest(i.indkey) with ordinality as k (attnum, at)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
      where i.indrelid = c.oid and i.indisprimary), '[]')::text
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition and ${which}
  order by n.nspname collate "C", c.relname collate "C"`;
}
