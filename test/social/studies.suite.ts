import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStudyStep } from '../../main/app/pipelines/steps/study/studyStep.ts';
import { compareVersions, whyDifferent } from '../../main/app/studies/run/compareVersions.ts';
import { studyVersions } from '../../main/app/studies/run/versions.ts';
import { runStudy, type StudyRun } from '../../main/app/studies/runStudy.ts';
import { type ReadyStudy, writtenStudy } from '../../main/app/studies/studyFiles.ts';
import { readStudyData } from '../../main/app/studies/studySeries.ts';
import { createTriedPairs } from '../../main/app/studies/triedPairs.ts';
import { writeStep } from '../../main/insight/grain/stepNumber.ts';
import { pairFinding } from '../../main/insight/screen/pairFinding.ts';
import { sideBySide } from '../../main/insight/screen/study.ts';
import { dailySeries } from '../../main/insight/series/dailySeries.ts';
import { writeDay } from '../../main/insight/series/dayNumber.ts';
import type { RunId } from '../../main/pipelines/ids.ts';
import type { Engine } from '../../main/warehouse/store.ts';
import type { Warehouse } from '../../main/warehouse/warehouse.ts';
import type { Row } from '../../shared/domain/column.ts';
import { Step, type StepOf } from '../../shared/domain/pipeline/step.ts';
import type { RelationName } from '../../shared/domain/relation.ts';
import { StudyName } from '../../shared/domain/study.ts';
import { ok, type Result } from '../../shared/errors/failure.ts';
import { syntheticPair } from '../insight/syntheticPair.ts';
import { must } from '../warehouse/store/bench.ts';

const DAYS = 400;
const FIRST = 19_000;
const made = syntheticPair(12, 'planted', { days: DAYS, effect: 0.7, lead: 6 });
const other = syntheticPair(77, 'null_shared_season', { days: DAYS });
const SIGNALS: readonly (readonly [string, string, string, readonly number[]])[] = [
  ['tiktok/frogs/views', 'tiktok', 'frogs', [...made.social]],
  ['reddit/frogs/posts', 'reddit', 'frogs', [...other.social]],
  ['tiktok/short/views', 'tiktok', 'short', [...made.social].slice(0, 40)],
  ['tiktok/none/views', 'tiktok', 'none', Array.from({ length: DAYS }, () => 0)],
];

/** The one that a grain is tried on: of days, and of hours. */
const SEEN = new Set(['tiktok/frogs/views', 'hours']);

const TEXT = `
signals: { relation: core.signals, name: signal, day: day, value: value, about: [platform, trend] }
outcomes: { relation: core.outcomes, name: outcome, day: day, value: value, about: [product] }
pairs: { relation: core.links, signal: trend, outcome: product, where: "affiliation in ('accepted', 'proposed')" }
leads: 14
causes: [{ relation: core.promotions, first: first_day, last: last_day }]
family: frogs
into: analytics.finding
strength_into: analytics.platform_strength
latency_days: 1
reaction_days: 2
seed: 5
`;

