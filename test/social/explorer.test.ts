import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { writeSocialDemo } from '../../main/app/demo/socialToSales/socialDemo.ts';
import { createExplorerScreens, type ExplorerScreens } from '../../main/app/explorer/explorerScreens.ts';
import type { InsightSurroundings } from '../../main/app/insightScreens.ts';
import { runStudy } from '../../main/app/studies/runStudy.ts';
import { readyStudy } from '../../main/app/studies/studyFiles.ts';
import type { Study, StudySeries } from '../../main/insight/screen/study.ts';
import { writeDay } from '../../main/insight/series/dayNumber.ts';
import { isRefusal } from '../../main/insight/series/refusal.ts';
import type { Row } from '../../shared/domain/column.ts';
import { AS_THE_STUDY } from '../../shared/domain/pairToggles.ts';
import type { RelationName } from '../../shared/domain/relation.ts';
import { StudyName } from '../../shared/domain/study.ts';
import { must } from '../warehouse/store/bench.ts';
import { madeStudy } from './madeStudy.ts';
import { openWarehouseFor } from './openWarehouseFor.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Of the demo: two planted leads, and what lies across them. All of it would take a minute. */
const TRENDS = ['capybara-spa', 'pumpkin-porch'];
const PLATFORMS = ['instagram', 'pinterest', 'tiktok'];
const PRODUCTS = ['capybara-mug', 'pumpkin-candle'];
const TEXT = `
title: Which trends lead
signals: { relation: core.signals, name: name, day: day, value: value, about: [platform, category, trend] }
outcomes: { relation: core.outcomes, name: name, day: day, value: value, about: [product] }
causes: [{ relation: core.causes, day: day, name: name }]
into: analytics.finding
seed: 1
`;
const study = StudyName.parse('trends');
const lead = { study, signal: 'pinterest/pumpkin-porch', outcome: 'pumpkin-candle' };
const work = { signal: new AbortController().signal, report: () => undefined };

let root: string;
let demo: Study;
let opened: Awaited<ReturnType<typeof openWarehouseFor>>;
let screens: ExplorerScreens;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'leadline-explorer-'));
  must(await writeSocialDemo(join(root, 'demo'), { seed: 1, days: 730 }, work));
  demo = madeStudy(join(root, 'demo'));
  mkdirSync(join(root, 'studies'));
  write('trends', TEXT);
  opened = await openWarehouseFor(null);
  const ours = PLATFORMS.flatMap((platform) => TRENDS.map((trend) => `${platform}/${trend}`));
  await fill(
    'core.signals',
    demo.signals.filter(({ name }) => ours.includes(name)),
  );
  await fill(
    'core.outcomes',
    demo.outcomes.filter(({ name }) => PRODUCTS.includes(name)),
  );
  await causes();
  screens = createExplorerScreens({
    current: () => ({ path: root }),
    warehouse: { get: async () => ({ ok: true, value: opened.warehouse }) },
  } as unknown as InsightSurroundings);
});
afterAll(async () => {
  await screens.release();
  await opened.close();
  rmSync(root, { recursive: true, force: true });
});

const store = () => opened.warehouse.store;
const write = (name: string, text: string) => writeFileSync(join(root, 'studies', `${name}.yml`), text);
const run = async (name = 'trends') =>
  must(
    await runStudy(
      must(await readyStudy(root, name)),
      { store: store(), clock: () => new Date('2026-11-22T06:00:00.000Z'), program: '1' },
      work,
    ),
  );

async function fill(relation: string, series: readonly StudySeries[], days = 730) {
  const rows = series.flatMap(({ name, series: one }) => {
    if (isRefusal(one)) throw new Error(one.message);
    const [platform = '', trend = ''] = name.split('/');
    const about = relation === 'core.signals' ? [platform, 'memes', trend] : [name];
    return Array.from(
      one.values.subarray(0, days),
      (value, t): Row => [
        ...[name, writeDay(one.firstDay + t), Number.isNaN(value) ? null : value, ...about],
      ],
    );
  });
  const about = relation === 'core.signals' ? ['platform', 'category', 'trend'] : ['product'];
  await table(relation, ['name', 'day', 'value', ...about], rows);
}

async function causes() {
  const rows = demo.causes.flatMap(({ name, firstDay, values }) =>
    Array.from(values, (value, t) => (value > 0 ? [name, writeDay(firstDay + t)] : null)).filter(
      (row) => row !== null,
    ),
  );
  await table('core.causes', ['name', 'day'], rows);
}

async function table(relation: string, names: readonly string[], rows: readonly Row[]) {
  const columns = names.map((name) => ({
    ...{ name, nullable: true },
    type: {
      kind: name === 'day' ? ('day' as const) : name === 'value' ? ('number' as const) : ('text' as const),
    },
  }));
  const name = relation as RelationName;
  must(
    await store().write(async (session) => {
      if (must(await session.describe(name)) !== null) must(await session.drop(name));
      must(await session.createTable({ name, columns }));
      return session.insert(name, names, [rows]);
    }),
  );
}

