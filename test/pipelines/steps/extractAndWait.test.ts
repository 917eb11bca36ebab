import { rm, utimes } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Sources } from '../../../main/app/sources/sources.ts';
import { Secret } from '../../../shared/domain/secret.ts';
import { CANARY } from '../../canary.ts';
import { type ShopServer, shopManifest, startShop } from '../../sources/extract/shopServer.ts';
import { must } from '../../warehouse/store/bench.ts';
import { openStepBench, type StepBench } from './stepBench.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let bench: StepBench;
let sources: Sources;
let page: Server;
let answer: (path: string) => { status: number; headers?: Record<string, string>; body?: string };
const seen: { headers: Record<string, unknown> }[] = [];
let origin: string;
const shops: ShopServer[] = [];

beforeAll(async () => {
  page = createServer((request, response) => {
    seen.push({ headers: request.headers });
    const { status, headers = {}, body = '' } = answer(request.url ?? '/');
    response.writeHead(status, headers);
    response.end(body);
  });
  await new Promise<void>((ready) => page.listen(0, '127.0.0.1', ready));
  origin = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
  bench = await openStepBench([origin]);
  sources = await bench.workbench.sources();
  must(await sources.bring('shop', shopManifest({ key: true })));
  must(await sources.bring('log', shopManifest({ key: false })));
});
afterAll(async () => {
  page.closeAllConnections();
  page.close();
  for (const shop of shops) await shop.close();
  await bench.close();
});

async function connect(name: string, connector: string, options: Parameters<typeof startShop>[0] = {}) {
  const shop = await startShop(options);
  shops.push(shop);
  must(
    await sources.save({
      name,
      connector,
      config: { address: shop.origin },
      secrets: [{ path: ['api_key'], value: new Secret(CANARY) }],
      streams: ['orders'],
      approved: false,
    }),
  );
  return shop;
}

