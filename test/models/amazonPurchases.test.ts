import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { lintModels } from '../../main/app/models/lintModels.ts';
import type { BuildReport } from '../../main/models/build/request.ts';
import { loadSqlParser } from '../../main/models/sql/parser.ts';
import { type PostgresServer, startPostgres } from '../warehouse/postgresServer.ts';
import { must } from '../warehouse/store/bench.ts';
import { best, ordersOf, retention, sums } from './purchases/byHand.ts';
import { makeFiles, openYard, WORK, type Yard } from './purchases/yard.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const ROWS = 12_000;
/** What a reader of the finished workspace finds. */
const RELATIONS = [
  'staging.stg_amazon_purchases',
  'staging.stg_survey',
  'staging.stg_state_codes',
  'staging.stg_state_demographics',
  'core.fct_orders',
  'core.agg_orders_by_user_month',
  'core.agg_orders_by_user_year',
  'core.agg_cohorts_by_month',
  'core.dim_user',
  'core.dim_state',
  'core.dim_product',
  'core.dim_date',
  'core.dim_state_demographics',
  'core.ref_orders_enriched',
  'analytics.mart_sales_by_state_m_y',
  'analytics.mart_sales_by_category_m_y',
  'analytics.mart_customer_segment_metrics',
  'analytics.mart_cohort_retention',
  'analytics.mart_top_products',
  'analytics.mart_revenue_by_income_state',
  'analytics.mart_revenue_vs_income_state_year',
];

let server: PostgresServer;
let files: { folder: string; later: string };
let yards: readonly [sqlite: Yard, postgres: Yard];

beforeAll(async () => {
  server = await startPostgres();
  files = await makeFiles({ rows: ROWS, seed: 7 }, ROWS / 100);
  yards = [await openYard(), await openYard(await server.database())];
  for (const yard of yards) await yard.load(files.folder);
});
afterAll(async () => {
  for (const yard of yards ?? []) await yard.close();
  await server?.stop();
  if (files) await rm(files.folder, { recursive: true, force: true });
});

type Everything = Record<string, Awaited<ReturnType<Yard['rows']>>>;

async function everything(yard: Yard): Promise<Everything> {
  const all: Everything = {};
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

async function texts(yard: Yard, sql: string): Promise<readonly string[]> {
  return (await yard.run(sql)).map((row) => row.join(' | ')).sort();
}

/** Marts against the same figures counted without SQL. */
async function countsRight(yard: Yard, counted: readonly string[]): Promise<void> {
  const orders = ordersOf(counted);
  const at = (name: string) => yard.opened.name('analytics', name);
  const month = ({ month: text }: { month: string }) =>
    `${Number(text.slice(0, 4))} | ${Number(text.slice(5))}`;
  expect(
    await texts(
      yard,
      `select year, month, state_code, orders, units, customers, revenue_minor from ${at('mart_sales_by_state_m_y')}`,
    ),
  ).toEqual(sums(orders, (order) => `${month(order)} | ${order.state}`));
  expect(
    await texts(
      yard,
      `select year, month, category, orders, units, customers, revenue_minor from ${at('mart_sales_by_category_m_y')}`,
    ),
  ).toEqual(sums(orders, (order) => `${month(order)} | ${order.category}`));
  expect(
    await texts(
      yard,
      `select cohort_year_month, months_since, cohort_size, active_customers from ${at('mart_cohort_retention')}`,
    ),
  ).toEqual(retention(orders));
  expect(
    await texts(yard, `select place, product_code, revenue_minor from ${at('mart_top_products')}`),
  ).toEqual(best(orders));
}

test('both engines make the same rows, all checks pass, and the marts count what a count by hand does', async () => {
  const [sqlite, postgres] = yards;
  for (const yard of yards) expect(bad(await yard.build())).toEqual([]);
  const found = await everything(sqlite);
  for (const [relation, { rows }] of Object.entries(found))
    expect([relation, rows.length > 0]).toEqual([relation, true]);
  expect(await everything(postgres)).toEqual(found);
  await countsRight(sqlite, [`${files.folder}/amazon-purchases.csv`]);
});

test('nothing in the models would be answered differently by the other engine', async () => {
  const parser = await loadSqlParser();
  for (const { modelling } of yards) {
    const { nodes } = must(await modelling.read());
    const compiled = must(await modelling.compile({ selection: {} }, WORK));
    const sql = new Map(compiled.flatMap(({ id, sql }) => (sql === null ? [] : [[id, sql] as const])));
    expect(compiled.filter(({ failure }) => failure !== null)).toEqual([]);
    const told = lintModels([...nodes.values()], { parser, engine: modelling.engine }, sql);
    expect(told.flatMap(({ problems }) => problems).filter(({ severity }) => severity === 'error')).toEqual(
      [],
    );
  }
});

test('1 % more rows, with late duplicates and corrections, give by refreshing what rebuilding gives', async () => {
  const [sqlite, postgres] = yards;
  const before = await sqlite.rows('core', 'fct_orders');
  for (const yard of yards) {
    await yard.loadOrders(files.later);
    const refreshed = await yard.build();
    expect(bad(refreshed)).toEqual([]);
    expect(refreshed.results.find(({ id }) => id.endsWith('.fct_orders'))?.rows).toBeLessThanOrEqual(
      ROWS / 100,
    );
  }
  const [small, big] = [await everything(sqlite), await everything(postgres)];
  expect(big).toEqual(small);
  const added = (small['core.fct_orders']?.rows.length ?? 0) - before.rows.length;
  // Some of the lines were there before.
  expect(added).toBeGreaterThan(ROWS / 100 - 20);
  expect(added).toBeLessThan(ROWS / 100 - 1);
  await countsRight(sqlite, [`${files.folder}/amazon-purchases.csv`, files.later]);
  for (const yard of yards) {
    expect(bad(await yard.build({ fullRefresh: true, scope: 'all' }))).toEqual([]);
    expect(await everything(yard)).toEqual(small);
  }
});
