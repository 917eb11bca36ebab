import { expect, it } from 'vitest';
import { ok } from '../../../shared/errors/failure.ts';
import { Quota } from '../connectors/limitFacts.ts';
import type { Http, HttpRequest } from '../http/http.ts';
import { quotaUse, withQuotas } from './quotas.ts';

const TAGS = Quota.parse({
  name: 'hashtags',
  title: 'different hashtags',
  path: '/*/ig_hashtag_search',
  distinct: 'q',
  most: 2,
  within: { days: 7 },
});
const SEARCHES = Quota.parse({
  name: 'searches',
  title: 'searches',
  path: '/youtube/v3/search',
  most: 2,
  within: { day: 'America/Los_Angeles' },
});

function bench(quota: Quota) {
  let now = Date.parse('2026-03-02T07:30:00Z');
  const sent: string[] = [];
  const kept = new Map<string, unknown>();
  const http: Http = {
    async send({ url }) {
      sent.push(url);
      const body = { bytes: async () => ok(new Uint8Array()), async *pieces() {}, cancel() {} };
      return ok({ status: 200, headers: [], url, body });
    },
    heed: async () => {},
    close: async () => {},
  };
  const around = {
    clock: { now: () => now, wait: async () => {} },
    memory: {
      read: async (key: string) => kept.get(key),
      write: async (key: string, value: unknown) => void kept.set(key, structuredClone(value)),
    },
  };
  const request = (url: string): HttpRequest => ({
    method: 'GET',
    url,
    headers: [],
    secret: { headers: [], parameters: [] },
    stream: 's',
    signal: new AbortController().signal,
  });
  return {
    sent,
    advance: (ms: number) => {
      now += ms;
    },
    /** As after a start of the program: what is remembered is all there is. */
    ask: async (url: string) => withQuotas(http, 'insta', [quota], around).send(request(url)),
    askAtOnce: (...urls: string[]) => {
      const one = withQuotas(http, 'insta', [quota], around);
      return Promise.all(urls.map((url) => one.send(request(url))));
    },
    use: () => quotaUse('insta', [quota], around),
  };
}

it('lets only so many different values through in some days, each as often as it likes', async () => {
  const { ask, advance, sent, use } = bench(TAGS);
  const search = (tag: string) => ask(`https://graph.example.com/v23.0/ig_hashtag_search?q=${tag}`);
  expect([(await search('soap')).ok, (await search('candle')).ok, (await search('soap')).ok]).toEqual([
    true,
    true,
    true,
  ]);
  const third = await search('wax');
  expect(third).toMatchObject({ ok: false, failure: { code: 'HTTP_REFUSED', retry: false } });
  expect(third.ok ? '' : `${third.failure.message} ${third.failure.next}`).toBe(
    'insta may use 2 different hashtags in 7 days, and they are used up. One is free again on 2026-03-09 07:30 UTC. Nothing was asked of the vendor.',
  );
  expect(await use()).toEqual([
    { name: 'hashtags', title: 'different hashtags', used: 2, most: 2, values: ['soap', 'candle'] },
  ]);
  expect((await ask('https://graph.example.com/v23.0/recent_media?q=wax')).ok).toBe(true);
  advance(7 * 86_400_000);
  expect((await search('wax')).ok).toBe(true);
  expect(sent).toHaveLength(5);
});

it('counts until midnight of the zone it is told', async () => {
  const { ask, advance } = bench(SEARCHES);
  const search = () => ask('https://www.example.com/youtube/v3/search?q=a');
  expect([(await search()).ok, (await search()).ok, (await search()).ok]).toEqual([true, true, false]);
  // Half past midnight UTC is still the day before in Los Angeles; 08:30 UTC is a new day there.
  advance(3_600_000);
  expect((await search()).ok).toBe(true);
});

it('two requests at once can’t both take the last place', async () => {
  const { askAtOnce } = bench({ ...SEARCHES, most: 1 });
  const url = 'https://www.example.com/youtube/v3/search?q=a';
  expect((await askAtOnce(url, url)).map((one) => one.ok)).toEqual([true, false]);
});
