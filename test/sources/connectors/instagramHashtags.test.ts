import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { type InstagramHashtags, startInstagramHashtags } from '../servers/instagramHashtags.ts';
import { graphError } from '../servers/metaGraph.ts';
import { type OpenedConnector, openConnector, type Remembered } from './openConnector.ts';
import { readStream } from './readStream.ts';
import { schemaFaults } from './schemaFaults.ts';

const TOKEN = 'EAAB-token';
let clock: VirtualClock;
let server: InstagramHashtags;
const opened: OpenedConnector[] = [];

beforeEach(async () => {
  clock = createVirtualClock(Date.parse('2026-06-15T12:00:00Z'));
  const media = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`tag${index}`, 0]));
  server = await startInstagramHashtags(clock, { ...media, beads: 130, resinart: 20 }, TOKEN);
});

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  await server.stop();
});

async function open(
  hashtags: readonly string[],
  remembered: Remembered = new Map(),
): Promise<OpenedConnector> {
  const one = await openConnector('instagram-hashtags', {
    clock,
    origin: server.origin,
    vendor: ['https://graph.facebook.com'],
    remembered,
    config: { access_token: TOKEN, user_id: '17841400000000000', hashtags },
  });
  opened.push(one);
  return one;
}

test.each(['recent_media', 'top_media'])(
  'reads %s of each hashtag though every page names the same cursor',
  async (stream) => {
    const { source } = await open(['#Beads', 'resinart']);
    const read = await readStream(source, stream, { mode: 'full_refresh' });
    expect(read.troubles).toEqual([]);
    expect(read.records.filter(({ hashtag }) => hashtag === 'beads')).toHaveLength(130);
    expect(read.records.filter(({ hashtag }) => hashtag === 'resinart')).toHaveLength(20);
    expect(schemaFaults(source, stream, read.records)).toEqual([]);
    expect(server.requests.filter(({ path }) => path.endsWith(stream))).toHaveLength(4);
    expect(JSON.stringify(read.records)).not.toContain('someone');
  },
);

test('a hashtag that isn’t there leaves the others alone', async () => {
  const one = await open(['beeds', 'beads']);
  const read = await readStream(one.source, 'hashtags', { mode: 'full_refresh' });
  expect(read.status).toBe('complete');
  expect(read.records.map(({ name }) => name)).toEqual(['beads']);
  expect(one.said.join(' ')).toMatch(/spelling/);
});

test('words that thirty different hashtags were looked up by others with the account', async () => {
  const { source } = await open(['beads', 'resinart']);
  server.disturb(
    graphError(400, 18, '(#18) This Instagram account has queried 30 unique hashtags'),
    1,
    ({ query }) => query['q'] === 'beads',
  );
  const read = await readStream(source, 'hashtags', { mode: 'full_refresh' });
  expect(read.records.map(({ name }) => name)).toEqual(['resinart']);
  expect(read.troubles[0]?.kind).toBe('config');
  expect(read.troubles[0]?.failure.message).toMatch(/thirty different hashtags/);
});

test('thirty different hashtags in seven days are kept to over restarts, and the vendor never refuses', async () => {
  const remembered = new Map<string, unknown>();
  const tags = Array.from({ length: 30 }, (_, index) => `tag${index}`);
  const first = await open(tags, remembered);
  expect((await readStream(first.source, 'hashtags', { mode: 'full_refresh' })).records).toHaveLength(30);
  server.forget();
  const next = await open(['tag3', 'beads'], remembered);
  const read = await readStream(next.source, 'hashtags', { mode: 'full_refresh' });
  // One that was looked up already counts no further.
  expect(read.records.map(({ name }) => name)).toEqual(['tag3']);
  expect(server.requests.map(({ query }) => query['q'])).toEqual(['tag3']);
  expect(read.troubles[0]?.failure).toMatchObject({ code: 'HTTP_REFUSED' });
  expect(read.troubles[0]?.failure.message).toMatch(/30 different hashtags in 7 days/);
  clock.advance(7 * 86_400_000);
  expect((await readStream(next.source, 'hashtags', { mode: 'full_refresh' })).records).toHaveLength(2);
  expect(next.facts.terms.approval_needed).toBeDefined();
});

test('stays away as long as the usage header says', async () => {
  const { source } = await open(['beads']);
  const usage = { type: 'instagram', call_count: 100, estimated_time_to_regain_access: 19 };
  server.disturb(graphError(400, 80002, '(#80002) There have been too many calls', { usage }));
  const read = await readStream(source, 'hashtags', { mode: 'full_refresh' });
  expect(read.records).toHaveLength(1);
  expect((server.requests[1]?.at ?? 0) - (server.requests[0]?.at ?? 0)).toBeGreaterThanOrEqual(19 * 60_000);
});

test('says what to do about an expired token, and shows it nowhere', async () => {
  const one = await open(['beads']);
  server.expire();
  const read = await readStream(one.source, 'recent_media', { mode: 'full_refresh' });
  expect(read.troubles[0]?.kind).toBe('config');
  expect(read.troubles[0]?.failure.message).toMatch(/expired or was revoked/);
  expect(JSON.stringify([read.troubles, one.exchanges, one.said])).not.toContain(TOKEN);
});

test('a hashtag without posts is no failure', async () => {
  const { source } = await open(['tag1']);
  expect(await readStream(source, 'recent_media', { mode: 'full_refresh' })).toMatchObject({
    records: [],
    status: 'complete',
  });
});
