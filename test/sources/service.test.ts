import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { silentHost } from '../../main/app/cli/silentHost.ts';
import { findPlaces, projectRoot } from '../../main/app/places.ts';
import { checkPatiently } from '../../main/app/sources/checkPatiently.ts';
import { createSources } from '../../main/app/sources/createSources.ts';
import type { Sources } from '../../main/app/sources/sources.ts';
import { openWorkbench, type Workbench } from '../../main/app/workbench.ts';
import { Currency } from '../../shared/domain/currency.ts';
import { relationName } from '../../shared/domain/relation.ts';
import { Secret } from '../../shared/domain/secret.ts';
import { Zone } from '../../shared/domain/zone.ts';
import { CANARY } from '../canary.ts';
import { keepForSweep } from '../leftovers.ts';
import { must } from '../warehouse/store/bench.ts';
import { type ShopOptions, type ShopServer, shopManifest, startShop } from './extract/shopServer.ts';

let folder: string;
let workbench: Workbench;
let sources: Sources;
let server: ShopServer;
let number = 0;

const never = new AbortController().signal;
const work = { signal: never, report: () => {} };
const path = () => join(folder, 'shop');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-sources-'));
  const places = findPlaces(projectRoot(), { LEADLINE_HOME: join(folder, 'home') });
  workbench = must(await openWorkbench({ places, host: silentHost }));
  const wish = { name: 'Shop', template: 'blank', zone: Zone.parse('UTC'), currency: Currency.parse('USD') };
  must(await workbench.workspaces.create({ path: path(), ...wish }));
  sources = await workbench.sources();
  must(await sources.bring('shop', shopManifest({ key: true })));
});
afterAll(async () => {
  await workbench.close();
  keepForSweep(folder);
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  number += 1;
});
afterEach(async () => server.close());

const name = () => `toys${number}`;

async function connect(options: ShopOptions, secret = CANARY) {
  server = await startShop(options);
  return sources.save({
    name: name(),
    connector: 'shop',
    config: { address: server.origin },
    secrets: [{ path: ['api_key'], value: new Secret(secret) }],
    streams: ['orders'],
    approved: false,
  });
}

/** The service as it stands at a time. */
function optionsAt(now: Date) {
  return {
    current: workbench.workspaces.current,
    currentId: workbench.workspaces.currentId,
    warehouse: workbench.warehouse,
    vault: workbench.vault,
    shipped: '',
    version: '0',
    log: workbench.log,
    clock: () => now,
    random: () => 0.5,
  };
}

async function rows(sql: string): Promise<unknown> {
  const { store } = must(await workbench.warehouse.get());
  const orders = store.quote(relationName('raw', `${name()}__orders`));
  return must(await store.query(sql.replace('orders', orders))).rows;
}

it('reads from where it stood, all again when told, and a range of the past beside it', async () => {
  const made = must(await connect({ key: CANARY }));
  expect(made).toMatchObject({ failure: null, file: `sources/${name()}.yml` });
  expect(made.streams.map((one) => [one.name, one.chosen])).toEqual([
    ['orders', true],
    ['special', false],
  ]);
  expect(must(await sources.check(name(), never))).toBeGreaterThan(0);
  expect(must(await sources.preview(name(), 'orders', { take: 2, signal: never }))).toMatchObject([
    { id: 1, buyer: { city: 'Paris' } },
    { id: 2 },
  ]);
  const first = must(await sources.extract(name(), {}, work));
  expect(first.streams).toMatchObject([{ status: 'done', records: 25, rows: 25, requests: 3, failures: [] }]);
  const state = must(await sources.states(name(), 'orders'));
  expect(state).toMatchObject({
    current: { updated_at: '2026-01-01T00:00:25Z' },
    history: [{ by: 'extraction' }],
  });
  must(await sources.extract(name(), {}, work));
  expect(await rows('select count(*), min(total), max(total) from orders')).toEqual([[25n, 150n, 2550n]]);
  must(await sources.extract(name(), { fullRefresh: true }, work));
  expect(await rows('select count(*), count(distinct _load) from orders')).toEqual([[25n, 1n]]);
  const past = must(await sources.extract(name(), { backfill: { from: '2025-12-01' } }, work));
  expect(past.streams).toMatchObject([{ status: 'done', records: 25, rows: 25 }]);
  expect(server.asked.findLast((one) => !one.includes('after='))).toContain('since=2025-12-01T00%3A00%3A00Z');
  expect(await rows('select count(*), count(distinct id) from orders')).toEqual([[25n, 25n]]);
  expect(must(await sources.states(name(), 'orders'))).toMatchObject({ current: state.current });
  const refused = await sources.extract(name(), { backfill: { from: '2025-12-01', to: '2025-12-31' } }, work);
  expect(refused).toMatchObject({ ok: false, failure: { code: 'BAD_INPUT' } });
});

