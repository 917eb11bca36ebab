import type { FoundColumn } from '../../../warehouse/builds.ts';
import type { Engine } from '../../../warehouse/store.ts';
import { quoted, textLiteral } from './quoted.ts';

/** Makes `copy` what `live` is, with its defaults, indexes and constraints where the engine can say them. */
export function copyStatements(
  engine: Engine,
  live: string,
  copy: string,
  columns: readonly FoundColumn[],
): string[] {
  if (engine === 'postgres')
    return [
      `create table ${copy} (like ${live} including all)`,
      `insert into ${copy} overriding system value select * from ${live}`,
    ];
  return [tableStatement(copy, columns), `insert into ${copy} select * from ${live}`];
}

/** An empty table of exactly these columns. */
export function tableStatement(table: string, columns: readonly FoundColumn[]): string {
  const defined = columns.map((column) =>
    [quoted(column.name), column.dataType, column.nullable ? '' : 'not null']
      .filter((part) => part !== '')
      .join(' '),
  );
  return `create table ${table} (${defined.join(', ')})`;
}

/**
 * Answers whether something watches over the rows of a table that would speak up only while publishing: then changes are
 * tried on a copy, where a refusal costs nobody anything.
 */
export function guardsQuery(engine: Engine, written: string): string {
  if (engine === 'sqlite') {
    const name = textLiteral(written.slice(1, -1).replaceAll('""', '"'));
    return `select exists (select 1 from pragma_index_list(${name}) where "unique")
  or exists (select 1 from pragma_foreign_key_list(${name}))
  or exists (select 1 from pragma_table_xinfo(${name}) where hidden <> 0 or dflt_value is not null)
  or exists (select 1 from sqlite_master where tbl_name = ${name} and (type = 'trigger' or sql like '%check%(%'))`;
  }
  return `select exists (select 1 from pg_catalog.pg_index i where i.indrelid = c.oid and (i.indisunique or i.indisexclusion))
  or exists (select 1 from pg_catalog.pg_constraint n where n.conrelid = c.oid and n.contype in ('c', 'f', 'u', 'p', 'x'))
  or exists (select 1 from pg_catalog.pg_trigger g where g.tgrelid = c.oid and not g.tgisinternal)
  or exists (select 1 from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
             and (a.atthasdef or a.attidentity <> ''))
  or c.relhasrules or c.relrowsecurity or c.relkind <> 'r'
from pg_catalog.pg_class c
where c.oid = ${textLiteral(written)}::regclass`;
}

/** Index by index, column by column, as `(name, column)`; indexes over expressions or parts of a table are left out. */
export function sqliteIndexesQuery(written: string): string {
  const name = textLiteral(written.slice(1, -1).replaceAll('""', '"'));
  return `select l.name, i.name, l."unique" from pragma_index_list(${name}) l, pragma_index_info(l.name) i
where not l.partial and i.name is not null
  and not exists (select 1 from pragma_index_info(l.name) x where x.name is null)
order by l.seq, i.seqno`;
}

/** Postgres: answers whether the rows of these keys are few enough, and an index there to find them by. */
export function lookupQuery(written: string, key: readonly string[], rows: number): string {
  const table = `${textLiteral(written)}::regclass`;
  const names = [...key].map(textLiteral).join(', ');
  return `select exists (
  select 1 from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indrelid
  where c.oid = ${table} and i.indisvalid and i.indpred is null and i.indexprs is null
    and c.reltuples > ${rows} * 20.0
    and (select array_agg(a.attname::text order by a.attname::text) from pg_catalog.pg_attribute a
         where a.attrelid = c.oid and a.attnum = any ((i.indkey::int2[])[0:${key.length - 1}]))
      = (select array_agg(k order by k) from unnest(array[${names}]::text[]) as k)
)`;
}
