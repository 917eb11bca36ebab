import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { type Reddit, startReddit } from '../servers/reddit.ts';
import { type OpenedConnector, openConnector } from './openConnector.ts';
import { readStream } from './readStream.ts';
import { schemaFaults } from './schemaFaults.ts';

const NOW = Date.parse('2026-06-15T12:00:00Z') / 1000;
const APP = { id: 'app-id', secret: 'app-secret' };
let clock: VirtualClock;
let server: Reddit;
const opened: OpenedConnector[] = [];

beforeEach(async () => {
  clock = createVirtualClock(NOW * 1000);
  // One an hour, for forty days.
  const posts = Array.from({ length: 960 }, (_, index) => NOW - index * 3600 - 60);
  server = await startReddit(clock, { crochet: posts, quiet: [], secretclub: 'private' }, APP);
});

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  await server.stop();
});

async function open(config: Record<string, unknown> = {}): Promise<OpenedConnector> {
  const one = await openConnector('reddit', {
    clock,
    origin: server.origin,
    vendor: ['https://oauth.reddit.com', 'https://www.reddit.com'],
    config: {
      client_id: APP.id,
      client_secret: APP.secret,
      username: 'by /u/shop',
      communities: ['r/crochet'],
      start_date: '2026-06-01',
      ...config,
    } as never,
  });
  opened.push(one);
  return one;
}

test('reads a community back to the first day and no further', async () => {
  const { source, facts } = await open();
  const read = await readStream(source, 'community_posts');
  expect(read.troubles).toEqual([]);
  // Fourteen and a half days.
  expect(read.records).toHaveLength(14 * 24 + 12);
  expect(schemaFaults(source, 'community_posts', read.records)).toEqual([]);
  expect(server.requests.filter(({ path }) => path.endsWith('/new'))).toHaveLength(4);
  expect(JSON.stringify(read.records)).not.toMatch(/a_person|My first|I made/);
  expect(facts.terms.approval_needed).toMatch(/approved/);
});

test('reads the second time only as far as votes still come in', async () => {
  const { source } = await open();
  const first = await readStream(source, 'community_posts');
  server.forget();
  const second = await readStream(source, 'community_posts', { state: first.state });
  expect(second.records).toHaveLength(3 * 24 + 1);
  expect(server.requests.filter(({ path }) => path.endsWith('/new'))).toHaveLength(1);
});

test('searches phrases with their quotes', async () => {
  const { source } = await open({ queries: ['"crochet"', 'nothing like it'] });
  const read = await readStream(source, 'found_posts');
  expect(read.troubles).toEqual([]);
  expect(read.records).toHaveLength(14 * 24 + 12);
  expect(read.records[0]?.['asked']).toBe('"crochet"');
});

test('waits until the minute is over', async () => {
  const { source } = await open();
  server.disturb(
    {
      status: 429,
      headers: { 'X-Ratelimit-Remaining': '0.0', 'X-Ratelimit-Reset': '47' },
      json: { message: 'Too Many Requests', error: 429 },
    },
    1,
    ({ path }) => path.endsWith('/new'),
  );
  const read = await readStream(source, 'community_posts');
  expect(read.records).toHaveLength(348);
  expect(clock.waited()).toBeGreaterThanOrEqual(47_000);
});

test('a private and an unknown community are said, and leave the others alone', async () => {
  const { source } = await open({ communities: ['secretclub', 'nosuchplace', 'quiet', 'crochet'] });
  const read = await readStream(source, 'community_posts');
  expect(read.records).toHaveLength(348);
  const said = read.troubles.map(({ failure }) => failure.message).join(' ');
  expect(said).toMatch(/private or closed/);
  expect(said).toMatch(/doesn't know one of the communities/);
});

test('says what to do when the app is not accepted any more, and shows no secret', async () => {
  const one = await open();
  server.revoke();
  const read = await readStream(one.source, 'community_posts');
  expect(read.troubles[0]?.kind).toBe('config');
  expect(JSON.stringify([read.troubles, one.exchanges, one.said])).not.toMatch(
    /app-secret|Basic [A-Za-z0-9]/,
  );
});
