import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import pg from 'pg';
import { asList } from '../../main/models/project/config/mergeConfig.ts';
import { isPlainMap } from '../../main/models/project/plain.ts';
import type { PostgresConnection } from '../../main/warehouse/postgres/connection.ts';
import type { Column } from '../../shared/domain/column.ts';
import { relationName } from '../../shared/domain/relation.ts';
import { openYard, WORK, type Yard } from '../models/purchases/yard.ts';
import { startPostgres } from '../warehouse/postgresServer.ts';
import { must } from '../warehouse/store/bench.ts';

/** The same models on another engine, run straight: nothing is beside their SQL. */
export interface ChainPeer {
  readonly version: string;
  run(): Promise<undefined>;
  close(): Promise<void>;
}

interface Step {
  readonly name: string;
  readonly view: boolean;
  readonly sql: string;
  readonly indexes: readonly string[];
}

/** Models as Postgres gets them, each after what it reads. */
async function stepsOf({ modelling }: Yard): Promise<readonly Step[]> {
  const project = must(await modelling.read());
  const compiled = must(await modelling.compile({ selection: { select: ['resource_type:model'] } }, WORK));
  const depth = (id: string) => project.graph.ancestors([id]).size;
  return compiled
    .toSorted((a, b) => depth(a.id) - depth(b.id))
    .flatMap(({ id, sql, failure }) => {
      const node = project.nodes.get(id);
      if (node?.resourceType !== 'model' || node.relation === null) return [];
      if (sql === null) throw new Error(`${id} can't be compiled: ${failure?.message}`);
      const name = `"${node.relation.schema}"."${node.relation.identifier}"`;
      const indexes = asList(node.config['indexes']).flatMap((one) => {
        if (!isPlainMap(one)) return [];
        const columns = asList(one['columns']).join(', ');
        return [`create ${one['unique'] === true ? 'unique ' : ''}index on ${name} (${columns})`];
      });
      return [{ name, view: node.materialized === 'view', sql, indexes }];
    });
}

/** Unlogged tables, the indexes the models ask for, and as much memory for a sort as our own has for its pages. */
export async function openPostgresChain(files: string): Promise<ChainPeer> {
  const server = await startPostgres();
  const connection = await server.database();
  const yard = await openYard(connection);
  await yard.load(files);
  await yard.build({ command: 'seed' });
  const steps = await stepsOf(yard);
  await yard.close();
  const client = await connected(connection);
  await client.query('create schema if not exists core; create schema if not exists analytics');
  await client.query("set work_mem = '64MB'; set maintenance_work_mem = '64MB'");
  await client.query('vacuum analyze');
  const { rows } = await client.query<{ server_version: string }>('show server_version');
  return {
    version: rows[0]?.server_version ?? '',
    async run() {
      for (const { name, view } of steps.toReversed())
        await client.query(`drop ${view ? 'view' : 'table'} if exists ${name} cascade`);
      for (const { name, view, sql, indexes } of steps) {
        await client.query(`create ${view ? 'view' : 'unlogged table'} ${name} as ${sql}`);
        for (const index of indexes) await client.query(index);
      }
      return undefined;
    },
    async close() {
      await client.end();
      await server.stop();
    },
  };
}

async function connected({ host, port, user, password, database }: PostgresConnection): Promise<pg.Client> {
  const client = new pg.Client({ host, port, user, password: password?.reveal() ?? '', database });
  await client.connect();
  return client;
}

/**
 * A file of DuckDB's own. The models' indexes are left out: it would not use them, and they would only cost it. Its SQL is
 * that for Postgres but for how whole numbers are divided and how the newest value of a group is asked for.
 */
export async function openDuckChain(files: string, like: Yard, folder: string): Promise<ChainPeer> {
  const steps = await asForPostgres();
  const instance = await DuckDBInstance.create(join(folder, 'chain.duckdb'));
  const connection = await instance.connect();
  const run = async (sql: string) => {
    await connection.run(sql);
  };
  for (const schema of ['raw', 'staging', 'core', 'analytics']) await run(`create schema ${schema}`);
  for (const [file, name] of [
    ['amazon-purchases.csv', 'amazon_purchases'],
    ['survey.csv', 'survey'],
    ['state-demographics.csv', 'state_demographics'],
  ] as const) {
    const relation = must(await like.opened.warehouse.store.describe(relationName('raw', name)));
    const columns = (relation?.columns ?? []).filter((column) => !column.name.startsWith('_')).map(readAs);
    await run(`create table raw.${name} as select 1::bigint as _load, row_number() over ()::bigint as _row, ${columns.join(', ')}
      from read_csv('${join(files, file)}', header = true, all_varchar = true)`);
  }
  const codes = join(like.modelling.folder, 'seeds', 'state_codes.csv');
  await run(
    `create table staging.state_codes as from read_csv('${codes}', header = true, all_varchar = true)`,
  );
  const version = await connection.runAndReadAll('select version()');
  return {
    version: String(version.getRows()[0]?.[0]).replace(/^v/, ''),
    async run() {
      for (const { name, view, sql } of steps)
        await run(`create or replace ${view ? 'view' : 'table'} ${name} as ${sql}`);
      await run('checkpoint');
      return undefined;
    },
    async close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** An empty Postgres is enough to compile for. */
async function asForPostgres(): Promise<readonly Step[]> {
  const server = await startPostgres();
  try {
    const yard = await openYard(await server.database());
    const steps = await stepsOf(yard);
    await yard.close();
    return steps.map((step) => ({ ...step, sql: forDuck(step.sql) }));
  } finally {
    await server.stop();
  }
}

function forDuck(sql: string): string {
  return sql
    .replaceAll(/"test_\d+"\./g, '')
    .replaceAll(/ \/ (?!cast)/g, ' // ')
    .replaceAll(/\(array_agg\(([\s\S]*?) order by ([\s\S]*?) desc\)\)\[1\]/g, 'arg_max($1, $2)');
}

function readAs({ name, type, comment }: Column): string {
  const from = `nullif("${comment ?? name}", '')`;
  if (type.kind === 'decimal')
    return `cast(round(cast(${from} as decimal(18, ${type.scale})) * ${10 ** type.scale}) as bigint) as ${name}`;
  if (type.kind === 'boolean') return `lower(trim(${from})) in ('yes', 'true', '1') as ${name}`;
  const cast = { day: 'date', number: 'double', integer: 'bigint' }[String(type.kind)];
  return `cast(${from} as ${cast ?? 'varchar'}) as ${name}`;
}
