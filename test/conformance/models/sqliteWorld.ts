import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createWarehouse } from '../../../main/warehouse/createWarehouse.ts';
import { quietLog } from '../../../main/workspace/testing/quietLog.ts';
import { fail, ok } from '../../../shared/errors/failure.ts';
import { must } from '../../warehouse/store/bench.ts';
import { canonicalText } from './canonical.ts';
import { familyOf, isNumber } from './family.ts';
import type { FoundRelation, World } from './world.ts';

/** A warehouse file in a folder of its own. */
export async function openSqliteWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'leadline-history-'));
  const warehouse = must(
    await createWarehouse({
      workspace: folder,
      config: { warehouse: { engine: 'sqlite' } },
      dataFolder: folder,
      log: quietLog(),
      clock: () => new Date(),
      random: randomBytes,
      connectionOf: async () => fail('SECRET_NOT_FOUND', { message: 'None is needed.', next: '' }),
    }),
  );
  const look = <T>(work: (file: Database.Database) => T): T => {
    const file = new Database(join(folder, 'warehouse.db'), { readonly: true });
    try {
      return work(file);
    } finally {
      file.close();
    }
  };
  return {
    engine: 'sqlite',
    warehouse,
    // A hash of a time's text, and SQLite writes times differently.
    looseColumns: ['dbt_scd_id'],
    async relations() {
      return look((file) => {
        const names = file
          .prepare(`select name, type from sqlite_master where type in ('table', 'view') order by name`)
          .all() as { name: string; type: string }[];
        return names.flatMap(({ name, type }): FoundRelation[] => {
          if (/^(_|sqlite_|raw\.)/.test(name) || !name.includes('.')) return [];
          const columns = file.prepare(`select name, type from pragma_table_xinfo(?)`).all(name) as {
            name: string;
            type: string;
          }[];
          const [schema = '', ...rest] = name.split('.');
          return [
            { schema, name: rest.join('.'), kind: type, columns: columns.map((one) => [one.name, one.type]) },
          ];
        });
      });
    },
    async rows(relation, columns) {
      // Through the store, whose reader knows the functions that a view may call.
      const wanted = columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(', ');
      const line = must(await warehouse.builds.line());
      try {
        return must(await line.run(`select ${wanted} from "${relation}"`)).rows;
      } finally {
        await line.close();
      }
    },
    async load(table, columns, types, rows) {
      const name = `"raw.${table}"`;
      must(
        await warehouse.store.write(async (session) => {
          const declared = columns.map((column, at) => `"${column}" ${types[at]}`).join(', ');
          for (const sql of [`drop table if exists ${name}`, `create table ${name} (${declared})`]) {
            const done = await session.execute(sql);
            if (!done.ok) return done;
          }
          for (const row of rows) {
            const values = row.map((cell, at) => valueOf(cell, types[at] ?? 'text'));
            const done = await session.execute(
              `insert into ${name} values (${row.map(() => '?').join(', ')})`,
              values,
            );
            if (!done.ok) return done;
          }
          return ok(undefined);
        }),
      );
    },
    // A view may have to be a table there, and there are no materialized views.
    sameKind: (expected, found) => expected === found || expected.endsWith('view'),
    // What a view or an expression makes has no declared type, or `NUM`, which is any; values are compared all the same.
    sameType: (expected, found) =>
      found === '' || found.toUpperCase() === 'NUM' || stored(expected) === stored(found),
    async close() {
      await warehouse.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function stored(type: string): 'number' | 'text' {
  const family = familyOf(type);
  return isNumber(family) || family === 'boolean' ? 'number' : 'text';
}

function valueOf(cell: string | null, type: string): null | bigint | number | string {
  const family = familyOf(type);
  const text = canonicalText(cell, family);
  if (text === null) return null;
  if (family === 'boolean') return text === 'true' ? 1n : 0n;
  if (family === 'whole') return BigInt(text);
  return isNumber(family) ? Number(text) : text;
}
