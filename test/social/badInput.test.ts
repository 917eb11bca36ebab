import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { writeDay } from '../../main/insight/series/dayNumber.ts';
import { syntheticPair } from '../insight/syntheticPair.ts';
import { answered, type EveryAnswer, everyAnswer, expectSound, STUDY, said } from './everyAnswer.ts';
import { openShop, type Shop } from './shop.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const FIRST = 20_000;
const DAYS = 220;
const LEAD = 12;
const led = syntheticPair(12, 'planted', { days: DAYS, effect: 0.7, lead: LEAD });
const ZEROS = new Float64Array(DAYS);
const PRODUCTS = ['mug,Frog mug,frog,Us,900,EUR,2024-01-01', 'bowl,Toad bowl,toad,Us,1900,EUR,2024-01-01'];
const TRENDS = ['frogs,Frogs,memes,#frogs,2024-01-01', 'toads,Toads,memes,#toads,2024-01-01'];
const LINKS = ['frogs,mug,accepted', 'toads,bowl,accepted'];
const FROGS = { signal: 'tiktok/frogs/views', outcome: 'mug/units' };
const TOADS = { signal: 'tiktok/toads/views', outcome: 'bowl/units' };

const dayed = (values: Float64Array, skipped: number, line: (day: string, value: number) => string) =>
  Array.from(values.subarray(skipped), (value, t) => line(writeDay(FIRST + skipped + t), Math.round(value)));
const views = (trend: string, values: Float64Array, skipped = 0) =>
  dayed(values, skipped, (day, value) => `${day},tiktok,${trend},views,${value}`);
const sales = (product: string, values: Float64Array, skipped = 0) =>
  dayed(values, skipped, (day, value) => `${day},${product},${value},${value * 900},100,true`);

let shop: Shop;
beforeAll(async () => {
  shop = await openShop('Europe/Berlin');
});
afterAll(() => shop?.close());

const missing = ({ brief }: EveryAnswer) => said(brief).missing.map(({ is, mend }) => [is, mend]);

async function asked(pair = FROGS): Promise<EveryAnswer> {
  const all = await everyAnswer(shop.client, pair);
  expectSound(all);
  return all;
}

test('without any data, and with a source that brought none, each screen says what to bring', async () => {
  const nothing = await asked();
  expect(missing(nothing)).toEqual([['not loaded', 'sources']]);
  expect(nothing.open).toMatchObject({ failed: { message: expect.stringContaining('no relation') } });
  expect(said(nothing.findings).problem?.message).toContain('has not been run');
  expect(said(nothing.trends).missing).toMatchObject({ kind: 'unbuilt' });
  expect(said(nothing.offers)[0]?.fault?.next).toContain('Build');

  await shop.bring('signals', []);
  await shop.bring('outcomes', sales('mug', led.sales));
  await shop.bring('trends', TRENDS);
  await shop.bring('products', PRODUCTS);
  await shop.bring('links', LINKS);
  expect(await shop.day()).toContain('analytics.signal_daily is empty, so there is nothing to study');
  const silent = await asked();
  expect(missing(silent)).toEqual([['not loaded', 'sources']]);
  expect(said(silent.brief).missing[0]?.message).toContain('analytics.signal_daily is empty');
  for (const answer of [silent.open, silent.pair, silent.heat, silent.events, silent.outlook])
    expect(answer).toMatchObject({
      failed: { message: expect.stringContaining('is empty'), next: expect.stringContaining('load') },
    });
  expect(said(silent.brief).answers).toBeNull();
  expect(said(silent.kinds)).toMatchObject({ categories: [], next: expect.any(String) });
});

test('one product with 40 days is refused with the days that it lacks, and nothing is claimed of it', async () => {
  await shop.bring('signals', views('frogs', led.social, DAYS - 40));
  await shop.bring('outcomes', sales('mug', led.sales, DAYS - 40));
  await shop.bring('trends', TRENDS.slice(0, 1));
  await shop.bring('products', PRODUCTS.slice(0, 1));
  await shop.bring('links', LINKS.slice(0, 1));
  expect(await shop.day()).toBe('succeeded');
  const all = await asked();
  const { noLead, directives, live } = said(all.brief);
  expect(noLead?.next).toMatch(/share 40 days; a lead needs 180\. Bring 140 more days/);
  expect([directives, live]).toEqual([[], []]);
  const problems = said(all.open).problems.map(({ message }) => message);
  expect(problems).toEqual([
    'No signal has more than 40 days of history; a lead needs 180.',
    'No outcome has more than 40 days of history; a lead needs 180.',
    expect.stringContaining('one outcome only'),
  ]);
  expect(said(all.findings).lines).toMatchObject([{ verdict: 'refused', lead: null, r: null, p: null }]);
  expect(said(all.pair)).toMatchObject({ corrected: null, raw: null, detectable: null });
  expect(said(all.pair).sentence).toContain('Bring 140 more days');
  expect(said(all.events).refusal?.next).toBeTruthy();
  expect(said(all.heat)).toMatchObject({
    cells: [],
    problem: { message: expect.stringContaining('only pair') },
  });
  expect(all.outlook).toMatchObject({ failed: { next: expect.stringMatching(/^Bring 106 more days/) } });
  expect(said(all.kinds).answer).toContain('enough pairs');
});

