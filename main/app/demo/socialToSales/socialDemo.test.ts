import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOLIDAYS, PROMOTIONS } from './calendar.ts';
import { writeSocialDemo } from './socialDemo.ts';
import { PLATFORMS } from './trends.ts';

const WORK = { signal: new AbortController().signal, report: () => undefined };
const WISH = { seed: 3, days: 200 };
const FILES = ['links.csv', 'outcomes.csv', 'products.csv', 'signals.csv', 'trends.csv', 'truth.json'];
const SEEDS = join(import.meta.dirname, '../../../../resources/templates/social-to-sales/files/seeds');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-social-demo-'));
  await writeSocialDemo(folder, WISH, WORK);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function hashes(wish: { seed: number; days: number }): Promise<readonly string[]> {
  const own = await mkdtemp(join(folder, 'again-'));
  const made = await writeSocialDemo(own, wish, WORK);
  expect(made.ok && made.value.map(({ relation }) => relation)).toEqual(
    ['trends', 'products', 'links', 'signals', 'outcomes'].map((name) => `raw.demo_${name}`),
  );
  expect((await readdir(own)).toSorted()).toEqual(FILES);
  return Promise.all(FILES.map((name) => hashOf(join(own, name))));
}

async function hashOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

async function rowsOf(path: string): Promise<readonly Readonly<Record<string, string>>[]> {
  return parse(await readFile(path), { columns: true });
}

test('the same wish makes the same bytes, on every machine; another seed makes others', async () => {
  const made = await Promise.all(FILES.map((name) => hashOf(join(folder, name))));
  expect(await hashes(WISH)).toEqual(made);
  expect([made[1]?.slice(0, 12), made[3]?.slice(0, 12)]).toEqual(['660444bf36e4', 'f823bc0c0274']);
  const other = await hashes({ ...WISH, seed: 4 });
  expect(other.filter((hash, at) => hash === made[at])).toHaveLength(2);
});

test('forty trends in six categories, each on some of five platforms, and sixty products with stock-outs', async () => {
  const trends = await rowsOf(join(folder, 'trends.csv'));
  expect(trends).toHaveLength(40);
  expect(new Set(trends.map(({ category }) => category))).toEqual(
    new Set(['memes', 'entertainment', 'drama', 'seasonal', 'how-to', 'product']),
  );
  const signals = await rowsOf(join(folder, 'signals.csv'));
  const series = new Set(signals.map(({ platform, trend, metric }) => [platform, trend, metric].join()));
  expect(signals).toHaveLength(series.size * WISH.days);
  expect(new Set(signals.map(({ platform }) => platform))).toEqual(new Set(PLATFORMS));
  expect(series.size).toBeLessThan(40 * PLATFORMS.length);
  expect(signals.every(({ value }) => /^[1-9]\d*$/.test(value ?? ''))).toBe(true);

  const outcomes = await rowsOf(join(folder, 'outcomes.csv'));
  expect(outcomes).toHaveLength(60 * WISH.days);
  const out = outcomes.filter(({ in_stock }) => in_stock === 'false');
  expect(out.length).toBeGreaterThan(0);
  expect(out.length / outcomes.length).toBeLessThan(0.05);
  expect(new Set(out.map(({ units, revenue_minor }) => [units, revenue_minor].join()))).toEqual(
    new Set(['0,0']),
  );
  expect(new Set(outcomes.map(({ product }) => product)).size).toBe(60);
});

test('the truth names leads of 3 to 21 days through several platforms, one of them the strongest', async () => {
  const truth = JSON.parse(await readFile(join(folder, 'truth.json'), 'utf8'));
  expect(truth).toMatchObject(WISH);
  expect([truth.planted.length, truth.reverse.length, truth.traps.length]).toEqual([12, 3, 6]);
  const leads = truth.planted.map(({ lead }: { lead: number }) => lead);
  expect([Math.min(...leads), Math.max(...leads)]).toEqual([3, 21]);
  const signals = await rowsOf(join(folder, 'signals.csv'));
  const known = new Set(signals.map(({ platform, trend, metric }) => [platform, trend, metric].join('/')));
  for (const { strongest, elasticity, platforms } of truth.planted) {
    expect(platforms[0]).toMatchObject({ platform: strongest, elasticity });
    expect(elasticity >= 0.25 && elasticity <= 0.6).toBe(true);
    expect(platforms.length).toBeGreaterThanOrEqual(3);
    for (const [at, one] of platforms.entries()) {
      expect([one.signal, known.has(one.signal)]).toEqual([one.signal, true]);
      if (at > 0) expect(one.elasticity).toBeLessThan(platforms[at - 1].elasticity);
    }
  }
  for (const { lead } of truth.reverse) expect(lead).toBeLessThan(0);
  const links = await rowsOf(join(folder, 'links.csv'));
  const linked = new Set(links.map(({ trend, product }) => `${trend} ${product}`));
  expect(linked.size).toBe(links.length);
  for (const { trend, product } of [...truth.planted, ...truth.reverse, ...truth.traps])
    expect([trend, linked.has(`${trend} ${product}`)]).toEqual([trend, true]);
});

test('the template’s seeds know the promotions and holidays of the demo', async () => {
  expect(await rowsOf(join(SEEDS, 'promotions.csv'))).toEqual(
    PROMOTIONS.map(({ first, last, name }) => ({ first_day: first, last_day: last, name })),
  );
  expect(await rowsOf(join(SEEDS, 'holidays.csv'))).toEqual(HOLIDAYS);
});

test('stops when told to', async () => {
  const stopped = await writeSocialDemo(
    join(folder, 'stopped'),
    { seed: 1, days: 730 },
    {
      signal: AbortSignal.abort(),
      report: () => undefined,
    },
  );
  expect(stopped).toMatchObject({ ok: false, failure: { code: 'CANCELLED' } });
});