/** What a study comes to, which each engine must come to alike. */
export function describeStudies(
  engine: Engine,
  open: () => Promise<{ warehouse: Warehouse; close(): Promise<void> }>,
): void {
  describe(`studies on ${engine}`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    let first: StudyRun;
    const clock = () => new Date('2026-11-22T06:00:00.000Z');
    const store = () => opened.warehouse.store;
    const ready = (change: (text: string) => string = (text) => text): ReadyStudy => {
      const { study, problems, hash } = writtenStudy('trends', change(TEXT));
      if (study === null) throw new Error(JSON.stringify(problems));
      return { name: StudyName.parse('trends'), study, hash };
    };
    const run = (study: ReadyStudy, signal = new AbortController().signal): Promise<Result<StudyRun>> =>
      runStudy(study, { store: store(), clock, program: '1.0.0' }, { signal, report: () => {} });
    const table = async (name: string, columns: readonly string[], rows: readonly Row[]) =>
      must(
        await store().write(async (session) => {
          const spec = {
            name: name as RelationName,
            columns: columns.map((column) => {
              const [called = '', kind = 'text'] = column.split(' ');
              return { name: called, type: { kind: kind as 'text' }, nullable: true };
            }),
          };
          const there = await session.describe(spec.name);
          if (there.ok && there.value !== null) must(await session.drop(spec.name));
          must(await session.createTable(spec));
          return session.insert(
            spec.name,
            spec.columns.map((column) => column.name),
            [rows],
          );
        }),
      );
    const outcomes = (sales: readonly number[]) =>
      table(
        'core.outcomes',
        ['day day', 'product', 'outcome', 'value number'],
        // A day without an offer has no value.
        sales.map((value, t) => [writeDay(FIRST + t), 'p1', 'p1/units', t === 9 ? null : value]),
      );
    const rows = async (sql: string) =>
      must(await opened.warehouse.console({ sql, offset: 0, limit: 100, timeoutMs: 30_000 })).rows;

    beforeAll(async () => {
      opened = await open();
      await table(
        'core.signals',
        ['day day', 'platform', 'trend', 'signal', 'value number'],
        SIGNALS.flatMap(([name, platform, trend, values]) =>
          values.map((value, t) => [writeDay(FIRST + t), platform, trend, name, value]),
        ),
      );
      await outcomes([...made.sales]);
      await table(
        'core.links',
        ['trend', 'product', 'affiliation'],
        [
          ...['frogs', 'short', 'none', 'gone'].map((trend) => [trend, 'p1', 'accepted']),
          ['frogs', 'p1', 'proposed'],
          ['frogs', 'p2', 'rejected'],
        ],
      );
      await table(
        'core.promotions',
        ['first_day day', 'last_day day', 'name'],
        [...[...made.truth.promoDays].map((t) => [writeDay(FIRST + t), writeDay(FIRST + t), 'sale'])],
      );
      first = must(await run(ready()));
    }, 60_000);
    afterAll(() => opened.close());

    it('finds what a screen of the same series finds', () => {
      const asRows = (values: readonly number[], hole = -1) =>
        values.map((value, t) => ({ day: writeDay(FIRST + t), value: t === hole ? null : value }));
      const one = (name: string, values: readonly number[], hole?: number) => ({
        name,
        series: dailySeries(asRows(values, hole), { name, duplicates: 'refuse' }),
      });
      const promoted = new Set([...made.truth.promoDays]);
      const cause = one(
        'promotions',
        Array.from({ length: DAYS }, (_, t) => (promoted.has(t) ? 1 : 0)),
      );
      if (!('values' in cause.series)) throw new Error('no cause');
      const study = {
        ...sideBySide([one('tiktok/frogs/views', [...made.social])], [one('p1/units', [...made.sales], 9)]),
        causes: [cause.series],
      };
      const found = first.findings.find(({ signal }) => signal === 'tiktok/frogs/views');
      const expected = pairFinding(study, 0, () => ({ q: found?.q ?? 1, tests: 2 }), {
        ...{ maxLead: 14, seed: 5, confirmed: true, delays: { latency: 1, reaction: 2 } },
      });
      const { verdict, lead, interval, strength, p, effectiveN, days, sentence } = expected;
      expect(found).toMatchObject({ verdict, lead, interval, strength, p, effectiveN, days, sentence });
      expect(found).toMatchObject({ verdict: 'confirmed', lead: 6, actionableLead: { days: 3 } });
      expect(first.tests).toBe(2);
      expect(found?.q).toBe((p ?? 0) * 2);
    });

    it('writes a row a pair with what it is about, and which platform is the stronger', async () => {
      const found = await rows(
        'select study, version, signal, outcome, platform, trend, product, verdict, lead, actionable_days, refusal from analytics.finding order by signal',
      );
      const head = ['trends', 1n];
      expect(found).toEqual([
        [...head, 'reddit/frogs/posts', 'p1/units', 'reddit', 'frogs', 'p1', 'no evidence', null, null, null],
        [...head, 'tiktok/frogs/views', 'p1/units', 'tiktok', 'frogs', 'p1', 'confirmed', 6n, 3n, null],
        [...head, 'tiktok/none/views', 'p1/units', 'tiktok', 'none', 'p1', 'refused', null, null, 'constant'],
        [
          ...head,
          'tiktok/short/views',
          'p1/units',
          'tiktok',
          'short',
          'p1',
          'refused',
          null,
          null,
          'tooShort',
        ],
        [...head, 'trend gone', 'p1/units', null, 'gone', 'p1', 'refused', null, null, 'noRows'],
      ]);
      const strengths = await rows(
        'select platform, trend, platform_rank, lead from analytics.platform_strength order by platform_rank',
      );
      expect(strengths[0]).toEqual(['tiktok', 'frogs', 1n, 6n]);
      expect(strengths).toHaveLength(2);
    });

    it('says of each pair it refuses what is missing and what to do', () => {
      const said = first.findings.filter(({ verdict }) => verdict === 'refused').map((one) => one.sentence);
      expect(said).toEqual([
        'tiktok/none/views is 0 on every day. Choose a series that varies, or check that the right column was taken.',
        expect.stringMatching(
          /^tiktok\/short\/views and p1\/units share 39 days; a lead needs 180\. Bring 141 more days/,
        ),
        'There are no days of trend gone in core.signals. Extract its source, or take trend gone out of the links.',
      ]);
    });

    it('is a version a run, told apart by data and settings', async () => {
      const again = must(await run(ready()));
      expect(again.version).toEqual({ ...first.version, version: 2 });
      expect(JSON.stringify(again.findings)).toBe(JSON.stringify(first.findings));
      const same = must(await compareVersions(store(), 'trends', 1, 2));
      expect(same).toMatchObject({
        appeared: [],
        vanished: [],
        changed: [],
        data: [],
        settings: false,
        same: true,
      });
      expect(whyDifferent(same)).toMatch(/^Neither data nor settings changed, and every finding is the same/);

      await outcomes([...other.sales]);
      must(await run(ready((text) => text.replace('reaction_days: 2', 'reaction_days: 3'))));
      const changed = must(await compareVersions(store(), 'trends', 2, 3));
      expect(changed).toMatchObject({
        appeared: [],
        changed: [],
        data: ['core.outcomes'],
        settings: true,
        same: false,
      });
      expect(changed.vanished).toEqual([
        {
          ...{ signal: 'tiktok/frogs/views', outcome: 'p1/units' },
          ...{ signalLabel: 'tiktok/frogs/views', outcomeLabel: 'p1/units' },
          ...{ was: { verdict: 'confirmed', lead: 6 }, is: null },
        },
      ]);
      expect(whyDifferent(changed)).toBe(
        'Changed between the two: the data of core.outcomes; the settings of the study.',
      );
      expect(await compareVersions(store(), 'trends', 1, 9)).toMatchObject({
        failure: { message: 'The study trends has no version 9.', next: 'It has the versions 1 to 3.' },
      });
      expect(await rows('select distinct version from analytics.finding')).toEqual([[3n]]);
    });

    it('counts pairs in its own family, and leaves nothing when it is stopped', async () => {
      const pairs = async (family?: string) =>
        must(await createTriedPairs(store(), clock, family).read()).pairs;
      expect(await pairs()).toEqual([]);
      expect((await pairs('frogs')).map(({ tries }) => tries)).toEqual([3, 3]);
      const stop = new AbortController();
      stop.abort();
      expect(await run(ready(), stop.signal)).toMatchObject({ failure: { code: 'CANCELLED' } });
      expect(must(await studyVersions(store(), 'trends')).map(({ version }) => version)).toEqual([3, 2, 1]);
      expect((await pairs('frogs')).map(({ tries }) => tries)).toEqual([3, 3]);
    });

    it('is a step that counts once however often its attempt is repeated', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'leadline-step-'));
      try {
        await mkdir(join(folder, 'studies'));
        await writeFile(join(folder, 'studies', 'trends.yml'), TEXT);
        const step = createStudyStep({
          ...{ warehouse: async () => ok(opened.warehouse), clock, folder, version: '1.0.0' },
        });
        const call = (study: string, attempt: string, signal = new AbortController().signal) => ({
          step: Step.parse({ name: 'it', study }) as StepOf<'study'>,
          run: {
            ...{ id: 'run-1' as RunId, pipeline: 'daily', kind: 'manual' as const, params: {} },
            interval: { from: '2026-11-21T00:00:00.000Z', to: '2026-11-22T00:00:00.000Z' },
          },
          ...{ attempt, cursor: null, signal, report: () => {}, say: () => {} },
        });
        const tries = async () =>
          must(await createTriedPairs(store(), clock, 'frogs').read()).pairs.map((pair) => pair.tries);
        const stopping = new AbortController();
        const stopped = step.run(call('trends', 'one', stopping.signal));
        setTimeout(() => stopping.abort(), 100);
        expect(await stopped).toMatchObject({ is: 'failed', failure: { code: 'CANCELLED' } });
        expect(await tries()).toEqual([3, 3]);
        const done = await step.run(call('trends', 'one'));
        expect(done).toMatchObject({
          ...{ is: 'succeeded', rows: 5, wrote: ['analytics.finding', 'analytics.platform_strength'] },
          told: '5 pairs studied, 0 related after correction for 2 tried, 3 refused. Version 4.',
        });
        expect(await tries()).toEqual([4, 4]);
        expect(await step.run(call('trends', 'one'))).toEqual(done);
        expect(await tries()).toEqual([4, 4]);
        expect(must(await studyVersions(store(), 'trends'))).toHaveLength(4);
        expect(await step.run(call('none', 'two'))).toMatchObject({
          failure: { message: 'The workspace has no study “none”.', next: 'Its studies are trends.' },
        });
        expect(await step.writes?.(call('trends', 'two').step)).toEqual([
          ...['analytics.finding', 'analytics.platform_strength'],
        ]);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });

    it('by week adds days up, by hour tells instants apart, and says so of what it found', async () => {
      const work = { signal: new AbortController().signal, report: () => {} };
      const valuesOf = async ({ study }: ReadyStudy) => {
        const { study: data } = must(await readStudyData(store(), study, work));
        const [signal, cause] = [data.signals.find(({ name }) => SEEN.has(name))?.series, data.causes[0]];
        if (signal === undefined || !('values' in signal)) throw new Error('no signal');
        return { signal, cause };
      };
      const weekly = ready((text) =>
        text
          .replace('leads: 14', 'grain: week')
          .replace('analytics.finding', 'analytics.weekly')
          .replace(/strength_into.*/, ''),
      );
      const { signal, cause } = await valuesOf(weekly);
      const monday = FIRST + 2;
      const values = [...made.social];
      expect([writeStep(signal.firstDay, 'week'), signal.grain]).toEqual([writeDay(monday), 'week']);
      expect(signal.values[3]).toBe(values.slice(2 + 21, 2 + 28).reduce((sum, value) => sum + value, 0));
      const shares = Array.from(cause?.values ?? []).reduce((sum, share) => sum + share, 0);
      expect(shares).toBeCloseTo(new Set(made.truth.promoDays).size / 7, 9);
      const found = must(await run(weekly)).findings.filter(({ verdict }) => verdict === 'refused');
      expect(found.map(({ sentence }) => sentence)).toContainEqual(expect.stringContaining('more weeks'));
      expect(await rows('select distinct grain from analytics.weekly')).toEqual([['week']]);
      const [version] = must(await studyVersions(store(), 'trends'));
      expect(version?.grain).toBe('week');

      // Two hours of the night on which New York sets its clocks back, and one more.
      const instants = [
        '2025-11-02T05:30:00.000000Z',
        '2025-11-02T06:30:00.000000Z',
        '2025-11-02T08:00:00.000000Z',
      ];
      await table(
        'core.hourly',
        ['at instant', 'trend', 'signal', 'value number'],
        [...instants.map((at, t) => [at, 'frogs', 'hours', t + 1])],
      );
      const hourly = (relation: string) =>
        ready((text) =>
          text
            .replace('leads: 14', 'grain: hour')
            .replace(
              /signals: .*/,
              `signals: { relation: ${relation}, name: signal, day: at, value: value, about: [trend] }`,
            )
            .replace(/pairs: .*/, '')
            .replace(/strength_into.*/, ''),
        );
      const hours = await valuesOf(hourly('core.hourly'));
      expect(writeStep(hours.signal.firstDay, 'hour')).toBe('2025-11-02T05:00Z');
      expect(Array.from(hours.signal.values)).toEqual([1, 2, Number.NaN, 3]);
      expect(hours.signal).toMatchObject({ grain: 'hour', zone: 'UTC' });
      await table(
        'core.wall',
        ['at', 'trend', 'signal', 'value number'],
        [['2025-11-02 01:30', 'frogs', 'hours', 1]],
      );
      const wall = must(await readStudyData(store(), hourly('core.wall').study, work)).study.signals[0]
        ?.series;
      expect(wall).toMatchObject({
        refused: 'dayUnreadable',
        next: expect.stringContaining('with their offset'),
      });
    });

    it('told of days before studies had a grain, keeps that beside new ones', async () => {
      const into = 'analytics.finding';
      const write = (sql: string) => store().write((session) => session.execute(sql));
      for (const later of ['grain', 'signal_label', 'outcome_label'])
        must(await write(`alter table ${store().quote(into as RelationName)} drop column "${later}"`));
      must(await write(`update ${store().quote(into as RelationName)} set "study" = 'older'`));
      const now = ready((text) => text.replace(/strength_into.*/, ''));
      must(await run(now));
      expect(
        await rows(`select distinct study, grain, signal_label is null from ${into} order by study`),
      ).toEqual([
        ['older', 'day', expect.toSatisfy(Boolean)],
        ['trends', 'day', expect.toSatisfy((is) => !is || is === 0n)],
      ]);
      must(await write(`delete from ${store().quote(into as RelationName)} where "study" = 'older'`));
    });

    it('refuses what can’t be a study of its relations', async () => {
      const told = async (change: (text: string) => string) => {
        const done = await run(ready(change));
        return done.ok ? '' : done.failure.message;
      };
      expect(await told((text) => text.replace('core.signals', 'core.nothing'))).toBe(
        'There is no relation core.nothing.',
      );
      expect(await told((text) => text.replace('name: signal,', 'name: platform,'))).toMatch(
        /^tiktok in core.signals has more than one trend: /,
      );
      expect(await told((text) => text.replace("'accepted', 'proposed'", "'perhaps'"))).toBe(
        "core.links links nothing where affiliation in ('perhaps').",
      );
      await table('analytics.taken', ['n integer'], []);
      expect(await told((text) => text.replace('into: analytics.finding', 'into: analytics.taken'))).toBe(
        'analytics.taken is there already and no study wrote it.',
      );
    });
  });
}
