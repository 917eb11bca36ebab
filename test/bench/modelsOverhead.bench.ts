import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuildLine } from '../../main/warehouse/builds.ts';
import { openEngine, openShop, type Shop } from '../models/build/shop.ts';
import { startPostgres } from '../warehouse/postgresServer.ts';
import { must } from '../warehouse/store/bench.ts';
import type { Benchmark } from './benchmark.ts';

const MODELS = 30;
/** So many rows that one model takes about two seconds of an ordinary machine. */
const ROWS = { sqlite: 1_000_000, postgres: 1_500_000 } as const;
const SCHEMA = 'overhead';

/** What stands between a model's SQL and a reader beside running it: checks, places, records, the publication. */
function overhead(engine: 'sqlite' | 'postgres'): Benchmark {
  return {
    name: `a build of ${MODELS} models on ${engine === 'sqlite' ? 'SQLite' : 'PostgreSQL'}, against its bare SQL`,
    unit: 's',
    repeats: 1,
    aim: { ratio: 1.05 },
    async open(smoke) {
      const folder = await mkdtemp(join(tmpdir(), 'leadline-overhead-'));
      const server = engine === 'postgres' ? await startPostgres() : null;
      const opened = await openEngine(folder, await server?.database());
      const shop = await openShop(opened, project(), SCHEMA);
      const line = must(await opened.warehouse.builds.line());
      const close = async () => {
        await line.close();
        await shop.close();
        await opened.close();
        await server?.stop();
        await rm(folder, { recursive: true, force: true });
      };
      try {
        must(await line.makeSchema(SCHEMA));
        await fill(shop, smoke ? 2000 : ROWS[engine]);
        const statements = await bareStatements(shop);
        return {
          ours: { label: 'leadline build', run: () => build(shop) },
          peer: {
            label: 'the same SQL, a statement a table',
            version: engine,
            run: () => bare(line, statements),
          },
          close,
        };
      } catch (error) {
        await close();
        throw error;
      }
    },
  };
}

function project(): Readonly<Record<string, string>> {
  const sources = `sources: [{name: given, schema: ${SCHEMA}, tables: [{name: events}]}]\n`;
  const models = Array.from({ length: MODELS }, (_, at) => {
    const only = at === 0 ? '' : ` where exists (select 1 from {{ ref('m_${at - 1}') }})`;
    const sql = `select id % ${4000 + at} as part, kind, count(*) as n, count(distinct amount) as amounts, sum(amount) as amount from {{ source('given', 'events') }}${only} group by 1, 2`;
    return [`models/m_${at}.sql`, `{{ config(materialized='table') }}\n${sql}`] as const;
  });
  return { 'models/sources.yml': sources, ...Object.fromEntries(models) };
}

async function fill(shop: Shop, rows: number): Promise<void> {
  const events = shop.opened.name(SCHEMA, 'events');
  await shop.run(
    `create table ${events} as with recursive n as (select 1 as id union all select id + 1 from n where id < ${rows})
      select id, 'kind ' || (id % 7) as kind, (id % 1000) * 7919 % 1000 as amount from n`,
  );
}

async function build(shop: Shop): Promise<undefined> {
  const { report } = await shop.built({ threads: 1 });
  if (!report.success) throw new Error(report.results.find((one) => one.failure)?.failure?.message);
  return undefined;
}

/** As the models say it, under names of their own. */
async function bareStatements(shop: Shop): Promise<readonly (readonly [string, string])[]> {
  const { report } = await shop.built({ command: 'compile' });
  const plain = (text: string) => text.replace(/\bm_(\d+)\b/g, 'bare_$1');
  const inOrder = [...report.results].sort((a, b) => place(a.id) - place(b.id));
  return inOrder.map(({ id, sql }) => {
    const name = shop.opened.name(SCHEMA, plain(id.split('.')[2] ?? ''));
    return [name, `create table ${name} as ${plain(sql ?? '')}`] as const;
  });
}

function place(id: string): number {
  return Number(id.slice(id.lastIndexOf('_') + 1));
}

async function bare(line: BuildLine, statements: readonly (readonly [string, string])[]): Promise<undefined> {
  for (const [name, sql] of statements) {
    must(await line.run(`drop table if exists ${name}`));
    must(await line.run(sql));
  }
  return undefined;
}

export const benchmarks: readonly Benchmark[] = [overhead('sqlite'), overhead('postgres')];
