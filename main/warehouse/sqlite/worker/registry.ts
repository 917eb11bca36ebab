import type { Column, ColumnType } from '../../../../shared/domain/column.ts';
import type { Connection } from './connection.ts';
import type { Driver } from './driver/driver.ts';

/**
 * What SQLite can't say about a relation: which of its integers are decimals or booleans, which texts are days; its
 * comment; how many bytes it took when last measured; and whether its row ids run without a gap (`dense`), which makes
 * a count and a page by offset cost nothing. Changed only in the transaction that changes the relation.
 */
export function createRegistry(db: Driver): void {
  const known = db
    .prepare(`select count(*) from sqlite_master where name in ('_leadline_columns', '_leadline_relations')`)
    .pluck()
    .get();
  if (known === 2n) return;
  db.exec(`
    create table if not exists "_leadline_columns" (
      relation text not null, position integer not null, name text not null, kind text not null, scale integer,
      nullable integer not null, comment text, primary key (relation, position)
    ) strict, without rowid;
    create table if not exists "_leadline_relations" (
      name text primary key, comment text, dense integer not null default 1, bytes integer, last integer
    ) strict, without rowid;
  `);
}

export interface Registered {
  readonly columns: readonly Column[];
  readonly comment: string | null;
  /** Null when nothing is known of it: then nothing of ours ever broke its numbering. */
  readonly dense: boolean;
  readonly bytes: number | null;
  readonly last: bigint | null;
}

export function registered(connection: Connection, relation: string): Registered {
  const columns = connection
    .statement(
      'select name, kind, scale, nullable, comment from "_leadline_columns" where relation = ? order by position',
    )
    .all(relation) as ColumnEntry[];
  const entry = connection
    .statement('select comment, dense, bytes, last from "_leadline_relations" where name = ?')
    .get(relation) as RelationEntry | undefined;
  return {
    columns: columns.map(toColumn),
    comment: entry?.comment ?? null,
    dense: entry?.dense !== 0n,
    bytes: entry?.bytes == null ? null : Number(entry.bytes),
    last: entry?.last ?? null,
  };
}

export function register(
  connection: Connection,
  relation: string,
  columns: readonly Column[],
  comment: string | null,
) {
  forget(connection, relation);
  columns.forEach((column, position) => {
    registerColumn(connection, relation, column, position);
  });
  connection
    .statement('insert into "_leadline_relations" (name, comment) values (?, ?)')
    .run(relation, comment);
}

export function registerColumn(
  connection: Connection,
  relation: string,
  column: Column,
  position: number,
): void {
  connection
    .statement('insert into "_leadline_columns" values (?, ?, ?, ?, ?, ?, ?)')
    .run(
      relation,
      position,
      column.name,
      column.type.kind,
      column.type.kind === 'decimal' ? column.type.scale : null,
      column.nullable ? 1 : 0,
      column.comment ?? null,
    );
}

export function forget(connection: Connection, relation: string): void {
  connection.statement('delete from "_leadline_columns" where relation = ?').run(relation);
  connection.statement('delete from "_leadline_relations" where name = ?').run(relation);
}

export function moveEntries(connection: Connection, from: string, to: string): void {
  connection.statement('update "_leadline_columns" set relation = ? where relation = ?').run(to, from);
  connection.statement('update "_leadline_relations" set name = ? where name = ?').run(to, from);
}

export function markSparse(connection: Connection, relation: string): void {
  connection
    .statement(
      'insert into "_leadline_relations" (name, dense) values (?, 0) on conflict (name) do update set dense = 0 where dense <> 0',
    )
    .run(relation);
}

interface ColumnEntry {
  readonly name: string;
  readonly kind: string;
  readonly scale: bigint | null;
  readonly nullable: bigint;
  readonly comment: string | null;
}

interface RelationEntry {
  readonly comment: string | null;
  readonly dense: bigint;
  readonly bytes: bigint | null;
  readonly last: bigint | null;
}

function toColumn(entry: ColumnEntry): Column {
  const type =
    entry.kind === 'decimal' ? { kind: 'decimal', scale: Number(entry.scale) } : { kind: entry.kind };
  return {
    name: entry.name,
    // Only `registerColumn` writes this table.
    type: type as ColumnType,
    nullable: entry.nullable === 1n,
    ...(entry.comment === null ? {} : { comment: entry.comment }),
  };
}
