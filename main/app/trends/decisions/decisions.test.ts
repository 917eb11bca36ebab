import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { changeKeptFile } from './changeKeptFile.ts';
import { createDecisions } from './decisions.ts';

const TREND = { trend: 'mugs', label: 'Mug, "mania"', hashtags: ['#b', 'a'] };
const PRODUCT = { product: 'p1', title: 'Mug', tags: [], brand: '' };
const TRENDS = new Map([['mugs', TREND]]);
const PRODUCTS = new Map([['p1', PRODUCT]]);
const CORRECTIONS = 'seeds/category_corrections.csv';
const DECISIONS = 'seeds/affiliation_decisions.csv';

let folder: string;
let now = 0;
const clock = () => new Date(Date.UTC(2026, 0, 1) + 1_000 * now++);
beforeEach(async () => {
  now = 0;
  folder = await mkdtemp(join(tmpdir(), 'leadline-decisions-'));
  await mkdir(join(folder, 'seeds'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const text = (file: string) => readFile(join(folder, file), 'utf8');
const write = (file: string, content: string) => writeFile(join(folder, file), content);
const open = () => createDecisions(folder, clock);

test('are kept as lines one can read, the newest counts, and one taken back is gone', async () => {
  const decisions = open();
  await decisions.correct(TREND, 'memes');
  const second = await decisions.correct(TREND, 'product');
  expect(await text(CORRECTIONS)).toBe(
    'trend,category,text,decided_at\n' +
      'mugs,memes,"Mug, ""mania"" #b #a",2026-01-01T00:00:00.000Z\n' +
      'mugs,product,"Mug, ""mania"" #b #a",2026-01-01T00:00:01.000Z\n',
  );
  expect((await decisions.read(TRENDS, PRODUCTS)).corrections.corrections).toMatchObject([
    { category: 'product', at: '2026-01-01T00:00:01.000Z' },
  ]);
  if (!second.ok) throw new Error(second.failure.message);
  expect(await decisions.takeBack({ trend: 'mugs', at: second.value.at })).toMatchObject({ ok: true });
  expect((await open().read(TRENDS, PRODUCTS)).corrections.corrections).toMatchObject([
    { category: 'memes' },
  ]);
  expect(await decisions.takeBack({ trend: 'mugs', at: second.value.at })).toMatchObject({
    ok: false,
    failure: { code: 'BAD_INPUT' },
  });
});

test('may be written by hand: in any order of columns, without moments, with lines that say nothing', async () => {
  await write(
    DECISIONS,
    'decision;product;trend;my own note\r\nAccepted;p1;mugs;looks right\r\nperhaps;p1;mugs;\r\n;p1;mugs;\r\nrejected;p1;mugs;no\r\na;b;c;d;e\r\n',
  );
  const { decisions, problems } = (await open().read(TRENDS, PRODUCTS)).decisions;
  expect(decisions.map(({ decision }) => decision)).toEqual(['rejected']);
  expect(decisions[0]?.fingerprint).not.toBe('');
  expect(problems.map(({ line }) => line).sort()).toEqual([3, 4, 6]);
  await open().decide(TREND, PRODUCT, 'accepted');
  const after = await text(DECISIONS);
  expect(after.startsWith('decision;product;trend;my own note\r\nAccepted;p1;mugs;looks right\r\n')).toBe(
    true,
  );
  expect(after.endsWith('accepted;p1;mugs;\r\n')).toBe(true);
});

test('are never written into a file whose first line names no columns', async () => {
  await write(DECISIONS, 'mugs,p1,accepted\n');
  expect(await open().decide(TREND, PRODUCT, 'rejected')).toMatchObject({
    ok: false,
    failure: { code: 'FILE_INVALID', subject: DECISIONS },
  });
  expect(await text(DECISIONS)).toBe('mugs,p1,accepted\n');
});

test('lose nothing that is written at the same time, by hand or from here', async () => {
  const decisions = open();
  let edited = false;
  const done = await changeKeptFile(folder, CORRECTIONS, (before) => {
    if (!edited) {
      edited = true;
      // Somebody saves the file between its reading and its writing.
      writeFileSync(join(folder, CORRECTIONS), `${before}by,hand\n`);
    }
    return { ok: true, value: `${before}from,here\n` };
  });
  expect(done.ok).toBe(true);
  expect((await text(CORRECTIONS)).split('\n').sort()).toEqual(['', 'by,hand', 'from,here']);
  await write(CORRECTIONS, '');
  await Promise.all(
    Array.from({ length: 20 }, (_, i) => decisions.correct({ ...TREND, trend: `t${i}` }, 'memes')),
  );
  expect((await text(CORRECTIONS)).trim().split('\n')).toHaveLength(21);
});

test('aren’t written through a link that leads out of the workspace', async () => {
  const outside = await mkdtemp(join(tmpdir(), 'leadline-outside-'));
  await writeFile(join(outside, 'theirs.csv'), 'theirs');
  await symlink(join(outside, 'theirs.csv'), join(folder, CORRECTIONS));
  expect(await open().correct(TREND, 'memes')).toMatchObject({
    ok: false,
    failure: { code: 'LINK_REFUSED' },
  });
  expect(await readFile(join(outside, 'theirs.csv'), 'utf8')).toBe('theirs');
  await rm(outside, { recursive: true });
});