it('says before the first run that nothing is known, and shows a pair all the same', async () => {
  const before = must(await screens.open({ study }));
  expect(before.version).toBeNull();
  expect(before.problems.map(({ message }) => message).join(' ')).toContain('has not been run');
  expect([before.outcomes.length, before.pairs]).toEqual([2, null]);
  expect(must(await screens.findings({ study })).problem?.message).toContain('has not been run');
  const seen = must(await screens.pair(lead));
  expect([seen.finding, seen.corrected?.best?.lead]).toEqual([null, 21]);
  expect(seen.otherQuestion).toContain('has not been run');
});

it('tells of every pair what the study found of it, digit for digit', async () => {
  const { findings } = await run();
  for (const { signal, outcome, ...found } of findings) {
    const seen = must(await screens.pair({ study, signal, outcome }));
    expect([seen.corrected?.best?.r, seen.sentence, seen.otherQuestion]).toEqual([
      ...[found.strength, found.sentence, null],
    ]);
    if (found.lead !== null) expect(seen.corrected?.best?.lead).toBe(found.lead);
    const least = Math.min(
      1,
      ...(seen.corrected?.p ?? []).map((p) => (p ?? 1) * (seen.corrected?.p.length ?? 1)),
    );
    expect(least).toBe(found.p);
    expect(seen.detectable).toEqual(found.detectable);
    if (found.stability !== null)
      expect(seen.rolling.filter(({ agrees }) => agrees)).toHaveLength(found.stability.agree);
  }
  const [strong] = findings.filter(({ signal }) => signal === lead.signal);
  const judged = must(await screens.finding(lead));
  const whole = findings.find(({ signal, outcome }) => signal === lead.signal && outcome === lead.outcome);
  expect(strong).toBeDefined();
  expect(judged).toMatchObject({
    ...{
      verdict: whole?.verdict,
      sentence: whole?.sentence,
      interval: whole?.interval,
      q: whole?.q,
      p: whole?.p,
    },
    ...{ stability: whole?.stability, otherQuestion: null },
  });
});

it('pages the findings by what they are about, and counts their verdicts', async () => {
  const all = must(await screens.findings({ study, sort: 'q' }));
  expect(all.total).toBe(Object.values(all.counts).reduce((sum, count) => sum + (count ?? 0), 0));
  const about = { product: 'pumpkin-candle', trend: 'pumpkin-porch' };
  const some = must(await screens.findings({ study, about, take: 2, skip: 1, sort: 'strength' }));
  expect(some.lines.every((line) => line.about['trend'] === 'pumpkin-porch')).toBe(true);
  expect([some.lines.length, some.total < all.total]).toEqual([2, true]);
  expect(must(await screens.findings({ study, text: "%'; drop" })).problem?.next).toContain('filter');
  expect(await screens.findings({ study, about: { 'x" = 1 --': 'y' } })).toMatchObject({
    failure: { code: 'BAD_INPUT' },
  });
});

it('calls other settings and other days another question, whose q isn’t told', async () => {
  const toggles = { ...AS_THE_STUDY, season: false };
  const seen = must(await screens.pair({ ...lead, toggles, from: '2024-03-01', to: '2025-11-30' }));
  expect(seen.otherQuestion).toMatch(
    /only days from 1 Mar 2024 to 30 Nov 2025 count; season and trend are left in/,
  );
  expect([seen.steps[0], seen.steps.at(-1), seen.finding]).toEqual(['2024-03-01', '2025-11-30', null]);
  const judged = must(await screens.finding({ ...lead, from: '2024-03-01' }));
  expect([judged.q, judged.tests, judged.verdict]).toEqual([null, 1, 'confirmed']);
  const short = must(await screens.pair({ ...lead, from: '2024-03-01', to: '2024-04-09' }));
  expect([short.corrected, short.refusal?.message, short.values.signal.length]).toEqual([
    ...[null, expect.stringContaining('a lead needs 180'), 40],
  ]);
});

