import type { Column, ColumnType } from '../../../../shared/domain/column.ts';
import { layerOf, RelationName } from '../../../../shared/domain/relation.ts';
import type { Relation } from '../../store.ts';
import type { Connection } from './connection.ts';
import { quoteName } from './names.ts';
import { refuse } from './refusal.ts';
import { type Registered, registered } from './registry.ts';
import { declaredType, typesOf } from './resultTypes.ts';
import { estimatedRows } from './rowIds.ts';

interface Found {
  readonly name: string;
  readonly type: 'table' | 'view';
}

export function catalog(connection: Connection): Relation[] {
  const found = connection
    .statement(
      `select name, type from sqlite_master where type in ('table', 'view') and name glob '*.*' order by name`,
    )
    .all() as Found[];
  return found.flatMap((one) => {
    const name = RelationName.safeParse(one.name);
    return name.success ? [relation(connection, name.data, one.type)] : [];
  });
}

export function describe(connection: Connection, name: RelationName): Relation | null {
  const found = find(connection, name);
  return found === null ? null : relation(connection, name, found.type);
}

export function find(connection: Connection, name: string): Found | null {
  const found = connection
    .statement(`select name, type from sqlite_master where type in ('table', 'view') and name = ?`)
    .get(name) as Found | undefined;
  return found ?? null;
}

export function needed(connection: Connection, name: RelationName): Relation {
  const known = describe(connection, name);
  if (known !== null) return known;
  throw refuse('SQL_FAILED', {
    message: `There is no ${name} in the warehouse.`,
    next: 'Check the name, or load or build it first.',
    subject: name,
  });
}

function relation(connection: Connection, name: RelationName, kind: 'table' | 'view'): Relation {
  const known = registered(connection, name);
  const fields = fieldsOf(connection, name);
  return {
    name,
    kind,
    layer: layerOf(name),
    columns:
      kind === 'view'
        ? viewColumns(connection, name, known, fields)
        : tableColumns(connection, name, known, fields),
    key: fields
      .filter((field) => field.pk > 0n)
      .sort((one, other) => Number(one.pk - other.pk))
      .map((field) => field.name),
    rows: kind === 'view' ? null : estimatedRows(connection, name, known),
    bytes: kind === 'view' ? null : known.bytes,
    ...(known.comment === null ? {} : { comment: known.comment }),
  };
}

interface Field {
  readonly name: string;
  readonly type: string;
  readonly notnull: bigint;
  readonly pk: bigint;
}

function fieldsOf(connection: Connection, name: string): Field[] {
  try {
    return connection.db.pragma(`table_xinfo(${quoteName(name)})`) as Field[];
  } catch {
    // A view over something that is gone: it is still listed, so that it can be seen and dropped.
    return [];
  }
}

function tableColumns(
  connection: Connection,
  table: string,
  known: Registered,
  fields: readonly Field[],
): Column[] {
  return fields.map((field) => {
    const kept = known.columns.find((column) => column.name === field.name);
    return kept ?? column(field, declaredType(field.type) ?? firstRowType(connection, table, field.name));
  });
}

/** `create table … as select 1` declares nothing at all. */
function firstRowType(connection: Connection, table: string, name: string): ColumnType {
  const value = connection
    .statement(`select ${quoteName(name)} from ${quoteName(table)} limit 1`)
    .pluck(true)
    .get();
  if (typeof value === 'bigint') return { kind: 'integer' };
  if (typeof value === 'number') return { kind: 'number' };
  return { kind: value instanceof Uint8Array ? 'bytes' : 'text' };
}

function viewColumns(
  connection: Connection,
  name: string,
  known: Registered,
  fields: readonly Field[],
): Column[] {
  const types = viewTypes(connection, name);
  return fields.map((field, at) => {
    const told = known.columns.find((one) => one.name === field.name);
    const type = types[at] ?? told?.type ?? declaredType(field.type) ?? { kind: 'text' };
    const comment = told?.comment;
    return { ...column(field, type), ...(comment === undefined ? {} : { comment }) };
  });
}

function viewTypes(connection: Connection, name: string): (ColumnType | null)[] {
  try {
    return typesOf(connection, connection.db.prepare(`select * from ${quoteName(name)}`).columns());
  } catch {
    return [];
  }
}

function column(field: Field, type: ColumnType): Column {
  return { name: field.name, type, nullable: field.notnull === 0n && field.pk === 0n };
}
