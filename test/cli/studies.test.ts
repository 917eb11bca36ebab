import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeDay } from '../../main/insight/series/dayNumber.ts';
import { type PairKind, syntheticPair } from '../insight/syntheticPair.ts';
import { interrupted, leadlineHere } from './leadline.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadline-studies-'));
  writeFileSync(join(folder, 'shop.csv'), shop());
  writeFileSync(join(folder, 'pairs.csv'), pairs());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const planted = syntheticPair(12, 'planted', { days: 400, effect: 0.7, lead: 6 });
const DAYS = planted.social.length;

function shop(): string {
  const promoted = new Set(planted.truth.promoDays);
  const rows = Array.from(planted.social, (views, t) =>
    [writeDay(19_000 + t), views, planted.sales[t], promoted.has(t) ? 'yes' : 'no', t % 3].join(),
  );
  return ['Day,Views,Sales,Promotion,Shop', ...rows].join('\n');
}

const KINDS: readonly [string, PairKind][] = [
  ['candles', 'planted'],
  ['soap, lavender', 'null_shared_season'],
  ['cards', 'reverse'],
];

/** Day after day, each with the pairs in turn, so that none lies together. */
function pairs(): string {
  const made = KINDS.map(
    ([name, kind]) => [name, syntheticPair(31, kind, { days: DAYS, effect: 0.7, lead: 4 })] as const,
  );
  const rows = Array.from({ length: DAYS }, (_, t) =>
    made.map(
      ([name, pair]) =>
        `"${name}",${writeDay(19_000 + DAYS - t)},${pair.social[DAYS - 1 - t]},${pair.sales[DAYS - 1 - t]}`,
    ),
  );
  const short = ['2024-05-01', '2024-05-02', '2024-05-03'].map((day) => `short,${day},1,2`);
  return ['pair,day,signal,outcome', ...rows.flat(), ...short].join('\n');
}

const run = (...args: string[]) => leadlineHere(join(folder, 'home'), args);
const shopColumns = ['--signal', 'Views', '--outcome', 'Sales', '--day', 'Day'];

