import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { HOLIDAYS, PROMOTIONS } from '../../main/app/demo/socialToSales/calendar.ts';
import { loadSocialDemo } from '../../main/app/demo/socialToSales/loadSocialDemo.ts';
import { writeSocialDemo } from '../../main/app/demo/socialToSales/socialDemo.ts';
import { fileChecks } from '../../main/app/fileChecks.ts';
import { lintModels } from '../../main/app/models/lintModels.ts';
import type { BuildReport } from '../../main/models/build/request.ts';
import { loadSqlParser } from '../../main/models/sql/parser.ts';
import { openYard, WORK, type Yard } from '../models/purchases/yard.ts';
import { type PostgresServer, startPostgres } from '../warehouse/postgresServer.ts';
import { must } from '../warehouse/store/bench.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const TEMPLATE = 'social-to-sales';
const DAYS = 100;
const RELATIONS = [
  'staging.stg_signals',
  'staging.stg_trends',
  'staging.stg_products',
  'staging.stg_outcomes',
  'staging.stg_links',
  'staging.promotions',
  'staging.holidays',
  'core.dim_trend',
  'core.dim_product',
  'core.bridge_trend_product',
  'core.fct_signal_daily',
  'core.fct_outcome_daily',
  'analytics.signal_daily',
  'analytics.outcome_daily',
];

let server: PostgresServer;
let folder: string;
let yards: readonly [sqlite: Yard, postgres: Yard];

beforeAll(async () => {
  server = await startPostgres();
  folder = await realpath(await mkdtemp(join(tmpdir(), 'leadline-social-')));
  const files = must(await writeSocialDemo(folder, { seed: 4, days: DAYS }, WORK));
  yards = [await openYard(undefined, TEMPLATE), await openYard(await server.database(), TEMPLATE)];
  for (const { opened } of yards) must(await loadSocialDemo(opened.warehouse, files, WORK));
});
afterAll(async () => {
  for (const yard of yards ?? []) await yard.close();
  await server?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

async function everything(yard: Yard) {
  const all: Record<string, Awaited<ReturnType<Yard['rows']>>> = {};
  for (const relation of RELATIONS) {
    const [schema = '', name = ''] = relation.split('.');
    all[relation] = await yard.rows(schema, name);
  }
  return all;
}

function bad({ results }: BuildReport) {
  return results
    .filter(({ status }) => !['success', 'pass', 'unchanged'].includes(status))
    .map(({ id, status, message, sample }) => ({ id, status, message, sample }));
}

async function made(name: string): Promise<readonly Record<string, string>[]> {
  return parse(await readFile(join(folder, name)), { columns: true });
}

test('both engines pass all checks and make the same rows, of which none is lost on the way', async () => {
  const [sqlite, postgres] = yards;
  for (const yard of yards) expect(bad(await yard.build())).toEqual([]);
  const found = await everything(sqlite);
  expect(await everything(postgres)).toEqual(found);
  const count = (relation: string) => found[relation]?.rows.length;
  expect(count('analytics.signal_daily')).toBe((await made('signals.csv')).length);
  expect(count('analytics.outcome_daily')).toBe(60 * DAYS);
  expect([count('core.dim_trend'), count('core.bridge_trend_product')]).toEqual([40, 40]);
  expect([count('staging.promotions'), count('staging.holidays')]).toEqual([
    PROMOTIONS.length,
    HOLIDAYS.length,
  ]);
});

test('figures are those of the files, and what is out of stock is not known', async () => {
  const sales = await made('outcomes.csv');
  const sum = (column: string) => sales.reduce((total, row) => total + Number(row[column]), 0);
  const attention = (await made('signals.csv')).reduce((total, { value }) => total + Number(value), 0);
  const out = sales.filter(({ in_stock }) => in_stock === 'false');
  expect(out.length).toBeGreaterThan(0);
  const prices = (await made('products.csv')).length;
  for (const { run, opened } of yards) {
    const one = async (sql: string) => (await run(sql))[0]?.map(Number);
    const at = (schema: string, name: string) => opened.name(schema, name);
    expect(
      await one(
        `select sum(units), sum(revenue_minor), sum(sessions) from ${at('core', 'fct_outcome_daily')}`,
      ),
    ).toEqual([sum('units'), sum('revenue_minor'), sum('sessions')]);
    expect(await one(`select sum(value) from ${at('analytics', 'signal_daily')}`)).toEqual([attention]);
    expect(
      await one(`select count(*), count(value), sum(value) from ${at('analytics', 'outcome_daily')}`),
    ).toEqual([sales.length, sales.length - out.length, sum('units')]);
    const priced = `select count(*), count(valid_to), count(distinct product) from ${at('core', 'dim_product')}`;
    expect(await one(priced)).toEqual([prices, prices - 60, 60]);
    const right = `select count(*) from ${at('core', 'fct_outcome_daily')} as sales
      join ${at('core', 'dim_product')} as products on products.product = sales.product
        and products.valid_from <= sales.day and (products.valid_to > sales.day or products.valid_to is null)
      where sales.revenue_minor = sales.units * products.price_minor`;
    expect(await one(right)).toEqual([sales.length]);
  }
});

test('nothing in the models would be answered differently by the other engine', async () => {
  const parser = await loadSqlParser();
  for (const { modelling } of yards) {
    const { nodes } = must(await modelling.read());
    const compiled = must(await modelling.compile({ selection: {} }, WORK));
    const sql = new Map(compiled.flatMap(({ id, sql }) => (sql === null ? [] : [[id, sql] as const])));
    expect(compiled.filter(({ failure }) => failure !== null)).toEqual([]);
    const told = lintModels([...nodes.values()], { parser, engine: modelling.engine }, sql);
    expect(told.flatMap(({ problems }) => problems)).toEqual([]);
  }
});

test('its study and its pipeline have no faults', async () => {
  const files = join(import.meta.dirname, '../../resources/templates', TEMPLATE, 'files');
  const study = await readFile(join(files, 'studies/social-to-sales.yml'), 'utf8');
  expect(await fileChecks.study?.(study, 'studies/social-to-sales.yml')).toEqual([]);
  const daily = await readFile(join(files, 'pipelines/daily.yml'), 'utf8');
  expect(await fileChecks.pipeline?.(daily, 'pipelines/daily.yml')).toEqual([]);
});
