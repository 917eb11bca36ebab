import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFinding } from '../../../../test/social/exportedPairs.ts';
import { exportFinding } from './exportR.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'leadline-export-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const asked = { seed: 16, kind: 'planted', days: 300, effect: 0.2, lead: 6, verdict: 'confirmed' } as const;
const textOf = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');
const done = { ok: true, value: undefined };

describe('an exported finding', () => {
  it('holds the days both series share, as they are, and no more', async () => {
    const made = makeFinding({ ...asked, gaps: true, causes: true, later: 31 });
    const folder = join(root, 'new', 'folder');
    expect(await exportFinding(made, folder)).toEqual(done);
    expect(readdirSync(folder).sort()).toEqual(['README.md', 'data.csv', 'finding.json', 'recompute.R']);
    const [headings, ...rows] = textOf(folder, 'data.csv').trimEnd().split('\n');
    expect(headings).toBe('day,signal,outcome,cause_1,cause_2');
    expect(rows).toHaveLength(300 - 31);
    expect(rows[0]).toMatch(/^2022-02-08,/);
    const numbers = (at: number) =>
      rows.map((row) => row.split(',')[at]).map((cell) => (cell === '' ? Number.NaN : Number(cell)));
    const valuesOf = (series: object | undefined) => Array.from((series as { values: Float64Array }).values);
    expect(numbers(1)).toEqual(valuesOf(made.study.signals[0]?.series).slice(31));
    expect(numbers(2)).toEqual(valuesOf(made.study.outcomes[0]?.series));
    expect(numbers(3)).toEqual(valuesOf(made.study.causes[0]).slice(31));
    expect(numbers(1).some(Number.isNaN)).toBe(true);
  });

  it('tells the app’s numbers and every setting', async () => {
    const made = makeFinding({ ...asked, causes: true });
    await exportFinding(made, join(root, 'out'));
    const { finding } = made;
    expect(JSON.parse(textOf(join(root, 'out'), 'finding.json'))).toEqual({
      finding: { ...finding, interval: [finding.interval?.lower, finding.interval?.upper] },
      causes: ['promotion', 'never'],
      settings: {
        grain: 'day',
        maxLead: 30,
        seasons: [
          { period: 7, harmonics: [1, 2, 3] },
          { period: 365.25, harmonics: [1, 2] },
        ],
        countsDesign: false,
        signal: { log1p: true, changes: false, orderMax: 28 },
        outcome: { log1p: true, changes: false, orderMax: 28 },
        claimP: 0.05,
        claimQ: 0.1,
        seed: '16',
        resamples: 500,
        shortestBlock: 7,
        checked: true,
      },
    });
  });

  it('keeps names out of everything that is run or rendered', async () => {
    const names = ['# a\n# b\r\u2028\u202e<script>`', '");quit()#\u0000\ud800é😀'] as const;
    await exportFinding(makeFinding(asked), join(root, 'plain'));
    await exportFinding(makeFinding({ ...asked, names }), join(root, 'hostile'));
    const script = textOf(join(root, 'hostile'), 'recompute.R');
    expect(script).toBe(textOf(join(root, 'plain'), 'recompute.R'));
    expect(script).toMatch(/^[\n -~]*$/);
    expect(textOf(join(root, 'hostile'), 'data.csv')).toMatch(/^day,signal,outcome\n[\n\d,-]*$/);
    const json = textOf(join(root, 'hostile'), 'finding.json');
    expect(json).toMatch(/^[\n -~]*$/);
    expect(JSON.parse(json).finding).toMatchObject({ signal: names[0], outcome: names[1] });
    const named = textOf(join(root, 'hostile'), 'README.md')
      .split('\n')
      .filter((line) => /script>|quit/.test(line));
    expect(named.length).toBeGreaterThan(2);
    for (const line of named) expect(line).toMatch(/^ {4}[^\p{C}\p{Zl}\p{Zp}]*$/u);
  });
});

describe('a folder', () => {
  it('that holds anything stays as it is', async () => {
    const folder = join(root, 'taken');
    mkdirSync(folder);
    writeFileSync(join(folder, '.mine'), 'mine');
    writeFileSync(join(root, 'file'), 'mine');
    for (const target of [folder, join(root, 'file')])
      expect(await exportFinding(makeFinding(asked), target)).toMatchObject({
        ok: false,
        failure: { code: 'FOLDER_NOT_EMPTY', message: `${target} already holds something.`, subject: target },
      });
    expect(readdirSync(folder)).toEqual(['.mine']);
    expect(readdirSync(root).sort()).toEqual(['file', 'taken']);
  });

  it('that is empty is filled, and one that can’t be made leaves nothing', async () => {
    mkdirSync(join(root, 'empty'));
    expect(await exportFinding(makeFinding(asked), join(root, 'empty'))).toEqual(done);
    expect(readdirSync(join(root, 'empty'))).toHaveLength(4);
    writeFileSync(join(root, 'file'), '');
    const failed = await exportFinding(makeFinding(asked), join(root, 'file', 'below'));
    expect(failed).toMatchObject({ ok: false, failure: { next: expect.stringMatching(/folder/) } });
    const tooLong = await exportFinding(makeFinding(asked), join(root, 'x'.repeat(300)));
    expect(tooLong).toMatchObject({ ok: false });
    expect(readdirSync(root).sort()).toEqual(['empty', 'file']);
  });
});

it('of a pair that was refused there is none', async () => {
  const made = makeFinding({ ...asked, days: 100, verdict: 'refused' });
  expect(await exportFinding(made, join(root, 'none'))).toMatchObject({
    ok: false,
    failure: {
      code: 'BAD_INPUT',
      message: expect.stringContaining('share 100 days'),
      next: expect.stringContaining('80 more days'),
    },
  });
  expect(readdirSync(root)).toEqual([]);
});