describe('lag', () => {
  it('says it in a sentence first, then in numbers, then how it was found', async () => {
    const { code, out } = await run('lag', join(folder, 'shop.csv'), ...shopColumns);
    expect(code).toBe(0);
    const [sentence = '', numbers = '', working = ''] = out.split('\n\n');
    expect(sentence).toMatch(/^Sales follows Views 6 days later \(95 % interval/);
    expect(numbers).toMatch(/^Verdict +confirmed\nLead +6 days, 95 %/);
    expect(working).toMatch(/^Half-years .*\nGranger .*\nForecasts /);
  });

  it('answers in JSON, counts what time is left, and takes promotions out', async () => {
    const args = ['--promotions', 'Promotion', '--latency', '1', '--reaction', '2', '--json'];
    const { out } = await run('lag', join(folder, 'shop.csv'), ...shopColumns, ...args);
    expect(JSON.parse(out)).toMatchObject({
      pair: 'Views → Sales',
      verdict: 'confirmed',
      lead: 6,
      interval: [expect.any(Number), expect.any(Number)],
      tests: 1,
      actionableLead: { days: 3 },
    });
    const plain = JSON.parse((await run('lag', join(folder, 'shop.csv'), ...shopColumns, '--json')).out);
    expect(JSON.parse(out).p).not.toBe(plain.p);
    expect(plain.notes.join()).toContain('No promotions');
  });

  it('refuses with what to do, as an answer', async () => {
    writeFileSync(
      join(folder, 'few.csv'),
      'Day,Views,Sales\n2024-01-01,1,2\n2024-01-02,1,2\n2024-01-03,1,2\n',
    );
    const { code, out, err } = await run('lag', join(folder, 'few.csv'), ...shopColumns, '--json');
    expect([code, err]).toEqual([1, expect.not.stringContaining('Error')]);
    expect(JSON.parse(out)).toMatchObject({
      verdict: 'refused',
      lead: null,
      interval: null,
      p: null,
      sentence: expect.stringContaining('Bring 177 more days'),
    });
  });

  it.each([
    [[], 2, '--signal is missing'],
    [['--signal', 'Clicks', '--outcome', 'Sales', '--day', 'Day'], 2, 'no column “Clicks”'],
    [[...shopColumns, '--max-lead', '0'], 2, "--max-lead can't be"],
    [[...shopColumns, '--latency', '1.5'], 2, "--latency can't be"],
  ])('says what is wrong with %j', async (args, code, words) => {
    const ended = await run('lag', join(folder, 'shop.csv'), ...args);
    expect([ended.code, ended.out]).toEqual([code, '']);
    expect(ended.err).toContain(words);
  });
});

describe('events', () => {
  it('says how soon spikes follow spikes, beside random days, and gives the days with --json', async () => {
    const days = Array.from({ length: 12 }, (_, i) => 11 + 31 * i + (i % 4));
    const rows = Array.from({ length: 400 }, (_, t) =>
      [writeDay(19_000 + t), days.includes(t) ? 9 : 0, days.includes(t - 5) ? 2 : 0].join(),
    );
    writeFileSync(join(folder, 'rare.csv'), ['Day,Views,Sales', ...rows].join('\n'));
    const said = await run('events', join(folder, 'rare.csv'), ...shopColumns);
    expect([said.code, said.out]).toEqual([
      0,
      expect.stringMatching(
        /^Spikes of Sales follow those of Views: 100 % of the 12 spikes .* by day 5, \d+ % more/,
      ),
    ]);
    const { out } = await run('events', join(folder, 'rare.csv'), ...shopColumns, '--json');
    expect(JSON.parse(out)).toMatchObject({
      half: { time: 5 },
      signalSpikes: days.map((day) => writeDay(19_000 + day)),
    });
    const few = await run(
      'events',
      join(folder, 'rare.csv'),
      ...shopColumns,
      '--signal',
      'Sales',
      '--horizon',
      '0',
    );
    expect([few.code, few.err]).toEqual([2, expect.stringContaining('whole number from 1 to 120')]);
  });
});

describe('screen', () => {
  it('writes a line a pair, in the order in which they first appear', async () => {
    const { code, out, err } = await run('screen', join(folder, 'pairs.csv'), '--seed', '5');
    expect(code).toBe(0);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ pair, verdict, lead }) => [pair, verdict, lead])).toEqual([
      ['candles', 'confirmed', 4],
      ['soap, lavender', 'no evidence', null],
      ['cards', 'sales lead social', -4],
      ['short', 'refused', null],
    ]);
    for (const line of lines)
      expect(Object.keys(line)).toEqual(
        expect.arrayContaining(['pair', 'verdict', 'lead', 'interval', 'p', 'q', 'effectiveN', 'sentence']),
      );
    expect(lines[0].interval[0]).toBeLessThanOrEqual(4);
    expect(lines[0].interval[1]).toBeGreaterThanOrEqual(4);
    expect(lines[1].q).toBeGreaterThanOrEqual(lines[1].p);
    expect(lines[3]).toMatchObject({ interval: null, p: null, q: null, effectiveN: null });
    expect(err).toContain('4 pairs, 2 related after correction for 3 tried.');
  });

  it('counts what was tried before', async () => {
    const { out } = await run('screen', join(folder, 'pairs.csv'), '--tried', '997');
    const [candles] = out.split('\n').map((line) => line && JSON.parse(line));
    expect(candles.tests).toBe(1000);
    expect(candles.q).toBeCloseTo(candles.p * 500, 12);
  });

  it('ends on Ctrl-C', async () => {
    const { code, out, err } = await interrupted(join(folder, 'home'), ['screen', manyPairs()], 'comparing');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('The screen was stopped.');
  });
});

