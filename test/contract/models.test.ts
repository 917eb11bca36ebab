import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ORPCError } from '@orpc/client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Client } from '../../shared/contract/contract.ts';
import type { BuildPicture } from '../../shared/contract/models.ts';
import { NewWorkspace } from '../../shared/contract/workspace.ts';
import { Failure } from '../../shared/errors/failure.ts';
import { type Attached, TRANSPORTS } from './transports.ts';
import { openTestWorkbench, type TestWorkbench } from './workbench.ts';

const FILES: Readonly<Record<string, string>> = {
  'dbt_project.yml':
    'name: shop\nseeds: {shop: {+schema: staging}}\nmodels: {shop: {+schema: core, +materialized: table}}\n',
  'macros/generate_schema_name.sql':
    '{% macro generate_schema_name(custom, node) -%}{{ custom or target.schema }}{%- endmacro %}\n',
  'seeds/orders.csv': 'order_id,price\n1,10\n2,20\n2,=30\n',
  'models/fct_orders.sql': "select order_id, price from {{ ref('orders') }}\n",
  'models/fct_orders.yml':
    'models:\n  - name: fct_orders\n    columns:\n      - name: order_id\n        data_tests: [unique, not_null]\n',
};
const FCT = 'model.shop.fct_orders';

let test: TestWorkbench;
let line: Attached;
let client: Client;

beforeEach(async () => {
  test = await openTestWorkbench();
  const attach = TRANSPORTS['over a WebSocket'];
  if (attach === undefined) throw new Error('There is no such transport.');
  line = await attach(test.workbench);
  client = line.client;
});
afterEach(async () => {
  await line.close();
  await test.close();
});

async function openShop(files: Readonly<Record<string, string>>): Promise<string> {
  const path = join(test.folder, 'shop');
  const wish = { path, name: 'Shop', template: 'blank', zone: 'UTC', currency: 'USD' };
  await client.workspace.create(NewWorkspace.parse(wish));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), text);
  }
  return path;
}

async function failureOf(call: Promise<unknown>): Promise<Failure> {
  const thrown = await call.then(
    () => null,
    (error: unknown) => error,
  );
  return Failure.parse(thrown instanceof ORPCError ? thrown.data : thrown);
}

async function built(wish: Parameters<Client['models']['build']>[0] = {}): Promise<BuildPicture> {
  const { job } = await client.models.build(wish);
  for await (const picture of await client.models.watch()) {
    if (picture?.job === job && picture.end !== null) return picture;
  }
  throw new Error('The build was never told of.');
}

it('says that no workspace is open, whatever is asked', async () => {
  const calls = [
    client.models.project(),
    client.models.node({ id: FCT }),
    client.models.build({}),
    client.models.plan({}),
    client.quality.grid(),
    client.quality.checks({}),
    client.quality.coverage(),
  ];
  for (const call of calls) expect((await failureOf(call)).code).toBe('WORKSPACE_NOT_OPEN');
  for await (const picture of await client.models.watch()) {
    expect(picture).toBeNull();
    break;
  }
});

it('tells a project that can’t be read by file and line, and one that is missing by its folder', async () => {
  const path = await openShop({ 'dbt_project.yml': 'name: shop\n  models: [\n' });
  const picture = await client.models.project();
  expect(picture).toMatchObject({ state: 'unreadable', folder: path });
  expect(picture.state === 'unreadable' && picture.problems[0]).toMatchObject({
    file: 'dbt_project.yml',
    line: 1,
  });
  await rm(join(path, 'dbt_project.yml'));
  expect(await client.models.project()).toEqual({ state: 'missing', folder: path });
});