it('a state is shown, set when it has the right shape, and forgotten', async () => {
  must(await connect({ key: CANARY }));
  must(await sources.extract(name(), {}, work));
  expect(await sources.setState(name(), 'orders', { created: 'x' })).toMatchObject({
    failure: { code: 'BAD_INPUT' },
  });
  expect(await sources.setState(name(), 'special', null)).toMatchObject({
    failure: { code: 'STREAM_UNSUPPORTED' },
  });
  must(await sources.setState(name(), 'orders', { updated_at: '2026-01-01T00:00:10Z' }));
  must(await sources.setState(name(), 'orders', null));
  const { current, history } = must(await sources.states(name(), 'orders'));
  expect([current, history.map(({ by }) => by)]).toEqual([null, ['person', 'person', 'extraction']]);
});

it('what a vendor refuses is told in its words, and what it repeats of the key is not', async () => {
  must(await connect({ key: 'another' }));
  const report = must(await sources.extract(name(), {}, work));
  const failure = report.streams[0]?.failures[0];
  expect(failure).toMatchObject({ code: 'SOURCE_REFUSED' });
  expect(failure?.message).toContain('is not known');
  const listed = must(await sources.source(name()));
  expect(listed.last).toMatchObject([{ outcome: { status: 'failed', rows: 0, requests: 1 } }]);
  const trace = must(await sources.trace(name()));
  expect(trace).toMatchObject([{ status: 401, stream: 'orders' }]);
  expect(JSON.stringify([report, listed, trace])).not.toContain(CANARY);
  expect(must(await sources.states(name(), 'orders'))).toEqual({ current: null, history: [] });
  const { loads } = must(await workbench.warehouse.get());
  const ledger = must(await loads.ledger({ skip: 0, take: 100 }));
  expect(ledger.filter(({ source }) => source === name())).toEqual([]);
});

it('fields that are never stored are in no cell, and answers that hold them in no trace', async () => {
  must(await connect({ key: CANARY }));
  must(await sources.extract(name(), {}, work));
  expect(JSON.stringify(must(await sources.trace(name())))).not.toContain('example.com');
  const { store } = must(await workbench.warehouse.get());
  const columns = must(await store.describe(relationName('raw', `${name()}__orders`)))?.columns;
  const names = columns?.map((column) => column.name);
  expect(names).toContain('buyer__city');
  expect(names).not.toContain('buyer__email');
});

it('waits for a secret that its file names and the vault doesn’t hold', async () => {
  const made = must(await connect({ key: CANARY }));
  const file = join(path(), made.file);
  await writeFile(file, (await readFile(file, 'utf8')).replace(`${name()}.api_key`, `${name()}.later`));
  const standing = must(await sources.source(name()));
  expect([made.missing, standing.missing]).toEqual([[], [`${name()}.later`]]);
  expect(standing.failure).toMatchObject({
    code: 'SECRET_NOT_FOUND',
    message: `${name()} has no ${name()}.later in the vault.`,
    next: `Enter it in its settings, or keep it with: vault set ${name()}.later.`,
  });
});

it('is extracted once at a time, as a job that says how it went', async () => {
  must(await connect({ key: CANARY, delayMs: 30 }));
  const job = must(sources.start(name(), {}));
  await expect.poll(() => sources.running(name())).toBe(job);
  expect(sources.start(name(), {})).toMatchObject({ failure: { code: 'STORE_BUSY' } });
  const ended = () => workbench.jobs.list().find(({ id }) => id === job);
  await expect.poll(() => ended()?.status, { timeout: 10_000 }).toBe('done');
  expect(ended()).toMatchObject({ outcome: `25 rows of 1 stream of ${name()} are in RAW.` });
});

