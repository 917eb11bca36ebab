import type { FoundColumn } from '../../../warehouse/builds.ts';
import type { Engine } from '../../../warehouse/store.ts';
import { quoted, textLiteral } from '../../sql/quoted.ts';

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
 * Answers whether the table refuses rows by a rule that only trying can tell: then changes are tried on a copy, where a
 * refusal costs nobody anything. Triggers and references stay with the table, and see what publishing does to it.
 */
export function guardsQuery(engine: Engine, written: string): string {
  if (engine === 'sqlite') {
    const name = nameLiteral(written);
    return `select exists (select 1 from pragma_index_list(${name}) l where l."unique"
    and (l.partial or exists (select 1 from pragma_index_info(l.name) i where i.name is null)))
  or exists (select 1 from pragma_table_xinfo(${name}) where hidden <> 0 or type = 'INTEGER' and pk > 0)
  or exists (select 1 from sqlite_master where name = ${name} and sql like '%check%(%')`;
  }
  const table = `${textLiteral(written)}::regclass`;
  return `select exists (select 1 from pg_catalog.pg_index i where i.indrelid = ${table}
    and (i.indisexclusion or i.indisunique and (i.indpred is not null or i.indexprs is not null)))
  or exists (select 1 from pg_catalog.pg_constraint n where n.conrelid = ${table} and n.contype in ('c', 'x'))`;
}

/** The columns of which every row of the table has its own: a row for each, as the name of the index and the column. */
export function uniquesQuery(engine: Engine, written: string): string {
  if (engine === 'sqlite')
    return `select l.name, i.name from pragma_index_list(${nameLiteral(written)}) l, pragma_index_info(l.name) i
where l."unique" and not l.partial order by l.name, i.seqno`;
  return `select i.indexrelid::text, a.attname::text
from pg_catalog.pg_index i join pg_catalog.pg_attribute a on a.attrelid = i.indrelid
  and a.attnum = any ((i.indkey::int2[])[0:i.indnkeyatts - 1])
where i.indrelid = ${textLiteral(written)}::regclass and i.indisunique and i.indpred is null and i.indexprs is null
order by 1, a.attnum`;
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

/** A table of fewer rows than so many times the new ones. Made anew at 16 times, nothing of a chain of 18 models got faster. */
const FEW_TIMES = 4;

/**
 * Answers whether so much of the table is replaced that making it anew beside readers is less than changing it under them.
 * What others put on the table would be lost by it: triggers, and on Postgres references, which are triggers too.
 */
export function mostlyNewQuery(engine: Engine, written: string, rows: number): string {
  const watched =
    engine === 'sqlite'
      ? `select 1 from sqlite_master where type = 'trigger' and tbl_name = ${nameLiteral(written)}`
      : `select 1 from pg_catalog.pg_trigger g where g.tgrelid = ${textLiteral(written)}::regclass`;
  const many = `select 1 from (select 1 as one from ${written} limit 1 offset ${rows * FEW_TIMES}) as more`;
  return `select not exists (${watched}) and not exists (${many})`;
}
