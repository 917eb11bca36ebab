import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportFinding } from '../../main/app/studies/export/exportR.ts';
import { DRAWING } from '../../main/app/studies/export/script/drawing.ts';
import { circularBlocks } from '../../main/insight/bootstrap/resample.ts';
import { seedOfPair } from '../../main/insight/finding/seedOfPair.ts';
import { createRandom } from '../../main/insight/numbers/random.ts';
import { pairFinding } from '../../main/insight/screen/pairFinding.ts';
import { sideBySide } from '../../main/insight/screen/study.ts';
import { leadlineHere } from '../cli/leadline.ts';
import { grainPair } from '../insight/grainPair.ts';
import { type ExportedPair, makeFinding } from './exportedPairs.ts';
import { type Recomputed, recompute, recomputeAll, runR, versionOfR } from './rscript.ts';

const R = versionOfR();
if (R === null) process.stdout.write('Exported findings were not recomputed: there is no Rscript here.\n');

let root: string;
afterAll(() => rmSync(root, { recursive: true, force: true }));

const CHANGES = { signal: { changes: true }, outcome: { changes: true } };
const LEVELS = { signal: { transform: 'none', orderMax: 3 } } as const;
const HOSTILE = ['Ü"\\\n\u2028`; quit(status = 0)😀\ud800\u0000', "'); stop('x') #"] as const;
const planted = { kind: 'planted', effect: 0.7, lead: 6 } as const;

const CASES: readonly (readonly [string, ExportedPair])[] = [
  ['confirmed, in 200 days', { ...planted, seed: 1, days: 200, verdict: 'confirmed' }],
  [
    'suggestive, with causes and missing days',
    { ...planted, seed: 6, days: 730, effect: 0.15, causes: true, gaps: true, verdict: 'suggestive' },
  ],
  ['suggestive, in 1,000 days', { ...planted, seed: 7, days: 1000, effect: 0.1, verdict: 'suggestive' }],
  [
    'spread over days',
    {
      seed: 9,
      kind: 'planted_distributed',
      days: 200,
      effect: 0.7,
      lead: 6,
      options: { maxLead: 14 },
      verdict: 'confirmed',
    },
  ],
  ['unresolved', { ...planted, seed: 17, kind: 'reverse', days: 200, verdict: 'unresolved lag' }],
  [
    'unresolved in 1,000 days, with missing ones',
    { ...planted, seed: 24, kind: 'reverse', days: 1000, effect: 0.1, gaps: true, verdict: 'unresolved lag' },
  ],
  [
    'sales first, with causes',
    { ...planted, seed: 3, kind: 'reverse', days: 500, lead: 9, causes: true, verdict: 'sales lead social' },
  ],
  ['none', { seed: 25, kind: 'null_shared_season', days: 200, verdict: 'no evidence' }],
  [
    'none, with causes and missing days',
    { seed: 48, kind: 'null_independent', days: 1000, gaps: true, causes: true, verdict: 'no evidence' },
  ],
  [
    'changes from day to day',
    { ...planted, seed: 5, days: 400, lead: 3, options: CHANGES, verdict: 'confirmed' },
  ],
  ['with ties', { ...planted, seed: 5, days: 400, lead: 3, roundedTo: 25, verdict: 'confirmed' }],
  [
    'leads up to 60 and the largest seed',
    {
      ...planted,
      seed: 12,
      days: 400,
      effect: 0.5,
      lead: 45,
      options: { maxLead: 60, seed: 2 ** 32 - 1 },
      verdict: 'suggestive',
    },
  ],
  [
    'calendars that overlap in part, without logarithms',
    { ...planted, seed: 13, days: 450, effect: 0.4, later: 31, options: LEVELS, verdict: 'confirmed' },
  ],
  [
    'names that would be code',
    { ...planted, seed: 16, days: 300, effect: 0.2, gaps: true, names: HOSTILE, verdict: 'confirmed' },
  ],
];