function manyPairs(): string {
  const file = join(folder, 'many.csv');
  const rows = pairs().split('\n').slice(1, -3);
  const many = Array.from({ length: 40 }, (_, i) => rows.map((row) => row.replace('"', `"${i} `)));
  writeFileSync(file, ['pair,day,signal,outcome', ...many.flat()].join('\n'));
  return file;
}

describe('the pairs ever tried in a workspace', () => {
  const LONG = 60_000;
  const here = ['--workspace', 'shop'];
  beforeAll(async () => {
    here[1] = join(folder, 'shop');
    expect((await run('init', join(folder, 'shop'))).code).toBe(0);
    const other = pairs()
      .split('\n')
      .filter((row) => !row.startsWith('"cards"'))
      .map((row) => row.replace('"candles"', '"lamps"'));
    writeFileSync(join(folder, 'other.csv'), other.join('\n'));
  }, LONG);

  async function screened(file: string, ...more: string[]): Promise<Line[]> {
    const { code, out } = await run('screen', join(folder, file), ...here, ...more);
    expect(code).toBe(0);
    return out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  interface Line {
    readonly pair: string;
    readonly p: number;
    readonly q: number;
    readonly tests: number;
  }

  /** The definition, over the latest p of every pair. */
  function slowQ(own: number, all: readonly number[]): number {
    const values = all.toSorted((a, b) => a - b).map((p, i) => ({ p, q: (p * all.length) / (i + 1) }));
    return Math.min(1, ...values.filter(({ p }) => p >= own).map(({ q }) => q));
  }

  it('count in every later correction, each once, by their latest p', { timeout: LONG }, async () => {
    const [candles, soap, cards] = await screened('pairs.csv');
    expect([candles?.tests, soap?.tests, cards?.tests]).toEqual([3, 3, 3]);
    // Lamps are new, soap is tried again; candles and cards count though they aren't in this file.
    const [lamps, again] = await screened('other.csv', '--max-lead', '10');
    expect([lamps?.tests, again?.tests]).toEqual([4, 4]);
    expect(again?.p).not.toBe(soap?.p);
    const latest = [candles, cards, lamps, again].map((line) => line?.p ?? Number.NaN);
    for (const line of [lamps, again]) expect(line?.q).toBeCloseTo(slowQ(line?.p ?? 0, latest), 14);

    const { out } = await run('lag', join(folder, 'shop.csv'), ...shopColumns, ...here, '--json');
    const lag: Line = JSON.parse(out);
    expect(lag.tests).toBe(5);
    expect(lag.q).toBeCloseTo(slowQ(lag.p, [...latest, lag.p]), 14);
    // A refused pair isn't tried; five and 95 more that only the number is known of.
    const [first] = await screened('pairs.csv', '--tried', '95');
    expect(first?.tests).toBe(100);
  });

  it('are as they were after a screen that was stopped or killed', { timeout: LONG }, async () => {
    const [before] = await screened('pairs.csv');
    const home = join(folder, 'home');
    const args = ['screen', manyPairs(), ...here];
    const stopped = await interrupted(home, args, 'checking');
    expect([stopped.code, stopped.err]).toEqual([1, expect.stringContaining('The screen was stopped.')]);
    const killed = await interrupted(home, args, 'checking', 'SIGKILL');
    expect(killed.code).toBeNull();
    const [after] = await screened('pairs.csv');
    expect(after?.tests).toBe(before?.tests);
  });

  it('are nobody’s without --workspace, and a folder that is no workspace is refused first', async () => {
    const [first] = (await run('screen', join(folder, 'pairs.csv'))).out.split('\n');
    expect(JSON.parse(first ?? '').tests).toBe(3);
    const { code, out } = await run('screen', join(folder, 'none.csv'), '--workspace', folder);
    expect([code, out]).toEqual([1, '']);
  });
});
