import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Link } from '../link.ts';
import { plain } from '../prepare.ts';
import type { Field } from '../statement.ts';
import type { Stop } from '../stop.ts';

/** The numbers of built-in types never change, and most answers hold no others. */
const BUILT_IN: readonly (readonly [number, string])[] = [
  [16, 'boolean'],
  [17, 'bytea'],
  [19, 'name'],
  [20, 'bigint'],
  [21, 'smallint'],
  [23, 'integer'],
  [25, 'text'],
  [26, 'oid'],
  [114, 'json'],
  [700, 'real'],
  [701, 'double precision'],
  [1042, 'character'],
  [1043, 'character varying'],
  [1082, 'date'],
  [1083, 'time without time zone'],
  [1114, 'timestamp without time zone'],
  [1184, 'timestamp with time zone'],
  [1186, 'interval'],
  [1266, 'time with time zone'],
  [1700, 'numeric'],
  [2950, 'uuid'],
  [3802, 'jsonb'],
];

export type TypeNames = Map<number, string>;

export function builtInTypeNames(): TypeNames {
  return new Map(BUILT_IN);
}

export async function typeNamesOf(
  link: Link,
  known: TypeNames,
  fields: readonly Field[],
  stop?: Stop,
): Promise<Result<string[]>> {
  const unknown = [...new Set(fields.map(({ dataTypeID }) => dataTypeID))].filter((oid) => !known.has(oid));
  if (unknown.length > 0) {
    const asked = await link.run(
      plain(`select t::int8, format_type(t::oid, null) from unnest(array[${unknown.join(', ')}]) as t`),
      { stop },
    );
    if (!asked.ok) return asked;
    for (const [oid, name] of asked.value.rows) known.set(Number(oid), String(name));
  }
  return ok(fields.map(({ dataTypeID }) => known.get(dataTypeID) ?? ''));
}
