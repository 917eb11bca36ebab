import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWarehouse } from '../../../main/warehouse/createWarehouse.ts';
import { quietLog } from '../../../main/workspace/testing/quietLog.ts';
import { ok } from '../../../shared/errors/failure.ts';
import type { PostgresServer } from '../../warehouse/postgresServer.ts';
import { must } from '../../warehouse/store/bench.ts';
import { familyOf } from './family.ts';
import type { FoundRelation, World } from './world.ts';

const RELATIONS = `
  select n.nspname, c.relname,
         case c.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end,
         coalesce((select json_agg(json_build_array(a.attname, format_type(a.atttypid, a.atttypmod)) order by a.attnum)
                     from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '[]')
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p', 'v', 'm')
     and n.nspname !~ '^(pg_|_leadline|_candidates)' and n.nspname not in ('information_schema', 'raw')
   order by 1, 2`;

/** A new database of a running server. */
export async function openPostgresWorld(server: PostgresServer): Promise<World> {
  const connection = await server.database();
  const { database } = connection;
  const ask = (sql: string) => server.query(database, sql);
  // dbt was recorded in UTC; a server's own zone is the machine's.
  await ask(`alter database "${database}" set timezone to 'UTC'`);
  const folder = await mkdtemp(join(tmpdir(), 'leadline-history-'));
  const warehouse = must(
    await createWarehouse({
      workspace: folder,
      config: { warehouse: { engine: 'postgres', connection: 'history' } },
      dataFolder: folder,
      log: quietLog(),
      clock: () => new Date(),
      random: randomBytes,
      connectionOf: async () => ok(connection),
    }),
  );
  const relations = async () =>
    (await ask(RELATIONS)).map(
      ([schema, name, kind, columns]) => ({ schema, name, kind, columns }) as unknown as FoundRelation,
    );
  return {
    engine: 'postgres',
    warehouse,
    looseColumns: [],
    relations,
    async rows(relation, columns) {
      const [schema = '', ...name] = relation.split('.');
      const found = (await relations()).find((one) => `${one.schema}.${one.name}` === relation);
      const types = new Map(found?.columns ?? []);
      const wanted = columns.map((column) => asText(column, types.get(column) ?? 'text'));
      return ask(`select ${wanted.join(', ')} from ${quoted(schema)}.${quoted(name.join('.'))}`);
    },
    async load(table, columns, types, rows) {
      const full = `raw.${quoted(table)}`;
      const declared = columns.map((column, at) => `${quoted(column)} ${types[at]}`);
      const there = await ask(
        `select attname from pg_attribute where attrelid = to_regclass('${full}') and attnum > 0 and not attisdropped`,
      );
      const known = new Set(there.flat().map(String));
      const changes =
        known.size === 0
          ? [`create schema if not exists raw`, `create table ${full} (${declared.join(', ')})`]
          : [
              ...[...known]
                .filter((column) => !columns.includes(column))
                .map((column) => `alter table ${full} drop column ${quoted(column)}`),
              ...columns.flatMap((column, at) =>
                known.has(column) ? [] : [`alter table ${full} add column ${declared[at]}`],
              ),
              `delete from ${full}`,
            ];
      const values = rows.map(
        (row) => `(${row.map((cell, at) => `${literal(cell)}::${types[at]}`).join(', ')})`,
      );
      const into = `${full} (${columns.map(quoted).join(', ')})`;
      if (values.length > 0) changes.push(`insert into ${into} values ${values.join(', ')}`);
      await ask(changes.join(';\n'));
    },
    sameKind: (expected, found) => expected === found,
    sameType: (expected, found) => expected === found,
    async close() {
      await warehouse.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As text already, because what a driver makes of a time or a number is its own affair. */
function asText(column: string, type: string): string {
  const name = quoted(column);
  const family = familyOf(type);
  if (family === 'instant') {
    const plain = type.endsWith('with time zone') ? `${name} at time zone 'UTC'` : name;
    return `to_char(${plain}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  }
  if (family === 'exact') return `trim_scale(${name})::text`;
  return `${name}::text`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(cell: string | null): string {
  return cell === null ? 'null' : `'${cell.replaceAll("'", "''")}'`;
}