it('keeps a secret it isn’t given again, and takes file, secrets and rows with it when it goes', async () => {
  must(await connect({ key: CANARY }));
  const wish = { name: name(), connector: 'shop', config: { address: server.origin } };
  must(await sources.save({ ...wish, secrets: [], streams: [], approved: true }));
  const text = await readFile(join(path(), 'sources', `${name()}.yml`), 'utf8');
  expect(text).toContain(`secret: ${name()}.api_key`);
  expect(text).toMatch(/approved: "?20\d\d-\d\d-\d\d/);
  must(await sources.extract(name(), {}, work));
  expect(must(await sources.consequences(name()))).toEqual({
    file: `sources/${name()}.yml`,
    secrets: [`${name()}.api_key`],
    relations: [{ name: `raw.${name()}__orders`, rows: 25 }],
  });
  must(await sources.remove(name(), { rows: true }));
  expect(await rows('select count(*) from orders')).toEqual([[0n]]);
  expect(await sources.source(name())).toMatchObject({ failure: { code: 'SOURCE_UNKNOWN' } });
  const id = workbench.workspaces.currentId() ?? '';
  const left = must(await workbench.vault.list(id)).map((one) => String(one.name));
  expect(left.filter((one) => one.startsWith(name()))).toEqual([]);
  expect(must(await must(await workbench.warehouse.get()).verify()).findings).toEqual([]);
});

it('whoever tries a connection is told of a vendor that says nothing before an extraction would give up', async () => {
  must(await connect({ key: CANARY }));
  server.close();
  const silent = createServer();
  await new Promise<void>((resolve) =>
    silent.listen(Number(new URL(server.origin).port), '127.0.0.1', resolve),
  );
  const checked = await checkPatiently(optionsAt(new Date()), name(), never, 700);
  expect(checked).toMatchObject({ ok: false, failure: { code: 'SOURCE_UNREACHABLE', retry: true } });
  expect(checked.ok ? '' : checked.failure.message).toBe(`${name()} did not answer within 0.7 seconds.`);
  silent.close();
});

it('what the terms let nobody keep goes when any source is read, its own or another', async () => {
  const short = shopManifest({ key: true }).replace('terms: {', 'terms: { retention_days: 30,');
  must(await sources.bring('forgetful', short));
  must(await connect({ key: CANARY }));
  const old = 'forgotten';
  must(
    await sources.save({
      name: old,
      connector: 'forgetful',
      config: { address: server.origin },
      secrets: [{ path: ['api_key'], value: new Secret(CANARY) }],
      streams: ['orders'],
      approved: false,
    }),
  );
  must(await sources.extract(old, {}, work));
  const { store } = must(await workbench.warehouse.get());
  const kept = async () => must(await store.exactRows(relationName('raw', `${old}__orders`)));
  must(await sources.extract(name(), {}, work));
  expect(await kept()).toBe(25);
  const later = createSources(optionsAt(new Date(Date.now() + 31 * 86_400_000)));
  must(await later.extract(name(), {}, work));
  expect(await kept()).toBe(0);
  expect(await rows('select count(*) from orders')).toEqual([[25n]]);
});

it('a wait for a rate is told to whoever watches', async () => {
  const rates = 'rates: [{ name: all, calls: 2, seconds: 3 }]';
  const slow = shopManifest({ key: true }).replace('own_address: address', `own_address: address, ${rates}`);
  must(await sources.bring('slow', slow));
  server = await startShop({ key: CANARY });
  must(
    await sources.save({
      name: 'slow',
      connector: 'slow',
      config: { address: server.origin },
      secrets: [{ path: ['api_key'], value: new Secret(CANARY) }],
      streams: ['orders'],
      approved: false,
    }),
  );
  const steps: string[] = [];
  must(await sources.extract('slow', {}, { signal: never, report: ({ step }) => steps.push(step) }));
  expect(steps.join('\n')).toMatch(
    /Stream orders: asked as often as is allowed for now, goes on in [23] s\./,
  );
});

it('reports what of a manifest runs, and where the part of ours is wrong', async () => {
  server = await startShop();
  const report = must(sources.report(shopManifest({ key: true }), 'pasted'));
  expect(report).toMatchObject({
    version: '6.60.0',
    versionNote: null,
    streams: [
      { name: 'orders', runs: true, incremental: true },
      { name: 'special', runs: false, reasons: [expect.stringContaining('CustomPaginator')] },
    ],
  });
  const wrong = shopManifest({ key: true }).replace('terms: { never_stored', 'terms: { never_store');
  const line = wrong.split('\n').findIndex((one) => one.includes('never_store:')) + 1;
  expect(sources.report(wrong, 'pasted')).toMatchObject({
    failure: {
      code: 'MANIFEST_INVALID',
      problems: [{ line, message: expect.stringContaining('never_store') }],
    },
  });
  expect(sources.report('- 1', 'pasted')).toMatchObject({ failure: { code: 'MANIFEST_INVALID' } });
});

it('a secret is in no file that is left behind', async () => {
  must(await connect({ key: CANARY }));
  await writeFile(join(path(), 'note.txt'), 'nothing');
  must(await sources.extract(name(), {}, work));
  await workbench.log.flush();
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const shapes = [CANARY, Buffer.from(CANARY).toString('base64').slice(2, -4)];
  for (const file of files.filter((one) => one.isFile())) {
    const bytes = await readFile(join(file.parentPath, file.name));
    expect(
      shapes.filter((shape) => bytes.includes(shape)),
      file.name,
    ).toEqual([]);
  }
});
