import type { FoundColumn } from '../../../warehouse/builds.ts';
import type { Engine } from '../../../warehouse/store.ts';
import { quoted, textLiteral } from './quoted.ts';

/** An empty table of exactly these columns. */
export function tableStatement(table: string, columns: readonly FoundColumn[]): string {
  const defined = columns.map((column) =>
    [quoted(column.name), column.dataType, column.nullable ? '' : 'not null']
      .filter((part) => part !== '')
      .join(' '),
  );
  return `create table ${table} (${defined.join(', ')})`;
}

/** The name of a relation of SQLite as text. */
export function nameLiteral(written: string): string {
  return textLiteral(written.slice(1, -1).replaceAll('""', '"'));
}

/**
 * Two answers. Whether the table refuses rows for what they are beside each other or in themselves: then changes are tried
 * on a copy, where a refusal costs nobody anything. And whether it refuses a second row of one key, which the delta alone can
 * tell. Triggers and references stay with the table they were made on, and see what publishing does to it.
 */
export function guardsQuery(engine: Engine, written: string, key: readonly string[] | null): string {
  return engine === 'sqlite' ? sqliteGuards(nameLiteral(written), key) : postgresGuards(written, key);
}

function sqliteGuards(name: string, key: readonly string[] | null): string {
  const wanted = textLiteral(
    [...(key ?? [])]
      .map((one) => one.toLowerCase())
      .sort()
      .join('\u001f'),
  );
  const onKey = `(not l.partial and ${wanted} = (select group_concat(c, char(31)) from
    (select lower(coalesce(i.name, '?')) as c from pragma_index_info(l.name) i order by 1)))`;
  return `select exists (select 1 from pragma_index_list(${name}) l where l."unique" and not ${onKey})
    or exists (select 1 from pragma_table_xinfo(${name}) where hidden <> 0 or type = 'INTEGER' and pk > 0)
    or exists (select 1 from sqlite_master where name = ${name} and sql like '%check%(%'),
  exists (select 1 from pragma_index_list(${name}) l where l."unique" and ${onKey})`;
}

function postgresGuards(written: string, key: readonly string[] | null): string {
  const table = `${textLiteral(written)}::regclass`;
  const onKey = `(i.indpred is null and i.indexprs is null and i.indnkeyatts = ${key?.length ?? 0}
    and ${indexedColumns(key?.length ?? 0)} = ${sortedNames(key ?? [])})`;
  const unique = `select 1 from pg_catalog.pg_index i where i.indrelid = ${table} and (i.indisunique or i.indisexclusion)`;
  return `select exists (${unique} and not ${onKey})
    or exists (select 1 from pg_catalog.pg_constraint n where n.conrelid = ${table} and n.contype in ('c', 'x')),
  exists (${unique} and ${onKey})`;
}

/** The first so many columns of an index `i`, sorted. */
function indexedColumns(count: number): string {
  return `(select coalesce(array_agg(a.attname::text order by a.attname::text), '{}') from pg_catalog.pg_attribute a
    where a.attrelid = i.indrelid and a.attnum = any ((i.indkey::int2[])[0:${count - 1}]))`;
}

function sortedNames(names: readonly string[]): string {
  const list = names.map(textLiteral).join(', ');
  return `(select coalesce(array_agg(k order by k), '{}') from unnest(array[${list}]::text[]) as k)`;
}

/** Postgres: answers whether the rows of these keys are few enough, and an index there to find them by. */
export function lookupQuery(written: string, key: readonly string[], rows: number): string {
  return `select exists (
  select 1 from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indrelid
  where c.oid = ${textLiteral(written)}::regclass and i.indisvalid and i.indpred is null and i.indexprs is null
    and c.reltuples > ${rows} * 20.0 and ${indexedColumns(key.length)} = ${sortedNames(key)}
)`;
}