it('keeps back what a check speaks against, and tells it in full, page by page', async () => {
  await openShop(FILES);
  const plan = await client.models.plan({ select: ['fct_orders'] });
  expect(plan.counts.map(({ kind, count }) => `${kind} ${count}`).sort()).toEqual(['model 1', 'test 2']);
  expect((await client.models.plan({ select: ['nonsense:x'] })).faults).toHaveLength(1);

  const picture = await built();
  expect(picture.end).toMatchObject({ status: 'failed', published: [] });
  expect(picture.end?.keptBack.map(({ id }) => id).sort()).toEqual([FCT, 'seed.shop.orders']);
  expect(picture.end?.keptBack[0]?.because.name).toBe('unique_fct_orders_order_id');
  expect(picture.checks).toEqual({ pass: 1, fail: 1 });
  expect(picture.steps[FCT]).toBe('success');

  const project = await client.models.project();
  const fct = project.state === 'read' ? project.nodes.find(({ id }) => id === FCT) : undefined;
  expect(fct).toMatchObject({
    health: 'failing',
    layer: 'core',
    relation: 'core.fct_orders',
    failing: 1,
    checks: 2,
  });

  const detail = await client.models.node({ id: FCT });
  expect(detail.candidate).toBe(true);
  expect(detail.columns.map(({ name, present }) => `${name} ${present}`)).toEqual(['order_id false']);
  expect(detail.builds).toHaveLength(1);
  const page = await client.models.rows({ id: FCT, of: 'candidate', offset: 1, limit: 1 });
  expect(page).toMatchObject({ rows: [[expect.anything(), expect.anything()]], more: true });
  expect((await failureOf(client.models.rows({ id: FCT, of: 'published' }))).code).toBe('SQL_FAILED');
  expect((await failureOf(client.models.rows({ id: FCT, of: 'candidate', limit: 9_999 }))).code).toBe(
    'BAD_INPUT',
  );
  expect((await failureOf(client.models.node({ id: 'model.shop.gone' }))).code).toBe('BAD_INPUT');

  const { checks, total } = await client.quality.checks({ which: 'speaking' });
  expect(total).toBe(1);
  const [check] = checks;
  if (check === undefined) throw new Error('No check speaks.');
  expect(check).toMatchObject({
    kind: 'unique',
    about: { id: FCT, name: 'fct_orders' },
    column: 'order_id',
    layer: 'core',
    status: 'fail',
    failures: 1,
    lastGood: null,
  });
  expect(check.firstSeen).toEqual(check.last);
  const told = await client.quality.check({ id: check.id });
  expect(told.history).toHaveLength(1);
  expect(told.upstream.map(({ id }) => id).sort()).toEqual([FCT, 'seed.shop.orders']);
  expect(told.sample?.rows).toHaveLength(1);

  const csv = join(test.folder, 'rows.csv');
  expect(await client.quality.exportRows({ id: check.id, path: csv })).toEqual({ path: csv, rows: 1 });
  expect((await readFile(csv, 'utf8')).split('\r\n').slice(1)).toEqual(['2,2', '']);

  const today = new Date().toISOString().slice(0, 10);
  const grid = await client.quality.grid();
  expect(grid.days).toHaveLength(30);
  expect(grid.days.at(-1)).toBe(today);
  const core = grid.layers.find(({ layer }) => layer === 'core');
  expect(core?.cells.at(-1)).toEqual({
    day: today,
    state: 'failed',
    passed: 1,
    warned: 0,
    failed: 1,
    broken: 0,
  });
  expect(core?.cells[0]?.state).toBe('none');

  const past = client.quality.acknowledge({ id: check.id, reason: 'known', until: '2020-01-01' });
  expect((await failureOf(past)).code).toBe('BAD_INPUT');
  await client.quality.acknowledge({ id: check.id, reason: 'The export doubles it', until: today });
  expect((await client.quality.check({ id: check.id })).check.acknowledged).toMatchObject({
    reason: 'The export doubles it',
    until: today,
  });
  await client.quality.withdraw({ id: check.id });
  expect((await client.quality.check({ id: check.id })).check.acknowledged).toBeNull();
});

it('publishes once the rows are mended, and knows since when a check is well', async () => {
  const path = await openShop(FILES);
  await built();
  await writeFile(join(path, 'seeds/orders.csv'), 'order_id,price\n1,10\n2,20\n3,30\n');
  const picture = await built();
  expect(picture.end).toMatchObject({ status: 'success', keptBack: [] });
  expect(picture.end?.published.toSorted()).toEqual(['core.fct_orders', 'staging.orders']);
  expect(await client.models.rowDiff({ id: FCT })).toMatchObject({ against: 'now', added: 0, removed: 0 });
  expect(await client.models.lastDiff({ id: FCT })).toMatchObject({
    note: 'It was published for the first time.',
  });
  await writeFile(join(path, 'seeds/orders.csv'), 'order_id,price\n2,20\n3,35\n4,40\n');
  await built();
  expect(await client.models.lastDiff({ id: FCT })).toMatchObject({
    rowsBefore: 3,
    rowsAfter: 3,
    added: 1,
    removed: 1,
    changed: 1,
    columns: ['order_id', 'price'],
    rows: [
      { side: 'before', cells: ['1', '10'], times: 1 },
      { side: 'before', cells: ['3', '30'], times: 1 },
      { side: 'after', cells: ['3', '35'], times: 1 },
      { side: 'after', cells: ['4', '40'], times: 1 },
    ],
    note: null,
  });
  const parsed = await client.models.parsed({ id: FCT });
  expect(parsed.columns).toEqual([
    { name: 'order_id', from: [{ id: 'seed.shop.orders', name: 'orders', column: 'order_id' }] },
    { name: 'price', from: [{ id: 'seed.shop.orders', name: 'orders', column: 'price' }] },
  ]);
  const compiled = await client.models.compiled({ id: FCT });
  expect(compiled.sql).toContain('staging.orders');
  const { checks } = await client.quality.checks({ search: 'unique' });
  expect(checks[0]).toMatchObject({ status: 'pass', firstSeen: null });
  expect(checks[0]?.lastGood).toEqual(checks[0]?.last);
  expect((await client.quality.coverage()).find(({ id }) => id === FCT)).toMatchObject({
    columns: 2,
    unchecked: ['price'],
  });
  const docs = join(test.folder, 'docs');
  const { job } = await client.models.docs({ folder: docs });
  for await (const jobs of await client.jobs.watch()) {
    const done = jobs.find(({ id }) => id === job);
    if (done?.status === 'failed') throw new Error(done.message);
    if (done?.status === 'done') break;
  }
  expect(await readFile(join(docs, 'index.html'), 'utf8')).toContain('fct_orders');
  const { builds, more } = await client.models.builds({ take: 1 });
  expect(builds).toMatchObject([{ status: 'success', published: 2, keptBack: 0 }]);
  expect(more).toBe(true);
});
