import type { Result } from '../../../shared/errors/failure.ts';
import { inTurn } from '../inTurn.ts';
import { internalTable } from '../internalTable.ts';
import type { Store, WriteSession } from '../store.ts';

/** What loads keep about themselves, quoted for the engine. */
export interface LoadTables {
  readonly loads: string;
  readonly counters: string;
  readonly cursors: string;
  readonly rejected: string;
  readonly schemas: string;
  readonly fields: string;
  readonly children: string;
  readonly mergeIndexes: string;
}

export function loadTables(store: Pick<Store, 'engine'>): LoadTables {
  const table = (name: string) => internalTable(store, name);
  return {
    loads: table('loads'),
    counters: table('counters'),
    cursors: table('cursors'),
    rejected: table('rejected'),
    schemas: table('schemas'),
    fields: table('fields'),
    children: table('children'),
    mergeIndexes: table('merge_indexes'),
  };
}

/** Any number that the whole of Leadline uses for this alone. */
const MAKING = 7_246_180_337;

/**
 * The same statements on both engines; making what is there changes nothing. On PostgreSQL two processes that open one
 * database at once would trip over each other even so, and one that was killed may still be at it: they take turns.
 */
export function createLoadTables(
  session: WriteSession,
  engine: Store['engine'],
  tables: LoadTables,
): Promise<Result<void>> {
  const turn = () => session.query(`select pg_advisory_xact_lock(${MAKING})::text`);
  const make = definitions(tables).map((sql) => () => session.execute(sql));
  return inTurn(engine === 'postgres' ? [turn, ...make] : make);
}

function definitions(tables: LoadTables): string[] {
  return [
    `create table if not exists ${tables.loads} (
      "load" bigint primary key, "at" text not null, "attempt" text not null unique,
      "source" text not null, "stream" text not null, "relation" text not null, "disposition" text not null,
      "rows" bigint not null, "rejected" bigint not null, "file" text, "sha256" text,
      "schema_version" text not null, "detail" text not null)`,
    `create table if not exists ${tables.counters} ("name" text primary key, "value" bigint not null)`,
    `create table if not exists ${tables.cursors} (
      "source" text not null, "stream" text not null, "value" text not null, "load" bigint not null,
      "at" text not null, primary key ("source", "stream"))`,
    `create table if not exists ${tables.rejected} (
      "load" bigint not null, "position" bigint not null, "ordinal" bigint not null, "line" bigint,
      "reason" text not null, "record" text not null, primary key ("load", "position"))`,
    `create table if not exists ${tables.schemas} (
      "relation" text not null, "load" bigint not null, "at" text not null, "version" text not null,
      "columns" text not null, primary key ("relation", "load"))`,
    `create table if not exists ${tables.fields} (
      "relation" text not null, "source" text not null, "stream" text not null, "path" text not null,
      "role" text not null, "name" text not null,
      primary key ("relation", "source", "stream", "path", "role"))`,
    `create table if not exists ${tables.children} ("child" text primary key, "parent" text not null)`,
    `create table if not exists ${tables.mergeIndexes} (
      "relation" text not null, "columns" text not null, primary key ("relation", "columns"))`,
    `insert into ${tables.counters} ("name", "value")
      values ('load', (select coalesce(max("load"), 0) from ${tables.loads})) on conflict ("name") do nothing`,
  ];
}
