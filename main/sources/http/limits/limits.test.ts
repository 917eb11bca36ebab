import { describe, expect, test } from 'vitest';
import { createTestClock } from '../../../../test/sources/http/testClock.ts';
import type { RateRule } from '../http.ts';
import type { Hop } from '../wire/hop.ts';
import { counterOf } from './counter.ts';
import { dayIn, endOfDay } from './day.ts';
import { fullJitter } from './fullJitter.ts';
import { createLimits } from './limits.ts';
import { rateNews } from './rateNews.ts';

const START = Date.UTC(2024, 5, 1, 12);
const HOUR = 3_600_000;
const never = new AbortController().signal;

function hop(path = '/orders'): Hop {
  return { method: 'GET', url: new URL(`https://api.example${path}`), headers: [], body: null };
}

function rule(more: Partial<RateRule>): RateRule {
  return { bucket: 'shop/orders', matches: () => true, rates: [], counts: 'bucket', ...more };
}

function limiting(rules: readonly RateRule[], kept = new Map<string, unknown>(), at = START) {
  const clock = createTestClock(at);
  const writes: number[] = [];
  const memory = {
    read: (bucket: string) => Promise.resolve(kept.get(bucket)),
    write: (bucket: string, value: unknown) => {
      kept.set(bucket, JSON.parse(JSON.stringify(value)));
      writes.push(clock.now());
      return Promise.resolve();
    },
  };
  const limits = createLimits(rules, memory, clock);
  /** When each of so many calls left, in seconds from the start. */
  const leave = async (times: number, path?: string) => {
    const at: number[] = [];
    for (let call = 0; call < times; call += 1) {
      await limits.take(hop(path), never);
      at.push((clock.now() - START) / 1000);
    }
    return at;
  };
  return { clock, limits, leave, kept, writes };
}

describe('rates', () => {
  test('a bucket lets its calls go at once and refills evenly', async () => {
    const { leave, clock } = limiting([rule({ rates: [{ calls: 3, seconds: 6 }] })]);
    expect(await leave(5)).toEqual([0, 0, 0, 2, 4]);
    clock.set(START + 1_000_000);
    expect(await leave(4)).toEqual([1000, 1000, 1000, 1002]);
  });

  test('SP-API: 20 at once, one each 60 seconds', async () => {
    const { leave } = limiting([rule({ rates: [{ calls: 20, seconds: 1200 }] })]);
    expect((await leave(22)).slice(18)).toEqual([0, 0, 60, 120]);
  });

  test('a window counts the last seconds', async () => {
    const { leave, clock } = limiting([rule({ counts: 'window', rates: [{ calls: 2, seconds: 10 }] })]);
    expect(await leave(1)).toEqual([0]);
    clock.set(START + 4000);
    expect(await leave(4)).toEqual([4, 10, 14, 20]);
  });

  test('a large window is kept small and never exceeded', () => {
    const counter = counterOf('window', { calls: 600, seconds: 60 });
    let now = START;
    let kept: unknown;
    const left: number[] = [];
    for (let call = 0; call < 3000; call += 1) {
      now = Math.max(now + 7, counter.free(kept, now));
      left.push(now);
      kept = counter.taken(kept, now);
    }
    expect(JSON.stringify(kept).length).toBeLessThan(8000);
    const most = Math.max(
      ...left.map((at, index) => left.slice(index).filter((other) => other < at + 60_000).length),
    );
    expect(most).toBe(600);
    expect((now - START) / 1000).toBeLessThan(260);
  });

  test('a day ends at midnight of the vendor', async () => {
    const zone = 'America/Los_Angeles';
    const start = Date.UTC(2024, 5, 2, 6, 30);
    const { limits, clock } = limiting(
      [rule({ counts: { day: zone }, rates: [{ calls: 2, seconds: 86_400 }] })],
      new Map(),
      start,
    );
    for (let call = 0; call < 3; call += 1) await limits.take(hop(), never);
    expect(new Date(clock.now()).toISOString()).toBe('2024-06-02T07:00:00.000Z');
    await limits.take(hop(), never);
    await expect(limits.take(hop(), never)).rejects.toThrow(/used up until 2024-06-03 07:00 UTC/);
  });

  test('days of 23 and 25 hours', () => {
    const spring = Date.UTC(2024, 2, 10, 9);
    expect(dayIn('America/Los_Angeles', spring)).toBe('2024-03-10');
    expect(endOfDay('America/Los_Angeles', spring)).toBe(Date.UTC(2024, 2, 11, 7));
    expect(endOfDay('America/Los_Angeles', Date.UTC(2024, 10, 3, 8))).toBe(Date.UTC(2024, 10, 4, 8));
    expect(endOfDay('Asia/Kathmandu', Date.UTC(2024, 0, 1))).toBe(Date.UTC(2024, 0, 1, 18, 15));
  });

  test('several rules hold at once, and only those a request matches', async () => {
    const searches = rule({
      bucket: 'shop/search',
      matches: ({ url }) => url.pathname === '/search',
      rates: [{ calls: 1, seconds: 30 }],
    });
    const all = rule({
      bucket: 'shop/all',
      counts: 'window',
      rates: [
        { calls: 2, seconds: 1 },
        { calls: 5, seconds: 60 },
      ],
    });
    const { leave } = limiting([searches, all]);
    expect(await leave(2, '/search')).toEqual([0, 30]);
    expect(await leave(4, '/orders')).toEqual([30, 31, 31, 60]);
  });

  test('what was used up is written before the call leaves, and holds after a restart', async () => {
    const rules = [rule({ rates: [{ calls: 2, seconds: 20 }] })];
    const first = limiting(rules);
    await first.leave(2);
    expect(first.writes).toEqual([START, START]);
    const second = limiting(rules, first.kept, START + 1000);
    expect(await second.leave(2)).toEqual([10, 20]);
  });

  test('a memory that can not be read counts as nothing, and a clock set back locks nothing up', async () => {
    const rules = [rule({ rates: [{ calls: 1, seconds: 10 }] })];
    for (const kept of ['?', { counters: 7 }, { counters: { 'bucket 1/10': { at: 'x' } } }, null])
      expect(await limiting(rules, new Map([['shop/orders', kept]])).leave(1)).toEqual([0]);
    const ahead = limiting(rules, new Map(), START + 1000 * HOUR);
    await ahead.leave(1);
    expect(await limiting(rules, ahead.kept).leave(2)).toEqual([10, 20]);
    const window = [rule({ counts: 'window', rates: [{ calls: 1, seconds: 10 }] })];
    const windowAhead = limiting(window, new Map(), START + 1000 * HOUR);
    await windowAhead.leave(1);
    expect(await limiting(window, windowAhead.kept).leave(1)).toEqual([10]);
  });

  test('many at once take one after the other', async () => {
    const { limits, clock } = limiting([rule({ rates: [{ calls: 2, seconds: 10 }] })]);
    const left: number[] = [];
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        await limits.take(hop(), never);
        left.push(clock.now());
      }),
    );
    expect(left.filter((at) => at === START)).toHaveLength(2);
  });

  test('cancelling ends the waiting without using anything up', async () => {
    const { limits, kept, leave } = limiting([rule({ rates: [{ calls: 1, seconds: 10 }] })]);
    await leave(1);
    const before = JSON.stringify([...kept]);
    await expect(limits.take(hop(), AbortSignal.abort())).rejects.toThrow(/cancelled/);
    expect(JSON.stringify([...kept])).toBe(before);
  });

  test('a pause that was asked for holds, a long one is not waited for', async () => {
    const { limits, leave, clock } = limiting([rule({ rates: [{ calls: 9, seconds: 9 }] })]);
    await limits.heed(hop(), START + 300_000);
    await limits.heed(hop(), START + 100_000);
    expect(await leave(1)).toEqual([300]);
    await limits.learn(hop(), 429, [['Retry-After', '7200']]);
    await expect(limits.take(hop(), never)).rejects.toThrow(/used up until 2024-06-01 14:05/);
    clock.set(START + 8000_000);
    expect(await leave(1)).toEqual([8000]);
  });

  test('the rate an account really has replaces the documented one', async () => {
    const { limits, leave } = limiting([rule({ rates: [{ calls: 2, seconds: 4 }] })]);
    await limits.learn(hop(), 200, [['x-amzn-RateLimit-Limit', '0.05']]);
    expect(await leave(4)).toEqual([0, 0, 20, 40]);
  });
});