const UNOPENED: ExportedPair = {
  ...planted,
  ...{ seed: 8, days: 300, effect: 0.5, options: { confirmed: false }, verdict: 'suggestive' },
};
const BY_GRAIN = [
  ['week', 'planted', 'weeks'],
  ['week', 'null_shared_season', 'weeks'],
  ['hour', 'planted', 'hours'],
] as const;
const CHANGED: ExportedPair = { ...planted, seed: 1, days: 200, verdict: 'confirmed' };
const WRONG: readonly Readonly<Record<string, readonly [key: string, change: (told: number) => unknown]>>[] =
  [
    { days: ['days', (days) => days + 1], p: ['p', (p) => p * (1 + 1e-8)] },
    { lead: ['lead', () => null], r: ['strength', (r) => r + 2e-9] },
    { lead: ['lead', (lead) => lead + 1], interval: ['interval', () => [5, 7]] },
  ];
const wrongName = (wrong: (typeof WRONG)[number]) => `wrong ${Object.keys(wrong)}`;

const folderOf = (name: string) => join(root, name);
const verdicts = new Map<string, string>();
let recomputed: ReadonlyMap<string, Recomputed>;
const ofR = (name: string) => recomputed.get(folderOf(name));

/** All folders first, then one R for all of them. */
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'leadline export-'));
  const others = ['other data', ...WRONG.map(wrongName)];
  const asked = [
    ...CASES,
    ['unopened', UNOPENED] as const,
    ...others.map((name) => [name, CHANGED] as const),
  ];
  for (const [name, one] of asked) {
    const made = makeFinding(one);
    verdicts.set(name, made.finding.verdict);
    expect(await exportFinding(made, folderOf(name))).toEqual({ ok: true, value: undefined });
  }
  for (const [grain, kind] of BY_GRAIN) await exportGrain(grain, kind);
  for (const wrong of WRONG) tellWrongly(folderOf(wrongName(wrong)), wrong);
  const data = join(folderOf('other data'), 'data.csv');
  const [headings, ...rows] = readFileSync(data, 'utf8').split('\n');
  rows[100] = rows[100]?.replace(/,(\d+),/, (_, views) => `,${Number(views) + 40},`) ?? '';
  writeFileSync(data, [headings, ...rows].join('\n'));
  const names = [...asked.map(([name]) => name), ...BY_GRAIN.map(([grain, kind]) => `${grain} ${kind}`)];
  recomputed = R === null ? new Map() : recomputeAll(names.map(folderOf));
}, 60_000);

async function exportGrain(grain: 'week' | 'hour', kind: 'planted' | 'null_shared_season') {
  const { pair: studied } = grainPair(7, grain, kind, { length: grain === 'week' ? 120 : 900 });
  const gappy = studied.signal.map((value, t) => (t % 31 === 30 ? Number.NaN : value));
  const of = (name: string, values: Float64Array) =>
    ({ name, series: { name, firstDay: 2700, values, zone: null, notes: [], grain } }) as const;
  const promoted = gappy.map((_, t) => (t % 23 === 0 ? 1 / 7 : 0));
  const causes = [{ ...of('promotion', promoted).series, firstDay: 2703 }];
  const study = { ...sideBySide([of('Views', gappy)], [of('Sales', studied.outcome)]), causes };
  const options = { confirmed: true, seed: 3 };
  const finding = pairFinding(study, 0, (q) => ({ q, tests: 1 }), options);
  const name = `${grain} ${kind}`;
  verdicts.set(name, finding.verdict);
  expect(await exportFinding({ study, pair: 0, options, finding }, folderOf(name))).toMatchObject({
    ok: true,
  });
}

function tellWrongly(folder: string, wrong: (typeof WRONG)[number]): void {
  const path = join(folder, 'finding.json');
  const told = JSON.parse(readFileSync(path, 'utf8'));
  for (const [key, change] of Object.values(wrong)) told.finding[key] = change(told.finding[key]);
  writeFileSync(path, JSON.stringify(told));
}

const TIES = { days: 'TIES', lead: 'TIES', r: 'TIES', p: 'TIES', interval: 'TIES' };

