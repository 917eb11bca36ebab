import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leadlineHere } from '../cli/leadline.ts';

/** Files of two years are written and loaded twice. */
const LONG = 60_000;

let folder: string;
let shop: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-social-cli-'));
  shop = join(folder, 'shop');
  const made = await run(['init', shop, '--template', 'social-to-sales', '--zone', 'America/New_York']);
  expect([made.code, made.err]).toEqual([0, '']);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function run(args: readonly string[]) {
  return leadlineHere(join(folder, 'home'), args);
}

/** Rows that readers see. */
async function counted(relation: string): Promise<number> {
  const asked = await run(['sql', `select count(*) as n from ${relation}`, '--workspace', shop]);
  return Number(asked.out.trim().split('\n').at(-1));
}

test('two years land in RAW, another seed takes their place, and the truth stays outside', {
  timeout: LONG,
}, async () => {
  const first = await run(['demo', 'social-to-sales', '--workspace', shop]);
  expect([first.code, first.out]).toEqual([
    0,
    expect.stringContaining('91,250 rows loaded into raw.demo_signals'),
  ]);
  expect((await readdir(join(shop, 'files'))).toSorted()).toEqual([
    'links.csv',
    'outcomes.csv',
    'products.csv',
    'signals.csv',
    'trends.csv',
    'truth.json',
  ]);
  const second = await run(['demo', 'social-to-sales', '--seed', '2', '--workspace', shop]);
  expect(second.code).toBe(0);
  expect(await counted('raw.demo_signals')).toBe(91_250);
  expect(await counted('raw.demo_outcomes')).toBe(60 * 730);
  expect(await counted('raw.demo_links')).toBe(40);
});

test('what it can’t make is refused with what it can', async () => {
  const unknown = await run(['demo', 'socials', '--workspace', shop]);
  expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('demo social-to-sales')]);
  const sized = await run(['demo', 'social-to-sales', '--rows', '5', '--workspace', shop]);
  expect([sized.code, sized.err]).toEqual([2, expect.stringContaining('always of two years')]);
});

test('files alone need no workspace', { timeout: LONG }, async () => {
  const to = join(folder, 'elsewhere');
  const made = await run(['demo', 'social-to-sales', '--files-only', '--to', to, '--json']);
  expect(made.code).toBe(0);
  expect(JSON.parse(made.out)).toMatchObject({ files: { length: 5 } });
  expect(await readdir(to)).toHaveLength(6);
});
