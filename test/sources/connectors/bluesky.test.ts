import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { type Post, startBluesky } from '../servers/bluesky.ts';
import { type OpenedConnector, openConnector } from './openConnector.ts';
import { readStream } from './readStream.ts';
import { schemaFaults } from './schemaFaults.ts';

const NOW = Date.parse('2026-06-15T12:00:00Z');
let clock: VirtualClock;
let server: Awaited<ReturnType<typeof startBluesky>>;
const opened: OpenedConnector[] = [];

beforeEach(() => {
  clock = createVirtualClock(NOW);
});

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  await server.stop();
});

async function open(posts: Post[], config: Record<string, unknown> = {}): Promise<OpenedConnector> {
  server = await startBluesky(clock, posts);
  const one = await openConnector('bluesky', {
    clock,
    origin: server.origin,
    vendor: ['https://public.api.bsky.app'],
    config: {
      queries: ['crochet'],
      accounts: ['shop.bsky.social'],
      start_date: '2026-06-01',
      ...config,
    } as never,
  });
  opened.push(one);
  return one;
}

/** One every ten minutes going back from now; clients write the time of a post in several ways. */
function posts(count: number, more: Partial<Post> = {}): Post[] {
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(NOW - index * 600_000 - 1500);
    const created = new Date(at.getTime() - 700).toISOString();
    return {
      key: `p${index}`,
      handle: 'shop.bsky.social',
      text: 'My crochet basket',
      createdAt: index % 2 === 0 ? created : created.replace(/\.\d+Z/, '+00:00'),
      indexedAt: at.toISOString(),
      ...more,
    };
  });
}

test('reads beyond the one page that a search without a login shows', async () => {
  const { source } = await open(posts(450));
  const read = await readStream(source, 'posts');
  expect(read.troubles).toEqual([]);
  expect(new Set(read.records.map(({ uri }) => uri)).size).toBe(450);
  expect(schemaFaults(source, 'posts', read.records)).toEqual([]);
  expect(server.requests.every(({ query }) => query['cursor'] === undefined)).toBe(true);
  expect(server.requests[0]?.query).not.toHaveProperty('lang');
  // No names of people.
  expect(JSON.stringify(read.records)).not.toMatch(/A Person|avatar/);
});

test('asks the second time only for the last days, and a deleted post is not there any more', async () => {
  const { source } = await open(posts(300));
  const first = await readStream(source, 'posts');
  server.forget();
  server.posts.splice(0, 1);
  clock.advance(600_000);
  const second = await readStream(source, 'posts', { state: first.state });
  expect(server.requests[0]?.query['since']).toBe('2026-06-12T11:59:58Z');
  expect(second.records.map(({ uri }) => uri)).not.toContain(
    'at://did:plc:shop.bsky.social/app.bsky.feed.post/p0',
  );
});

test('the feed of an account is read until it is old enough, without what it reposts', async () => {
  const theirs = posts(250);
  const reposts = posts(3, {
    handle: 'other.bsky.social',
    repostedBy: 'shop.bsky.social',
    text: 'Not theirs',
  });
  const { source } = await open([...theirs, ...reposts.map((post) => ({ ...post, key: `r${post.key}` }))]);
  const first = await readStream(source, 'account_posts');
  expect(first.troubles).toEqual([]);
  expect(first.records).toHaveLength(250);
  expect(schemaFaults(source, 'account_posts', first.records)).toEqual([]);
  expect(server.requests).toHaveLength(3);
});

test('says which entry is wrong when there is no such account', async () => {
  const { source } = await open(posts(3), { accounts: ['nobody.bsky.social'] });
  const read = await readStream(source, 'account_posts');
  expect(read.troubles[0]?.kind).toBe('config');
  expect(read.troubles[0]?.failure.message).toMatch(/accounts/);
});

test('waits until the rate is given back', async () => {
  const { source } = await open(posts(3));
  const until = Math.ceil(NOW / 1000) + 120;
  server.disturb({
    status: 429,
    headers: { 'ratelimit-reset': String(until), 'ratelimit-remaining': '0' },
    json: { error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' },
  });
  expect((await readStream(source, 'posts')).records).toHaveLength(3);
  expect(server.requests[1]?.at).toBeGreaterThanOrEqual(until * 1000);
});

test('a search that finds nothing is no failure; one that is refused without a login is to be tried again', async () => {
  const { source } = await open([]);
  expect(await readStream(source, 'posts')).toMatchObject({ records: [], status: 'complete' });
  server.disturb({ status: 403, type: 'text/html', text: '<html><title>403 Forbidden</title></html>' }, 10);
  const refused = await readStream(source, 'posts');
  expect(refused.troubles[0]?.kind).toBe('transient');
});