describe('R recomputes what was exported', () => {
  it.each(CASES)('%s', (name, { verdict }) => {
    expect(verdicts.get(name)).toBe(verdict);
    if (R !== null) expect(ofR(name)).toMatchObject({ told: TIES, code: 0, err: '' });
  });

  it('says that an interval the app never worked out isn’t compared', () => {
    expect(verdicts.get('unopened')).toBe('suggestive');
    if (R !== null)
      expect(ofR('unopened')).toMatchObject({ told: { ...TIES, interval: 'not compared' }, code: 0 });
  });

  it.each(BY_GRAIN)('of pairs by %s, %s', (grain, kind, label) => {
    const name = `${grain} ${kind}`;
    expect(verdicts.get(name) === 'no evidence').toBe(kind === 'null_shared_season');
    expect(readFileSync(join(folderOf(name), 'data.csv'), 'utf8')).toMatch(
      grain === 'week' ? /^week,signal,outcome,cause_1\n2021-09-27,/ : /^hour,.*\n1970-04-23T12:00Z,/,
    );
    const { days: steps, ...ties } = TIES;
    if (R !== null) expect(ofR(name)).toMatchObject({ told: { [label]: steps, ...ties }, code: 0, err: '' });
  });

  it('of a pair of a file, from the command line', async () => {
    const { study } = makeFinding({ ...planted, seed: 16, days: 300, causes: true, verdict: 'confirmed' });
    const sides = [study.signals[0]?.series, study.outcomes[0]?.series, study.causes[0]];
    const values = (at: number, t: number) => (sides[at] as { values: Float64Array }).values[t];
    const rows = Array.from({ length: 300 }, (_, t) => {
      const day = new Date(Date.UTC(2024, 0, 1 + t)).toISOString().slice(0, 10);
      return [day, values(0, t), values(1, t), values(2, t)].join();
    });
    writeFileSync(join(root, 'shop.csv'), ['Day,Views,Sales,Promotion', ...rows].join('\n'));
    const folder = join(root, 'from', 'lag');
    const columns = ['--signal', 'Views', '--outcome', 'Sales', '--day', 'Day', '--promotions', 'Promotion'];
    const args = ['lag', join(root, 'shop.csv'), ...columns, '--seed', '3', '--export-r', folder];
    const { code, out } = await leadlineHere(join(root, 'home'), args);
    expect([code, out]).toEqual([0, expect.stringContaining(`Exported to ${folder}.`)]);
    if (R === null) return;
    // As a person runs it: from somewhere else, out of a path with a space in it.
    const { code: ended, told, err } = await recompute(folder);
    expect({ told, ended, err }).toEqual({ told: TIES, ended: 0, err: '' });
  });
});

/** Ends in whole days tie with other draws too, most of the time: that they are the same is asked of them directly. */
it('R draws the same rows as the app, bit for bit', () => {
  if (R === null) return;
  const pairs = [
    [0, 'Views', 'Sales'],
    [2 ** 32 - 1, 'Ünï\n"\u{1F600}\ud800', ''],
    [7, 'tiktok/frogs/views', '\u0000\uffff'],
  ] as const;
  const units = (text: string) =>
    `c(${Array.from({ length: text.length }, (_, i) => `${text.charCodeAt(i)}L`)})`;
  for (const [seed, signal, outcome] of pairs) {
    const told = [String(seed), signal, outcome].map(units);
    const out = runR(`${DRAWING}
      seed <- seed_of_pair(${told})
      cat(seed, sprintf("%.17g", uniforms(seed, 2000)), draw_rows(97, 8, 3, seed))`);
    const [ownSeed, ...drawn] = out.trim().split(' ').map(Number);
    const expected = seedOfPair(seed, signal, outcome);
    const random = createRandom(expected);
    const uniforms = Array.from({ length: 2000 }, () => random.uniform());
    const again = createRandom(expected);
    const rows = Array.from({ length: 3 }, () => {
      const counts = new Array<number>(97).fill(0);
      for (const row of circularBlocks(97, 8, again)) counts[row] = (counts[row] ?? 0) + 1;
      return counts;
    });
    expect(ownSeed).toBe(expected);
    expect(drawn).toEqual([...uniforms, ...rows.flat()]);
  }
});

describe('R finds a number that was changed afterwards', () => {
  it.each(WRONG)('whichever it is, and ends with status 1 (%#)', (wrong) => {
    if (R === null) return;
    const differ = Object.fromEntries(Object.keys(wrong).map((name) => [name, 'DIFFERS']));
    const found = ofR(wrongName(wrong));
    expect(found).toMatchObject({ told: { ...TIES, ...differ }, code: 1 });
    expect(found?.out).toContain('2 of these differ');
  });

  it('also in the data', () => {
    if (R === null) return;
    expect(ofR('other data')).toMatchObject({ told: { days: 'TIES', r: 'DIFFERS', p: 'DIFFERS' }, code: 1 });
  });
});
