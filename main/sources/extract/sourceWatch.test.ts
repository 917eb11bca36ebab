import { expect, it } from 'vitest';
import type { Exchange } from '../http/http.ts';
import { createSourceWatch } from './sourceWatch.ts';

function exchange(id: number, more: Partial<Exchange> = {}): Exchange {
  return {
    id,
    stream: 'orders',
    at: 0,
    waitedMs: 5,
    milliseconds: 1,
    method: 'GET',
    url: `https://shop.example/orders?page=${id}`,
    requestHeaders: [],
    requestBody: null,
    status: 200,
    responseHeaders: [],
    responseBody: '{}',
    responseBytes: 2,
    failure: null,
    ...more,
  };
}

const open = (bodies = true) => {
  const said: string[] = [];
  const watch = createSourceWatch({
    secrets: ['s3cr3t value'],
    bodies: (stream) => bodies && stream !== 'buyers',
    onSay: (message) => said.push(message),
  });
  return { watch, said };
};

it('keeps the last exchanges, within bounds, and counts all of them', () => {
  const { watch } = open();
  for (let id = 1; id <= 300; id += 1) watch.exchange(exchange(id));
  expect(watch.trace().map(({ id }) => id)).toEqual(Array.from({ length: 200 }, (_, at) => at + 101));
  expect(watch.requests('orders')).toEqual({ requests: 300, waitedMs: 1_500 });
  const large = 'x'.repeat(900_000);
  for (let id = 301; id <= 304; id += 1) watch.exchange(exchange(id, { responseBody: large }));
  expect(watch.trace().map(({ id }) => id)).toEqual([303, 304]);
});

it('shows nothing secret: what was entered, what came in exchange, and answers that may not be stored', () => {
  const { watch, said } = open();
  watch.conceal('exchanged-token');
  watch.exchange(
    exchange(1, {
      url: 'https://shop.example/?k=s3cr3t+value',
      requestBody: 's3cr3t value',
      responseBody: '{"access_token": "never seen before", "id": "exchanged-token"}',
    }),
  );
  watch.exchange(exchange(2, { stream: 'buyers', responseBody: '{"email": "ann@example.com"}' }));
  watch.say('the key s3cr3t%20value is wrong', 'warn');
  watch.say('fine', 'info');
  const all = JSON.stringify([watch.trace(), watch.drain(), said]);
  expect(all).not.toMatch(/s3cr3t|exchanged-token|never seen|example\.com/);
  expect(watch.trace()[1]?.responseBody).toBeNull();
  expect([said.length, watch.drain()]).toEqual([2, []]);
});