it('shows heat with the pair behind each cell, spikes beside random days, and exports for R', async () => {
  const grid = must(await screens.heat({ study, of: 'trend-product' }));
  expect([grid.rows, grid.columns]).toEqual([[...TRENDS].sort(), [...PRODUCTS].sort()]);
  const cell = grid.cells.find(
    ({ row, column }) => grid.rows[row] === 'pumpkin-porch' && grid.columns[column] === 'pumpkin-candle',
  );
  expect(cell).toMatchObject({ lead: 21, signal: lead.signal, verdict: 'confirmed' });
  const about = { column: 'trend', value: 'pumpkin-porch' } as const;
  const platforms = must(await screens.heat({ study, of: 'platform-lead', outcome: lead.outcome, about }));
  const seen = must(await screens.pair(lead));
  const row = platforms.rows.indexOf('pinterest');
  const inRow = platforms.cells.filter((one) => one.row === row);
  expect(inRow.map(({ r }) => r)).toEqual(seen.corrected?.r);
  expect(inRow.map((one) => Number(platforms.columns[one.column]))).toEqual(inRow.map((one) => one.lead));
  const spikes = must(await screens.events(lead));
  expect(spikes.observed).toHaveLength(spikes.horizon + 1);
  expect(spikes.sentence).toContain('random days');
  const folder = join(root, 'for-r');
  expect(must(await screens.exportR({ ...lead, to: folder }))).toEqual({ folder });
  expect(existsSync(join(folder, 'recompute.R'))).toBe(true);
  expect(await screens.exportR({ ...lead, to: folder })).toMatchObject({
    failure: { code: 'FOLDER_NOT_EMPTY' },
  });
  expect(await screens.exportR({ ...lead, to: 'here' })).toMatchObject({ failure: { code: 'BAD_INPUT' } });
});

it('lets a judgement be left, and answers the next', async () => {
  const leaving = new AbortController();
  const left = screens.finding(lead, leaving.signal);
  const quick = screens.pair(lead);
  setTimeout(() => leaving.abort(), 30);
  expect(await left).toMatchObject({ failure: { code: 'CANCELLED' } });
  expect(must(await quick).corrected?.best?.lead).toBe(21);
  expect(must(await screens.finding(lead)).verdict).toBe('confirmed');
});

it('reads anew what changed, and says that the findings are older', async () => {
  write('trends', TEXT.replace('seed: 1', 'seed: 1\nleads: 10'));
  const changed = must(await screens.open({ study }));
  expect([changed.leads, changed.version?.stale]).toEqual([
    10,
    expect.stringContaining('the settings of the study'),
  ]);
  const [seen, same] = await Promise.all([screens.pair(lead), screens.pair(lead)]);
  expect(must(seen).otherQuestion).toContain('Run the study again');
  expect(must(same).corrected?.maxLead).toBe(10);
  expect(await screens.exportR({ ...lead, to: join(root, 'stale') })).toMatchObject({
    failure: { code: 'BAD_INPUT' },
  });
  write('trends', TEXT);
});

it('says what is missing, and what to do', async () => {
  const asked = async (name: string, text: string) => {
    write(name, text);
    return screens.open({ study: StudyName.parse(name) });
  };
  expect(await screens.open({ study: StudyName.parse('nowhere') })).toMatchObject({
    failure: { code: 'BAD_INPUT' },
  });
  expect(await asked('faulty', 'title: x\n')).toMatchObject({ failure: { code: 'FILE_INVALID' } });
  const unbuilt = await asked('unbuilt', TEXT.replace('core.signals', 'core.nothing'));
  expect(unbuilt).toMatchObject({ failure: { message: 'There is no relation core.nothing.' } });
  await table('core.empty', ['name', 'day', 'value', 'platform', 'category', 'trend'], []);
  const empty = await asked('empty', TEXT.replace('core.signals', 'core.empty'));
  expect(empty.ok ? '' : empty.failure.message).toContain('core.empty is empty');

  await fill(
    'core.one',
    demo.outcomes.filter(({ name }) => name === 'pumpkin-candle'),
    40,
  );
  const names = { name: 'asleep', series: demo.signals[0]?.series ?? demo.causes[0] };
  if (names.series === undefined || isRefusal(names.series)) throw new Error('no signal');
  const zeros = {
    name: 'tiktok/asleep',
    series: { ...names.series, values: names.series.values.map(() => 0) },
  };
  await fill('core.zeros', [zeros]);
  const short = TEXT.replace('core.outcomes', 'core.one').replace('core.signals', 'core.zeros');
  const few = must(await asked('short', short.replace('[platform, category, trend]', '[]')));
  const told = few.problems.map(({ message, next }) => `${message} ${next}`).join(' ');
  expect(told).toContain('No outcome has more than 40 days of history; a lead needs 180.');
  expect(told).toContain('There is one outcome only');
  write('zeros', TEXT.replace('core.signals', 'core.zeros').replace('[platform, category, trend]', '[]'));
  const zero = { study: StudyName.parse('zeros'), signal: 'tiktok/asleep', outcome: 'pumpkin-candle' };
  const blank = must(await screens.pair(zero));
  expect([blank.corrected, blank.raw, blank.refusal?.message]).toEqual([
    null,
    null,
    'tiktok/asleep is 0 on every day.',
  ]);
  expect(await screens.heat({ study: zero.study, of: 'trend-product' })).toMatchObject({
    failure: { code: 'BAD_INPUT', subject: 'trend' },
  });
  expect(await screens.pair({ ...zero, signal: 'tiktok/renamed' })).toMatchObject({
    failure: { next: expect.stringContaining('renamed') },
  });
  const offered = must(await screens.studies());
  expect(offered.find(({ name }) => name === 'faulty')?.problem?.message).toContain('has a fault');
});