describe('an extract step', () => {
  it('reads into RAW, tells each stream, and goes on where it stood', async () => {
    const shop = await connect('toys', 'shop', { orders: 25 });
    const step = { extract: 'toys' };
    expect(await bench.run(step)).toMatchObject({ is: 'succeeded', rows: 25, wrote: ['raw.toys__orders'] });
    expect(bench.lines.find((line) => line.startsWith('orders: done'))).toMatch(
      /^orders: done; 25 records, 25 rows in raw\.toys__orders, \d+ requests$/,
    );
    expect(bench.lines.join()).not.toContain(CANARY);
    expect(await bench.run(step)).toMatchObject({ is: 'succeeded' });
    expect(await bench.sql('select count(*) from raw.toys__orders')).toEqual([[25n]]);
    const runner = bench.runners.extract;
    const { port } = new URL(shop.origin);
    expect(await runner?.hosts?.({ name: 'it', ...step } as never)).toEqual([
      { host: '127.0.0.1', port: Number(port) },
    ]);
    expect(await runner?.writes?.({ name: 'it', ...step } as never)).toEqual(['raw.toys__orders']);
  });

  it('of a backfill reads the days of its interval, as the workspace tells them', async () => {
    const shop = await connect('past', 'shop', { orders: 5 });
    const run = {
      id: 'run-2' as never,
      pipeline: 'daily',
      kind: 'backfill' as const,
      interval: { from: '2026-01-04T23:00:00.000Z', to: '2026-01-05T23:00:00.000Z' },
      params: {},
    };
    await bench.run({ extract: 'past' }, { run });
    expect(shop.asked[0]).toContain('since=2026-01-05T00%3A00%3A00Z');
    await bench.run({ extract: 'past', from: '2026-01-02' });
    expect(shop.asked.at(-1)).toContain('since=2026-01-02T00%3A00%3A00Z');
  });

  it('tells what may be tried again from what may not', async () => {
    await connect('locked', 'shop', { key: 'another' });
    expect(await bench.run({ extract: 'locked' })).toMatchObject({ is: 'failed', failure: { retry: false } });
    expect(bench.lines.join()).not.toContain(CANARY);
    expect(await bench.run({ extract: 'nobody' })).toMatchObject({
      failure: { code: 'SOURCE_UNKNOWN', retry: false },
    });
    await connect('ill', 'shop', {
      instead: (_request, response) => {
        response.statusCode = 503;
        response.end('{}');
        return true;
      },
    });
    expect(await bench.run({ extract: 'ill' })).toMatchObject({ is: 'failed', failure: { retry: true } });
    const gone = await connect('gone', 'shop');
    await gone.close();
    bench.reach = false;
    expect(await bench.run({ extract: 'gone' })).toMatchObject({
      is: 'offline',
      hosts: [{ host: '127.0.0.1', port: Number(new URL(gone.origin).port) }],
    });
    // The network goes while it is read: what isn't required holds nobody up.
    const reachable = [true, false];
    Object.defineProperty(bench, 'reach', { get: () => reachable.shift(), configurable: true });
    expect(await bench.run({ extract: 'gone', required: false })).toMatchObject({ is: 'skipped' });
    Object.defineProperty(bench, 'reach', { value: true, writable: true });
    expect(await bench.run({ extract: 'gone' })).toMatchObject({
      is: 'failed',
      failure: { code: 'SOURCE_UNREACHABLE', retry: true },
    });
  });

  it('lands what is only added once, however often parts of it fail and it is tried again', async () => {
    let ill = true;
    const pages = shopManifest({ key: false }).replace(
      '      paginator:\n        type: DefaultPaginator',
      `      partition_router:
        type: ListPartitionRouter
        cursor_field: shop
        values: [a, b, c]
        request_option: { type: RequestOption, inject_into: request_parameter, field_name: shop }
      paginator:
        type: DefaultPaginator`,
    );
    must(await sources.bring('parts', pages));
    const shop = await connect('parts', 'parts', {
      orders: 25,
      instead(_request, response, url) {
        const [part, after] = [url.searchParams.get('shop'), url.searchParams.get('after')];
        // One breaks off after two pages, another at once: the third goes on.
        if (!ill || !((part === 'a' && after === '20') || part === 'b')) return false;
        response.statusCode = 500;
        response.end('{}');
        return true;
      },
    });
    const counts = () => bench.sql('select id, count(*) from raw.parts__orders group by id order by id');
    expect(await bench.run({ extract: 'parts' }, { attempt: 'parts-1' })).toMatchObject({ is: 'failed' });
    const first = (await counts()) as [bigint, bigint][];
    expect(first.map(([, many]) => many)).toEqual([...Array(20).fill(2n), ...Array(5).fill(1n)]);
    expect(await bench.run({ extract: 'parts' }, { attempt: 'parts-1' })).toMatchObject({ is: 'failed' });
    expect(await counts()).toEqual(first);
    ill = false;
    expect(await bench.run({ extract: 'parts' }, { attempt: 'parts-1' })).toMatchObject({ is: 'succeeded' });
    expect((await counts()).map(([, many]) => many)).toEqual(Array(25).fill(3n));
    const asked = shop.asked.length;
    expect(await bench.run({ extract: 'parts' }, { attempt: 'parts-1' })).toMatchObject({ is: 'succeeded' });
    expect(shop.asked).toHaveLength(asked);
  });

  it('gives way to an extraction by hand, and stops with what came', async () => {
    await connect('slow', 'log', { orders: 500, delayMs: 15 });
    const stop = new AbortController();
    const going = bench.run({ extract: 'slow' }, { signal: stop.signal });
    while (!bench.lines.some((line) => line.includes('Reading orders')))
      await new Promise((r) => setTimeout(r, 10));
    expect(await bench.run({ extract: 'slow' })).toMatchObject({
      is: 'failed',
      failure: { code: 'STORE_BUSY', retry: true },
    });
    await new Promise((r) => setTimeout(r, 100));
    stop.abort();
    expect(await going).toMatchObject({ is: 'failed', failure: { code: 'CANCELLED' } });
    expect(await bench.run({ extract: 'slow' })).toMatchObject({ is: 'succeeded' });
    expect(await bench.sql('select count(*), count(distinct id) from raw.slow__orders')).toEqual([
      [500n, 500n],
    ]);
  });
});

