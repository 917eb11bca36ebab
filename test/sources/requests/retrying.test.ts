import { afterEach, expect, it } from 'vitest';
import { bench, question, type Reply, recordsOf, troubleOf, type Vendor, vendor } from './vendor.ts';

const open: Vendor[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function answering(reply: Parameters<typeof vendor>[0] | Reply): Promise<Vendor> {
  const one = await vendor(typeof reply === 'function' ? reply : () => reply);
  open.push(one);
  return one;
}

it('waits as the dialect does without a strategy, then says what the vendor said', async () => {
  const { origin, heard } = await answering({ status: 418, json: { error: 'short and stout' } });
  const one = bench();
  const trouble = await troubleOf(
    one.ask({ url_base: origin, path: '/teapot', request_parameters: { key: 'k-very-secret' } }),
  );
  expect(heard).toHaveLength(6);
  expect(one.waits).toEqual([1000, 2000, 4000, 8000, 16_000]);
  expect(trouble).toMatchObject({ kind: 'system', code: 'SOURCE_FAILED' });
  expect(trouble.message).toBe(
    'Stream orders: vendor/teapot answered with status 418: short and stout. It was asked 6 times over 31 s.',
  );
});

it('jitters waits over their whole length', async () => {
  const { origin } = await answering((_, count) => (count < 4 ? { status: 503 } : { json: [1] }));
  const one = bench({}, { random: () => 0.75 });
  expect(await recordsOf(await one.ask({ url_base: origin, path: '/' }))).toEqual([[1]]);
  expect(one.waits).toEqual([250, 500, 1000]);
});

it('gives a 401 and a 403 to the person at once, without the key they may repeat', async () => {
  const { origin, heard } = await answering(({ path }) => ({
    status: path === '/a' ? 401 : 403,
    json: { errors: [{ detail: 'no key sk-1234567890 here' }] },
  }));
  const one = bench();
  const authenticator = { type: 'BearerAuthenticator', api_token: 'sk-1234567890' };
  const first = await troubleOf(one.ask({ url_base: origin, path: '/a', authenticator }));
  const second = await troubleOf(one.ask({ url_base: origin, path: '/b', authenticator }));
  expect(heard).toHaveLength(2);
  expect(first.kind).toBe('config');
  expect(first.message).toBe(
    'Stream orders: vendor/a answered with status 401 (not signed in): no key ••• here.',
  );
  expect(first.next).toContain('expired or been revoked');
  expect(second.code).toBe('SOURCE_REFUSED');
  expect(second.next).toContain('permissions');
  expect(one.traced()).not.toContain('sk-1234567890');
});

it('obeys Retry-After, in seconds and as a moment by the clock of the vendor', async () => {
  const hour = 'Sat, 01 Jun 2024 13:00:30 GMT';
  const replies: Reply[] = [
    { status: 429, headers: { 'Retry-After': '7' } },
    // A vendor whose clock is an hour ahead of ours.
    { status: 503, headers: { 'Retry-After': hour, Date: 'Sat, 01 Jun 2024 13:00:00 GMT' } },
    { json: [1] },
  ];
  const { origin } = await answering((_, count) => replies[count - 1] ?? {});
  const one = bench();
  expect(await recordsOf(await one.ask({ url_base: origin, path: '/' }))).toEqual([[1]]);
  expect(one.waits.reduce((sum, wait) => sum + wait, 0)).toBe(37_000);
  expect(one.said).toEqual([expect.stringContaining('answered with status 503; asked again in 30 s')]);
});

it('stops waiting for a vendor that only ever asks for patience, and says for how long it did', async () => {
  const { origin } = await answering({ status: 429, json: {} });
  const one = bench();
  const trouble = await troubleOf(one.ask({ url_base: origin, path: '/slow' }));
  expect(trouble.kind).toBe('transient');
  expect(trouble.message).toMatch(/status 429 \(too many requests\). It was asked \d+ times over 60 min/);
  expect(one.waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(3_600_000);
});

it('says at once when it is asked for a pause longer than it would wait', async () => {
  const { origin, heard } = await answering({ status: 429, headers: { 'Retry-After': '86400' }, json: {} });
  const trouble = await troubleOf(bench().ask({ url_base: origin, path: '/' }));
  expect(heard).toHaveLength(1);
  expect(trouble.message).toContain('It was asked once; it asks for a pause of 24 h');
});

it('heals from errors of the vendor’s own and from connections that break', async () => {
  const { origin } = await answering((_, count) => {
    if (count === 1) return { status: 500, body: 'oops' };
    if (count === 2) return { body: '{"data": [1, 2', headers: { 'Content-Type': 'application/json' } };
    return { json: { data: [1, 2, 3] } };
  });
  expect(await recordsOf(await bench().ask({ url_base: origin, path: '/' }))).toEqual([{ data: [1, 2, 3] }]);
});

it('is cancelled while it waits', async () => {
  const { origin, heard } = await answering({ status: 500 });
  const stop = new AbortController();
  const one = bench({}, { clock: { now: () => 0, wait: async () => stop.abort() } });
  const trouble = await troubleOf(
    one.ask({ url_base: origin, path: '/' }, question({ signal: stop.signal })),
  );
  expect(trouble.code).toBe('CANCELLED');
  expect(heard).toHaveLength(1);
});
