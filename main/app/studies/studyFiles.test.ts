import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readyStudy, studyProblems, writtenStudy } from './studyFiles.ts';

const GOOD = `title: Which trends lead which products
signals: { relation: analytics.signal_daily, name: signal, day: day, value: value, about: [platform, category, trend] }
outcomes: { relation: analytics.outcome_daily, name: outcome, day: day, value: value, about: [product] }
pairs: { relation: core.bridge_trend_product, signal: trend, outcome: product, where: "affiliation in ('accepted', 'proposed')" }
grain: day
leads: 30
causes:
  - { relation: raw.promotions, first: first_day, last: last_day, name: name }
  - { relation: raw.holidays, day: day, name: name }
family: social-to-sales
into: analytics.finding
strength_into: analytics.platform_strength
latency_days: 1
reaction_days: 5
seed: 1
`;

const told = (text: string) =>
  studyProblems(text, 'studies/trends.yml').map(
    ({ line, column, message }) => `${line}:${column} ${message}`,
  );

describe('files of studies', () => {
  it('reads one with everything', () => {
    const { study, problems } = writtenStudy('trends', GOOD);
    expect(problems).toEqual([]);
    expect(study).toMatchObject({ leads: 30, family: 'social-to-sales', latency_days: 1 });
    expect(study?.causes).toHaveLength(2);
  });

  it('tells each fault with its place', () => {
    expect(told(GOOD.replace('family:', 'familly:'))).toEqual(['10:1 familly is not a key Leadline knows']);
    expect(told(GOOD.replace('grain: day', 'grain: month'))[0]).toMatch(
      /^5:8 grain: "month" is not one of day, week/,
    );
    expect(told(GOOD.replace('leads: 30', 'leads: 400'))).toEqual([
      '6:8 leads: "400" is more than the 365 days that a study by day can look at',
    ]);
    expect(told(GOOD.replace('grain: day', 'grain: hour'))).toEqual([]);
    expect(told(GOOD.replace('grain: day', 'grain: week').replace('leads: 30', 'leads: 53'))).toEqual([
      '6:8 leads: "53" is more than the 52 weeks that a study by week can look at',
    ]);
    expect(told(GOOD.replace('value: value, ', 'value: value, aggregate: mean, '))[0]).toMatch(
      /^2:95 signals.aggregate: "mean" says how days become weeks, and this study is by day/,
    );
    expect(told(GOOD.replace('analytics.finding', 'finding'))[0]).toMatch(/^11:7 into: is not a relation/);
    expect(told(GOOD.replace('last: last_day', 'lost: last_day'))).toEqual([
      '8:5 causes[1].last is missing',
      '8:51 causes[1].lost is not a key Leadline knows',
    ]);
    expect(told(GOOD.replace("affiliation in ('accepted', 'proposed')", '1=1; drop table x'))[0]).toMatch(
      /^4:\d+ pairs.where: is no condition/,
    );
  });

  it('sees what can’t go together', () => {
    expect(told(GOOD.replace('about: [product]', 'about: [item]'))[0]).toMatch(
      /pairs.outcome: .*is none of the columns under about of outcomes/,
    );
    expect(told(GOOD.replace('about: [product]', 'about: [product, trend]'))[0]).toMatch(
      /outcomes.about\[2\]: .*can't stand beside a finding twice/,
    );
    expect(told(GOOD.replace('into: analytics.finding', 'into: analytics.outcome_daily'))[0]).toMatch(
      /^11:7 into: .*is read by this study/,
    );
    expect(told(GOOD.replace('[platform, category, trend]', '[category, trend]'))[0]).toMatch(
      /^12:16 strength_into: .*needs the column platform/,
    );
  });

  describe('in a workspace', () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'leadline-studies-'));
      await mkdir(join(folder, 'studies'));
      await writeFile(join(folder, 'studies', 'trends.yml'), GOOD);
      await writeFile(join(folder, 'studies', 'broken.yml'), 'signals: 1\n');
      await writeFile(join(folder, 'studies', 'Bad Name.yml'), GOOD);
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    it('says which there are when one isn’t, and never leaves the folder', async () => {
      expect(await readyStudy(folder, 'trends')).toMatchObject({ ok: true });
      for (const name of ['none', '../studies/trends', '/etc/passwd'])
        expect(await readyStudy(folder, name)).toMatchObject({
          failure: { code: 'BAD_INPUT', next: 'Its studies are Bad Name, broken, trends.' },
        });
      expect(await readyStudy(folder, 'broken')).toMatchObject({
        failure: { code: 'FILE_INVALID', subject: 'studies/broken.yml' },
      });
      expect(await readyStudy(folder, 'Bad Name')).toMatchObject({ failure: { code: 'FILE_INVALID' } });
    });
  });
});