describe('what answers tell', () => {
  const until = (status: number, ...headers: [string, string][]) => {
    const { untilMs } = rateNews(status, headers, START);
    return untilMs === null ? null : (untilMs - START) / 1000;
  };
  const date = (seconds: number) => new Date(START + seconds * 1000).toUTCString();

  test.each<[string, number, [string, string][], number | null]>([
    ['seconds', 429, [['Retry-After', '17']], 17],
    ['a date', 503, [['retry-after', date(90)]], 90],
    [
      'a date by a clock that is an hour ahead',
      429,
      [
        ['Retry-After', date(3660)],
        ['Date', date(3600)],
      ],
      60,
    ],
    ['a date that is over', 429, [['Retry-After', date(-5)]], null],
    ['nonsense', 429, [['Retry-After', 'soon']], null],
    ['a year', 429, [['Retry-After', '31536000']], 86_400],
    ['Amazon’s calls a second, refused', 429, [['x-amzn-RateLimit-Limit', '0.01']], 100],
    ['Amazon’s calls a second, answered', 200, [['x-amzn-RateLimit-Limit', '0.01']], null],
    ['Retry-After of a redirect', 301, [['Retry-After', '17']], null],
    [
      'Reddit',
      200,
      [
        ['X-Ratelimit-Remaining', '0.0'],
        ['X-Ratelimit-Reset', '134'],
      ],
      134,
    ],
    [
      'some remain',
      200,
      [
        ['X-RateLimit-Remaining', '1'],
        ['X-RateLimit-Reset', '134'],
      ],
      null,
    ],
    [
      'Bluesky',
      429,
      [
        ['ratelimit-remaining', '0'],
        ['ratelimit-reset', String(START / 1000 + 50)],
      ],
      50,
    ],
    [
      'Mastodon',
      429,
      [
        ['X-RateLimit-Remaining', '0'],
        ['X-RateLimit-Reset', new Date(START + 42_000).toISOString()],
      ],
      42,
    ],
    ['the header to come', 200, [['RateLimit', '"default";r=0;t=9']], 9],
    ['its older form', 200, [['RateLimit', 'limit=10, remaining=0, reset=8']], 8],
    ['remaining without a reset', 200, [['X-RateLimit-Remaining', '0']], null],
    ['nothing', 429, [], null],
  ])('%s', (_, status, headers, seconds) => {
    expect(until(status, ...headers)).toBe(seconds);
  });
});

test('full jitter is anything up to a bound that doubles', () => {
  expect([1, 2, 3, 4].map((attempt) => fullJitter(attempt, 0.999999))).toEqual([999, 1999, 3999, 7999]);
  expect(fullJitter(3, 0)).toBe(0);
  expect(fullJitter(50, 0.5)).toBe(30_000);
  expect(fullJitter(5000, 0.5, { baseMs: 10, mostMs: 100 })).toBe(50);
});
