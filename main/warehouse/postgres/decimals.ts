import type { ColumnType } from '../../../shared/domain/column.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import { columnType, OID } from './columnTypes.ts';
import type { Link } from './link.ts';
import type { Places } from './places.ts';
import { plain } from './prepare.ts';
import type { Field } from './statement.ts';
import type { Stop } from './stop.ts';

/** Views may read views; nobody writes more of them upon each other. */
const DEEPEST = 16;

/** The columns of a view in its order, each with where it came from; kept by the view's text. */
export type Origins = Map<string, readonly Field[]>;

interface Found {
  readonly table: number;
  readonly column: number;
  readonly scale: number | null;
  /** What a view is, null for a table. */
  readonly definition: string | null;
}

/**
 * A decimal is a `bigint` on Postgres too, so that both engines hold the same; its scale is on record beside it. This
 * finds the types of a result's columns: where a bigint comes from a recorded column, through as many views as there are.
 */
export async function typesOf(
  link: Link,
  places: Places,
  origins: Origins,
  fields: readonly Field[],
  stop?: Stop,
  depth = 0,
): Promise<Result<ColumnType[]>> {
  const asked = fields.filter((field) => field.dataTypeID === OID.int8 && field.tableID !== 0);
  const found = asked.length === 0 || depth > DEEPEST ? ok([]) : await look(link, places, asked, stop);
  if (!found.ok) return found;
  const scales = new Map<string, number>();
  for (const one of found.value) {
    const scale = one.scale ?? (await throughView(link, places, origins, one, stop, depth));
    if (scale !== null) scales.set(`${one.table}.${one.column}`, scale);
  }
  return ok(
    fields.map((field) => {
      const scale = scales.get(`${field.tableID}.${field.columnID}`);
      return scale === undefined
        ? columnType(field.dataTypeID, field.dataTypeModifier)
        : { kind: 'decimal', scale };
    }),
  );
}

async function look(
  link: Link,
  places: Places,
  fields: readonly Field[],
  stop?: Stop,
): Promise<Result<Found[]>> {
  const list = fields.map((field) => `(${field.tableID}, ${field.columnID})`).join(', ');
  const answer = await link.run(
    plain(`select a.attrelid::oid, a.attnum, k.scale,
        case when c.relkind = 'v' and k.kind is null then pg_get_viewdef(c.oid) end
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      left join ${places.columns} k on k.kind = 'decimal' and k.name = a.attname
        and k.relation = substr(n.nspname, ${places.prefix.length + 1}) || '.' || c.relname
      where (a.attrelid::int8, a.attnum::int8) in (${list}) and n.nspname ^@ '${places.prefix}'`),
    { stop },
  );
  if (!answer.ok) return answer;
  return ok(
    answer.value.rows.map(([table, column, scale, definition]) => ({
      table: Number(table),
      column: Number(column),
      scale: scale === null ? null : Number(scale),
      definition: typeof definition === 'string' ? definition : null,
    })),
  );
}

async function throughView(
  link: Link,
  places: Places,
  origins: Origins,
  { definition, column }: Found,
  stop: Stop | undefined,
  depth: number,
): Promise<number | null> {
  if (definition === null) return null;
  let fields = origins.get(definition);
  if (fields === undefined) {
    const described = await link.run(
      plain(`select * from (${definition.replace(/;\s*$/, '')}) as read limit 0`),
      {
        stop,
      },
    );
    if (!described.ok) return null;
    fields = described.value.fields;
    origins.set(definition, fields);
  }
  // A view's columns are never dropped, so its column numbers are its order.
  const origin = fields[column - 1];
  if (origin === undefined) return null;
  const types = await typesOf(link, places, origins, [origin], stop, depth + 1);
  const type = types.ok ? types.value[0] : undefined;
  return type?.kind === 'decimal' ? type.scale : null;
}
