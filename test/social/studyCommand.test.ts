import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { writeDay } from '../../main/insight/series/dayNumber.ts';
import { leadlineHere } from '../cli/leadline.ts';
import { syntheticPair } from '../insight/syntheticPair.ts';
import { recompute, versionOfR } from './rscript.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const DAYS = 400;
const made = syntheticPair(12, 'planted', { days: DAYS, effect: 0.7, lead: 6 });
const other = syntheticPair(77, 'null_shared_season', { days: DAYS });

const study = (signal: string) => `title: What the frogs do
signals: { relation: raw.${signal}, name: signal, day: day, value: value, about: [platform] }
outcomes: { relation: raw.sales, name: outcome, day: day, value: value }
leads: 14
into: analytics.${signal}_finding
latency_days: 1
reaction_days: 2
`;

let folder: string;
const home = () => join(folder, 'home');
const shop = () => join(folder, 'shop');
const run = (...args: string[]) => leadlineHere(home(), [...args, '--workspace', shop()]);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'leadline-study-'));
  expect((await leadlineHere(home(), ['init', shop()])).code).toBe(0);
  const csv = async (name: string, lines: readonly string[]) => {
    writeFileSync(join(folder, `${name}.csv`), lines.join('\n'));
    const loaded = await run('load', join(folder, `${name}.csv`), '--as', `raw.${name}`);
    expect([loaded.code, loaded.err]).toEqual([0, expect.anything()]);
  };
  const signals = (values: Float64Array) => [
    'day,platform,signal,value',
    ...Array.from(values, (value, t) => `${writeDay(19_000 + t)},tiktok,tiktok/frogs,${value}`),
  ];
  await csv('views', signals(made.social));
  await csv('noise', signals(other.social));
  await csv('sales', [
    'day,outcome,value',
    ...Array.from(made.sales, (value, t) => `${writeDay(19_000 + t)},p1/units,${value}`),
  ]);
  mkdirSync(join(shop(), 'studies'), { recursive: true });
  for (const name of ['views', 'noise']) writeFileSync(join(shop(), 'studies', `${name}.yml`), study(name));
  writeFileSync(join(shop(), 'studies', 'broken.yml'), `${study('views')}seeed: 1\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('study', () => {
  it('prints the strongest finding first, then what is asked', async () => {
    const { code, out } = await run('study', 'views');
    expect(code).toBe(0);
    const [title, finding = '', answers = '', closing] = out.trim().split('\n\n');
    expect(title).toBe('What the frogs do');
    expect(finding).toMatch(
      /^(confirmed|suggestive): p1\/units (follows|seems to follow) tiktok\/frogs 6 days later/,
    );
    expect(answers).toMatch(/^How long after a signal does its outcome follow\? 6 days later, in 1 /);
    expect(answers).toContain('1 of 1 leave time to act.');
    expect(answers).toContain('Which platform leads most strongly? No lead was found on which two platforms');
    expect(answers).toContain(
      'Watch tiktok/frogs: from a spike that is known, 3 days are left to prepare p1/units.',
    );
    expect(closing).toMatch(
      /^1 pairs?, 1 related after correction for 1 tried\. Version 1, written to analytics.views_finding\./,
    );
  });

  it('says what could have been found when nothing was', async () => {
    const { code, out } = await run('study', 'noise');
    expect(code).toBe(0);
    expect(out).toMatch(/No trustworthy lead found in 1 pair\. An effect of \d+\.\d % .* eight times in ten/);
    expect(out).toContain('What to do now? Hold: ');
  });

  it('compares versions and lists studies with theirs', async () => {
    const again = JSON.parse((await run('study', 'views', '--json')).out);
    expect(again.version).toMatchObject({ version: 2, study: 'views' });
    const compared = await run('study', 'views', '--compare', '1', '2');
    expect(compared.out).toMatch(/^Version 2 of views beside version 1: 0 appeared, 0 vanished, 0 changed\./);
    expect(compared.out).toContain('Neither data nor settings changed');
    const { out } = await run('study', '--list');
    expect(out).toMatch(
      /broken\nIt can't run: studies\/broken.yml, line 8: seeed is not a key Leadline knows/,
    );
    expect(out).toMatch(/views: What the frogs do\n.*\n.*\n +2 .*1 (confirmed|suggestive)\n +1 /);
  });

  it('exports a finding for R', async () => {
    const to = join(folder, 'for R');
    const names = ['--export-r', 'tiktok/frogs', 'p1/units'];
    const { code, out } = await run('study', 'views', ...names, '--to', to);
    expect([code, out]).toEqual([0, expect.stringMatching(/^p1\/units .* 6 days later/)]);
    expect(out).toContain(`Exported to ${to}. There, \`Rscript recompute.R\` recomputes it.`);
    expect(readdirSync(to).sort()).toEqual(['README.md', 'data.csv', 'finding.json', 'recompute.R']);
    if (versionOfR() !== null) expect(await recompute(to)).toMatchObject({ code: 0 });
    const again = await run('study', 'views', ...names, '--to', to);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('already holds something')]);
  });

  it('says what is wrong with what it is given', async () => {
    for (const [args, told] of [
      [['study'], 'No study is named.'],
      [['study', 'nothing'], 'The workspace has no study “nothing”.'],
      [['study', 'broken'], 'studies/broken.yml has a fault (line 8: seeed is not a key Leadline knows).'],
      [['study', 'views', '--compare', 'x', '2'], '--compare takes two versions.'],
      [['study', 'views', '--compare', '1', '9'], 'The study views has no version 9.'],
      [['study', 'views', '--export-r', 'tiktok/frogs'], '--export-r takes a signal and an outcome'],
      [['study', 'views', '--to', 'somewhere'], '--export-r takes a signal and an outcome'],
    ] as const) {
      const { code, err } = await run(...args);
      expect([code === 0, err]).toEqual([false, expect.stringContaining(told)]);
    }
  });
});