test('a signal of zeros says so, and a trend by another label is the same trend', async () => {
  await shop.bring('signals', [...views('frogs', led.social), ...views('toads', ZEROS)]);
  await shop.bring('outcomes', [...sales('mug', led.sales), ...sales('bowl', led.sales.toReversed())]);
  await shop.bring('trends', [TRENDS[0]?.replace('Frogs', 'Froggies') ?? '', TRENDS[1] ?? '']);
  await shop.bring('products', PRODUCTS);
  await shop.bring('links', LINKS);
  expect(await shop.day()).toBe('succeeded');
  const zeros = await asked(TOADS);
  expect(said(zeros.findings).lines.map(({ verdict, lead }) => [verdict, lead])).toEqual([
    ['confirmed', LEAD],
    ['refused', null],
  ]);
  expect(said(zeros.findings).lines[0]?.sentence).toContain('Froggies');
  expect(said(zeros.inbox).trends.map(({ label }) => label)).toContain('Froggies');
  expect(said(zeros.pair)).toMatchObject({ corrected: null, raw: null });
  expect(said(zeros.pair).sentence).toMatch(/is 0 on every day\. .*check/);
  expect(said(zeros.heat).cells.map(({ signal }) => signal)).toEqual([FROGS.signal]);
  expect(said(zeros.outlook).signals).toEqual([]);
  expect(zeros.alerts).toMatchObject({ failed: { next: expect.stringContaining('Choose a signal') } });
});

test('a changed reporting zone is told until the brief is made in it', async () => {
  await shop.client.workspace.change({ zone: 'America/Los_Angeles' });
  const [told, ...others] = (await shop.client.brief.read()).missing;
  expect([told?.is, told?.mend, others]).toEqual(['outdated', 'sources', []]);
  expect(told?.message).toMatch(/changed from Europe\/Berlin to America\/Los_Angeles/);
  await shop.client.workspace.change({ zone: 'Europe/Berlin' });
  expect((await shop.client.brief.read()).missing).toEqual([]);
});

test('a trend by another id is told what names it still', async () => {
  const pairOf = (signal: string) => answered(shop.client.explorer.pair({ study: STUDY, ...FROGS, signal }));
  await shop.bring('trends', [TRENDS[0]?.replace('frogs,', 'froggies,') ?? '', TRENDS[1] ?? '']);
  await shop.bring('signals', [...views('froggies', led.social), ...views('toads', ZEROS)]);
  // A link that names the old one keeps the whole build back: readers see what they saw.
  expect(await shop.day()).toContain('relationships_stg_links_trend');
  const { failedChecks } = await shop.client.brief.read();
  expect(failedChecks.checks[0]).toMatchObject({ status: 'fail', failures: 1 });
  expect(said(await pairOf(FROGS.signal)).corrected?.best?.lead).toBe(LEAD);

  await shop.bring('links', [LINKS[0]?.replace('frogs', 'froggies') ?? '', LINKS[1] ?? '']);
  expect(await shop.day()).toBe('succeeded');
  expect(await pairOf(FROGS.signal)).toMatchObject({
    failed: { next: expect.stringContaining('renamed') },
  });
  const now = await asked({ ...FROGS, signal: 'tiktok/froggies/views' });
  expect(said(now.pair).corrected?.best?.lead).toBe(LEAD);
  const [{ versions = 0 } = {}] = said(now.studies);
  const compared = await shop.client.studies.compare({ name: STUDY, from: versions - 1, to: versions });
  expect([compared.vanished, compared.appeared]).toMatchObject([
    [{ signal: FROGS.signal }],
    [{ signal: 'tiktok/froggies/views' }],
  ]);
});