describe('a wait step', () => {
  it('for a file succeeds when it is there, and when it has changed', async () => {
    const step = { wait: { file: 'drop/*.done' }, poll: '5 minutes' };
    const first = await bench.run(step);
    expect(first).toMatchObject({ is: 'again', pollMs: 300_000 });
    if (first.is !== 'again') return;
    expect(await bench.run(step, { cursor: first.cursor })).toMatchObject({ is: 'again' });
    await bench.write({ 'drop/a.done': '' });
    expect(await bench.run(step, { cursor: first.cursor })).toMatchObject({
      is: 'succeeded',
      told: 'drop/a.done is there.',
    });
    expect(await bench.run(step)).toMatchObject({ is: 'succeeded' });
    await rm(join(bench.folder, 'drop', 'a.done'));
    await bench.write({ 'one.csv': 'x' });
    expect(await bench.run({ wait: { file: join(bench.folder, 'one.csv') } })).toMatchObject({
      is: 'succeeded',
    });
    expect(await bench.run({ wait: { file: 'no/such/file.csv' } })).toMatchObject({ is: 'again' });
    await utimes(join(bench.folder, 'one.csv'), 1, 1);
  });

  it('for an address remembers the first look and succeeds at a change, however the server tells it', async () => {
    const step = { wait: { url: `${origin}/feed` } };
    const look = async (cursor: unknown) => bench.run(step, { cursor: JSON.parse(JSON.stringify(cursor)) });
    async function changes(before: typeof answer, after: typeof answer) {
      answer = before;
      const first = await look(null);
      if (first.is !== 'again') throw new Error(first.is);
      const same = await look(first.cursor);
      if (same.is !== 'again') throw new Error(same.is);
      answer = after;
      return (await look(same.cursor)).is;
    }
    const told =
      (headers: Record<string, string>, body = 'x') =>
      () => ({ status: 200, headers, body });
    expect(await changes(told({ etag: '"1"' }), told({ etag: '"2"' }))).toBe('succeeded');
    expect(seen.at(-1)?.headers['if-none-match']).toBe('"1"');
    expect(await changes(told({ etag: '"1"' }), told({ etag: 'W/"1"' }))).toBe('again');
    const day = (n: number) => ({ 'last-modified': `Sun, 0${n} Nov 2026 00:00:00 GMT` });
    expect(await changes(told(day(1)), told(day(8)))).toBe('succeeded');
    expect(await changes(told({}, 'one'), told({}, 'two'))).toBe('succeeded');
    expect(await changes(told({}, 'one'), () => ({ status: 503 }))).toBe('again');
    expect(await changes(told({ etag: '"1"' }), () => ({ status: 304 }))).toBe('again');
    expect(await changes(() => ({ status: 404 }), told({}, 'here'))).toBe('succeeded');
    expect(await changes(told({}, 'one'), () => ({ status: 404 }))).toBe('again');
    expect(await changes(told({}, 'one'), () => ({ status: 403 }))).toBe('failed');
    answer = () => ({ status: 429, headers: { 'retry-after': '7200' } });
    expect(await look(null)).toMatchObject({ is: 'again', pollMs: 7_200_000 });
    answer = told({}, 'x'.repeat(17 * 1024 * 1024));
    expect(await look(null)).toMatchObject({ is: 'failed', failure: { code: 'HTTP_REFUSED', retry: false } });
  });

  it('asks no address on a private network, and waits out a lost one', async () => {
    for (const url of [
      'http://127.0.0.1:9/x',
      'https://169.254.169.254/latest',
      'https://localhost:1/',
      'file:///etc/passwd',
    ])
      expect([url, await bench.run({ wait: { url } })]).toMatchObject([
        url,
        { is: 'failed', failure: { code: 'HTTP_REFUSED', retry: false } },
      ]);
    const server = createServer();
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    await new Promise((closed) => server.close(closed));
    page.closeAllConnections();
    await new Promise((closed) => page.close(closed));
    bench.reach = false;
    expect(await bench.run({ wait: { url: `${origin}/feed` } })).toMatchObject({ is: 'offline' });
    bench.reach = true;
    expect(await bench.run({ wait: { url: `${origin}/feed` } })).toMatchObject({ is: 'again' });
  });

  it('for a relation goes by when it was last written', async () => {
    const step = { wait: { relation: 'core.daily', fresher_than: '2 hours' } };
    expect(await bench.run(step)).toMatchObject({ is: 'again', told: 'Nothing has written core.daily yet.' });
    await bench.run({ sql: 'create table core.daily as select 1 as id' });
    expect(await bench.run(step)).toMatchObject({
      is: 'succeeded',
      told: 'core.daily was last written at 2026-11-22 06:00 UTC.',
    });
    bench.now = '2026-11-22T08:00:00.000Z';
    expect(await bench.run(step)).toMatchObject({ is: 'again', cursor: expect.stringMatching(/^step /) });
  });
});
