import { afterEach, expect, test } from 'vitest';
import type { RateRule } from '../../../main/sources/http/http.ts';
import { asking, get, outcome, serve } from './loopback.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const rule: RateRule = {
  bucket: 'shop/orders',
  matches: ({ url }) => url.pathname.startsWith('/orders'),
  counts: 'bucket',
  rates: [{ calls: 2, seconds: 20 }],
};

test('what a request takes is written down before it leaves, and each redirect takes its own', async () => {
  const keptAtArrival: unknown[] = [];
  const made = asking({ rates: [rule] });
  const server = await serve((request, response) => {
    keptAtArrival.push(structuredClone(made.kept.get('shop/orders')));
    if (request.url === '/orders/old') response.writeHead(302, { location: '/orders/new' });
    response.end();
  });
  open.push(server, made.http);
  await outcome(made.http, get(`${server.origin}/other`));
  await outcome(made.http, get(`${server.origin}/orders/old`));
  await outcome(made.http, get(`${server.origin}/orders/more`));
  expect(keptAtArrival).toMatchObject([
    undefined,
    { counters: { 'bucket 2/20': { level: 1 } } },
    { counters: { 'bucket 2/20': { level: 0 } } },
    { counters: { 'bucket 2/20': { level: 0 } } },
  ]);
  expect(made.clock.waits).toEqual([10_000]);
});

test('a pause asked for by header or told by whoever read the body holds the bucket, not the others', async () => {
  let throttled = true;
  const server = await serve((request, response) => {
    if (throttled && request.url === '/orders') response.writeHead(429, { 'Retry-After': '17' });
    response.end();
  });
  const { http, clock } = asking({ rates: [rule] });
  open.push(server, http);
  expect(await outcome(http, get(`${server.origin}/orders`))).toBe('429 ');
  throttled = false;
  expect(await outcome(http, get(`${server.origin}/other`))).toBe('200 ');
  expect(clock.waits).toEqual([]);
  expect(await outcome(http, get(`${server.origin}/orders`))).toBe('200 ');
  expect(clock.waits).toEqual([17_000]);
  await http.heed(get(`${server.origin}/orders`), clock.now() + 300_000);
  expect(await outcome(http, get(`${server.origin}/orders`))).toBe('200 ');
  expect(clock.waits).toEqual([17_000, 300_000]);
});

test('waiting for a rate ends at once when it is cancelled, and nothing is sent', async () => {
  let asked = 0;
  const server = await serve((_, response) => {
    asked += 1;
    response.end();
  });
  const stop = new AbortController();
  const { http, kept } = asking(
    { rates: [rule] },
    {
      clock: {
        now: () => 0,
        wait: (_, signal) => new Promise((done) => signal.addEventListener('abort', () => done())),
      },
      waiting: () => setTimeout(() => stop.abort(), 20),
    },
  );
  open.push(server, http);
  await outcome(http, get(`${server.origin}/orders`));
  await outcome(http, get(`${server.origin}/orders`));
  const before = JSON.stringify([...kept]);
  expect(await outcome(http, get(`${server.origin}/orders`, { signal: stop.signal }))).toMatch(/^CANCELLED/);
  expect(asked).toBe(2);
  expect(JSON.stringify([...kept])).toBe(before);
});
