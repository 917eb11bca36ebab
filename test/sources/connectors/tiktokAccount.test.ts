import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { startTiktokAccount, type TiktokAccount } from '../servers/tiktokAccount.ts';
import { type OpenedConnector, openConnector } from './openConnector.ts';
import { readStream } from './readStream.ts';
import { schemaFaults } from './schemaFaults.ts';

const NOW = Date.parse('2026-06-15T12:00:00Z');
const DAY = 86_400;
const CONFIG = { client_key: 'key', client_secret: 'secret', refresh_token: 'rft.first' };
let clock: VirtualClock;
let server: TiktokAccount;
const opened: OpenedConnector[] = [];

beforeEach(async () => {
  clock = createVirtualClock(NOW);
  server = await startTiktokAccount(
    clock,
    Array.from({ length: 130 }, (_, index) => NOW / 1000 - index * DAY - 60),
    'rft.first',
  );
});

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  await server.stop();
});

async function open(config: Record<string, string> = CONFIG): Promise<OpenedConnector> {
  const one = await openConnector('tiktok-account', {
    clock,
    origin: server.origin,
    vendor: ['https://open.tiktokapis.com'],
    config,
  });
  opened.push(one);
  return one;
}

test('reads all videos, the cursor in the body', async () => {
  const { source } = await open();
  const read = await readStream(source, 'videos');
  expect(read.troubles).toEqual([]);
  expect(read.records).toHaveLength(130);
  expect(schemaFaults(source, 'videos', read.records)).toEqual([]);
  const pages = server.requests.filter(({ path }) => path === '/v2/video/list/');
  expect(pages).toHaveLength(7);
  expect(pages[0]?.json).toEqual({ max_count: 20 });
  expect(pages[1]?.json).toEqual({ max_count: 20, cursor: (NOW / 1000 - 19 * DAY - 60) * 1000 });
});

test('reads the second time no further back than counts still change', async () => {
  const { source } = await open();
  const first = await readStream(source, 'videos');
  server.forget();
  server.videos.unshift(NOW / 1000 + 100);
  clock.advance(600_000);
  const second = await readStream(source, 'videos', { state: first.state });
  expect(second.records[0]?.['create_time']).toBe(NOW / 1000 + 100);
  // Sixty days and not a page more.
  expect(second.records).toHaveLength(62);
  expect(server.requests.filter(({ path }) => path === '/v2/video/list/')).toHaveLength(4);
});

test('a renewed login is kept before it is used, and used by the next extraction', async () => {
  const one = await open();
  await readStream(one.source, 'account', { mode: 'full_refresh' });
  const kept = Object.fromEntries(one.kept.map(({ path, value }) => [path, value]));
  expect(kept).toMatchObject({ refresh_token: 'rft.renewed-1', access_token: 'act.access-1' });
  clock.advance(3 * 3_600_000);
  const next = await open({ ...CONFIG, ...kept });
  const read = await readStream(next.source, 'account', { mode: 'full_refresh' });
  expect(read.troubles).toEqual([]);
  expect(read.records).toEqual([
    { open_id: 'open-1', follower_count: 1200, following_count: 10, likes_count: 34_000, video_count: 130 },
  ]);
  expect(next.kept.find(({ path }) => path === 'refresh_token')?.value).toBe('rft.renewed-2');
});

test('no token is in what may be shown', async () => {
  const one = await open();
  await readStream(one.source, 'video_counts', { mode: 'full_refresh' });
  expect(one.exchanges.length).toBeGreaterThan(1);
  expect(JSON.stringify(one.exchanges)).not.toMatch(/rft\.|act\.|"secret"|=secret/);
});

test('says what to do when the permission was taken back', async () => {
  const one = await open();
  server.revoke();
  const read = await readStream(one.source, 'videos');
  expect(read.status).toBe('incomplete');
  expect(read.troubles[0]?.kind).toBe('config');
  expect(read.troubles[0]?.failure.code).toBe('SOURCE_REFUSED');
  expect(JSON.stringify(read.troubles)).toMatch(/Refresh token is invalid or expired/);
});

test('goes on after a pause when too much was asked', async () => {
  const { source } = await open();
  server.disturb(
    {
      status: 429,
      json: {
        data: {},
        error: { code: 'rate_limit_exceeded', message: 'The API rate limit was exceeded.', log_id: '1' },
      },
    },
    1,
    ({ path }) => path === '/v2/video/list/',
  );
  const read = await readStream(source, 'video_counts', { mode: 'full_refresh' });
  expect(read.records).toHaveLength(130);
  expect(schemaFaults(source, 'video_counts', read.records)).toEqual([]);
  expect(clock.waited()).toBeGreaterThanOrEqual(60_000);
});

test('an account without videos is no failure', async () => {
  server.videos.length = 0;
  const { source } = await open();
  expect(await readStream(source, 'videos')).toMatchObject({ records: [], status: 'complete' });
});
