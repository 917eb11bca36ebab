import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideDirective } from '../../main/app/brief/decideDirective.ts';
import { makeBrief } from '../../main/app/brief/makeBrief.ts';
import { markSeen } from '../../main/app/brief/markSeen.ts';
import { readBrief } from '../../main/app/brief/readBrief.ts';
import { createBriefStep } from '../../main/app/pipelines/steps/brief/briefStep.ts';
import { runStudy } from '../../main/app/studies/runStudy.ts';
import { readyStudy } from '../../main/app/studies/studyFiles.ts';
import { createRandom } from '../../main/insight/numbers/random.ts';
import { writeDay } from '../../main/insight/series/dayNumber.ts';
import type { RunId } from '../../main/pipelines/ids.ts';
import { tablesOf } from '../../main/pipelines/records/tables.ts';
import type { StepCall } from '../../main/pipelines/run/runner.ts';
import type { Engine } from '../../main/warehouse/store.ts';
import type { Warehouse } from '../../main/warehouse/warehouse.ts';
import type { Brief } from '../../shared/contract/brief.ts';
import type { Row } from '../../shared/domain/column.ts';
import type { Decision } from '../../shared/domain/directive.ts';
import { Step, type StepOf } from '../../shared/domain/pipeline/step.ts';
import type { RelationName } from '../../shared/domain/relation.ts';
import { ok } from '../../shared/errors/failure.ts';
import { must } from '../warehouse/store/bench.ts';
import { DAYS, FIRST, LATER, LEAD, risingFrogs, SPIKE } from './risingFrogs.ts';

const TODAY = writeDay(FIRST + DAYS - 1);

const STUDY = `
title: Frogs and mugs
signals: { relation: core.signals, name: signal, day: day, value: value, about: [platform, trend], label: [trend, platform] }
outcomes: { relation: core.outcomes, name: outcome, day: day, value: value, about: [product], label: [title] }
leads: 20
into: analytics.finding
strength_into: analytics.platform_strength
latency_days: 1
seed: 5
`;
const WHY = JSON.stringify({
  code: 'BAD_INPUT',
  message: 'The disk is full.',
  next: 'Make room.',
  retry: false,
});
const BRIEF = `
study: frogs
into: analytics.directive
make_days: 10
prices: { relation: core.prices, product: product, price_minor: price, cost_minor: cost, currency: currency, since: since }
stock: { relation: core.stock, product: product, day: day, in_stock: in_stock }
`;

/** The brief of a workspace from nothing to a judged directive, which each engine must come to alike. */
export function describeBrief(
  engine: Engine,
  open: () => Promise<{ warehouse: Warehouse; close(): Promise<void> }>,
): void {
  describe(`the brief on ${engine}`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    let folder = '';
    let now = new Date(`${TODAY}T20:00:00.000Z`);
    const clock = () => now;
    const store = () => opened.warehouse.store;
    const work = () => ({ signal: new AbortController().signal, report: () => {} });
    const { views, units } = risingFrogs();
    const make = async () =>
      must(await makeBrief({ store: store(), folder, clock, zone: 'UTC', currency: 'EUR' }, work()));
    const quality = {
      checks: async () => ok({ checks: [], total: 0, more: false }),
      bands: async () => ok([]),
    };
    const read = async (): Promise<Brief> =>
      must(
        await readBrief({
          ...{ store: store(), folder, clock, zone: 'UTC', quality },
          sources: async () => ({ list: async () => ok([]) }),
        }),
      );
    const decide = (id: string, decision: Decision) =>
      decideDirective({ store: store(), folder }, { id, decision }, { now, zone: 'UTC' });
    const study = async () =>
      must(
        await runStudy(
          must(await readyStudy(folder, 'frogs')),
          { store: store(), clock, program: '1.0.0' },
          work(),
        ),
      );
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
    const series = async (days: number) => {
      const rows = (values: readonly number[], told: readonly string[]) =>
        values.slice(0, days).map((value, t): Row => [writeDay(FIRST + t), ...told, value]);
      await table(
        'core.signals',
        ['day day', 'platform', 'trend', 'signal', 'value number'],
        rows(views, ['tiktok', 'frogs', 'tiktok/frogs']),
      );
      await table(
        'core.outcomes',
        ['day day', 'product', 'title', 'outcome', 'value number'],
        rows(units, ['mug', 'Frog mug', 'mug/units']),
      );
    };
    const directiveRows = async () =>
      must(
        await store().query(
          `select "id", "action", "state", "came", "note" from ${store().quote('analytics.directive' as RelationName)}`,
        ),
      ).rows;

    beforeAll(async () => {
      opened = await open();
      folder = await mkdtemp(join(tmpdir(), 'leadline-brief-'));
      await mkdir(join(folder, 'studies'));
    }, 60_000);
    afterAll(async () => {
      await opened.close();
      await rm(folder, { recursive: true, force: true });
    });

    it('says what is missing at each step, and what to do about it', async () => {
      const missing = async () => (await read()).missing.map(({ is }) => is);
      expect(await missing()).toEqual(['no brief file', 'no study']);
      await writeFile(join(folder, 'studies/frogs.yml'), STUDY);
      await writeFile(join(folder, 'brief.yml'), `${BRIEF}spike_treshold: 4\n`);
      expect((await read()).missing[0]?.message).toMatch(/^brief\.yml has a fault \(line 7: spike_treshold/);
      await writeFile(join(folder, 'brief.yml'), BRIEF);
      expect(await missing()).toEqual(['not loaded']);
      await series(DAYS);
      expect(await missing()).toEqual(['not studied']);
      const early = await makeBrief({ store: store(), folder, clock, zone: 'UTC', currency: 'EUR' }, work());
      expect(early).toMatchObject({ ok: false, failure: { code: 'BAD_INPUT' } });
      await study();
      expect(await missing()).toEqual(['not briefed']);
      expect((await read()).answers?.[0]?.answer).toMatch(/^14 days later, in 1 confirmed lead\./);
    });

    it('proposes what there is time for, in units and money, and proposes nothing twice', async () => {
      await table(
        'core.prices',
        ['product', 'price integer', 'cost integer', 'currency', 'since day'],
        [
          ['mug', 900n, 300n, 'USD', '2024-01-01'],
          ['mug', 1_000n, 400n, 'USD', '2025-01-01'],
        ],
      );
      await table('core.stock', ['product', 'day day', 'in_stock boolean'], [['mug', TODAY, true]]);
      expect(await make()).toMatchObject({ asOf: TODAY, open: 1, new: 1, live: 1, judged: 0 });
      const brief = await read();
      expect(brief).toMatchObject({ missing: [], noLead: null, asOf: { day: TODAY, isToday: true } });
      const [one] = brief.directives;
      expect(brief.directives).toHaveLength(1);
      expect(one).toMatchObject({
        ...{ action: 'make', state: 'proposed', onset: writeDay(FIRST + SPIKE), daysLeft: 1, isNew: true },
        about: {
          ...{ signal: 'tiktok/frogs', signalLabel: 'frogs on TikTok', platform: 'tiktok', trend: 'frogs' },
          ...{ outcome: 'mug/units', outcomeLabel: 'Frog mug', product: 'mug', productLabel: 'Frog mug' },
        },
        evidence: { verdict: 'confirmed', lead: { days: LEAD }, version: 1 },
      });
      expect(brief.live).toMatchObject([{ directive: one?.id, daysLeft: 11 }]);
      const { units: more, money, currency } = one?.effect ?? {};
      expect(money?.value).toBe((more?.value ?? 0) * 1_000);
      expect(currency).toBe('USD');
      expect(one?.cost.missedMinor).toBeGreaterThan(0);
      const before = await directiveRows();
      now = new Date(now.getTime() + 60_000);
      expect(await make()).toMatchObject({ open: 1, new: 0 });
      expect(await directiveRows()).toEqual(before);
      expect((await read()).directives[0]?.madeAt).toBe(one?.madeAt);
    });

    it('keeps what a person decides through every making, and takes it back', async () => {
      const id = (await read()).directives[0]?.id ?? '';
      expect(await decide('nobody', { is: 'accept' })).toMatchObject({ ok: false });
      expect(await decide(id, { is: 'undo' })).toMatchObject({ ok: false });
      expect(await decide(id, { is: 'snooze', until: TODAY })).toMatchObject({ ok: false });
      const until = writeDay(FIRST + DAYS);
      expect(must(await decide(id, { is: 'snooze', until })).state).toBe('snoozed');
      const step = createBriefStep({
        warehouse: async () => ok(opened.warehouse),
        ...{ clock, zone: () => 'UTC', currency: () => 'EUR', folder },
      });
      const called = (brief: string, attempt: string): StepCall<'brief'> => ({
        step: Step.parse({ name: 'it', brief }) as StepOf<'brief'>,
        run: { id: 'run' as RunId, pipeline: 'daily' } as StepCall<'brief'>['run'],
        ...{ attempt, cursor: null, ...work(), say: () => {} },
      });
      const done = await step.run(called('frogs', 'once'));
      expect(done).toMatchObject({ is: 'succeeded', wrote: ['analytics.directive'] });
      // Killed between its commit and its record, it is told again and does nothing.
      expect(await step.run(called('frogs', 'once'))).toEqual(done);
      expect(await step.run(called('toads', 'other'))).toMatchObject({ is: 'failed' });
      expect(await directiveRows()).toMatchObject([[id, 'make', 'snoozed', null, null]]);
      const dismissed = must(await decide(id, { is: 'dismiss', note: 'enough there' }));
      expect(dismissed).toMatchObject({ state: 'dismissed', decided: { note: 'enough there' } });
      expect(await directiveRows()).toMatchObject([[id, 'make', 'dismissed', null, 'enough there']]);
      expect(must(await decide(id, { is: 'undo' })).state).toBe('proposed');
      expect(must(await decide(id, { is: 'accept' })).state).toBe('accepted');
      expect(await make()).toMatchObject({ open: 0, new: 0 });
      expect((await read()).directives).toMatchObject([{ id, state: 'accepted' }]);
    });

    it('judges what it foresaw by what came, and tells it as what is new since the last visit', async () => {
      now = new Date(now.getTime() + 60_000);
      must(await markSeen({ store: store(), folder }, now));
      expect(await read()).toMatchObject({ changes: [], lastVisit: now.toISOString() });
      now = new Date(`${writeDay(FIRST + DAYS + LATER - 1)}T20:00:00.000Z`);
      await series(DAYS + LATER);
      await table('core.stock', ['product', 'day day', 'in_stock boolean'], []);
      await study();
      expect((await read()).missing.map(({ is }) => is)).toEqual(['outdated']);
      expect(await make()).toMatchObject({ judged: 1 });
      const { directives, changes, record } = await read();
      const judged = directives.find(({ state }) => state === 'judged');
      expect(judged).toMatchObject({ decided: { is: 'accepted' }, outcome: { is: 'hit' } });
      // Three days of ten times the attention, by the elasticity that was planted.
      const usual = 3 * 60;
      const came = units.slice(SPIKE + LEAD, SPIKE + LEAD + 3).reduce((sum, value) => sum + value, 0);
      expect(judged?.outcome?.actualUnits).toBeGreaterThan(0.6 * (came - usual));
      expect(judged?.outcome?.actualUnits).toBeLessThan(1.4 * (came - usual));
      expect(record).toMatchObject({ hit: 1, missed: 0 });
      expect(changes.map(({ kind }) => kind)).toContain('directive judged');
      expect(await decide(judged?.id ?? '', { is: 'undo' })).toMatchObject({ ok: false });
    });

    it('answers in full where no lead can be trusted, and says which finding is gone', async () => {
      now = new Date(now.getTime() + 60_000);
      must(await markSeen({ store: store(), folder }, now));
      const random = createRandom(12);
      await table(
        'core.outcomes',
        ['day day', 'product', 'title', 'outcome', 'value number'],
        Array.from({ length: DAYS }, (_, t) => [
          writeDay(FIRST + t),
          'mug',
          'Frog mug',
          'mug/units',
          Math.round(60 * Math.exp(0.3 * random.normal())),
        ]),
      );
      await study();
      await make();
      const { noLead, changes, answers } = await read();
      expect(noLead?.sentence).toMatch(/^No trustworthy lead found in 1 pair\. An effect of [\d.]+ %/);
      expect(noLead?.next).toMatch(/^Don’t buy/);
      expect(answers?.[0]?.answer).toBe('No lead was found that one could trust.');
      expect(changes.find(({ kind }) => kind === 'finding gone')?.sentence).toMatch(
        /^frogs on TikTok and Frog mug: nothing is found any more/,
      );
    });

    it('tells of a pipeline whose last run failed, where and why, until one succeeds or its file is gone', async () => {
      const { runs, tasks, tries } = tablesOf(store());
      const ran = (id: string, status: string) =>
        store().write(async (session) => {
          for (const [into, line] of [
            [
              runs,
              [
                id,
                'daily',
                id,
                'manual',
                '',
                '',
                '{}',
                '',
                id,
                0n,
                null,
                null,
                status,
                id,
                id,
                null,
                0n,
                0n,
                0n,
              ],
            ],
            [tasks, [id, 'load', -1n, 'null', status, 1n, 1n, 0n, null, null, id, id, null, 0n]],
            [tries, [id, 'load', -1n, 1n, id, id, status, WHY, null, '[]', null]],
          ] as const) {
            const put = await session.execute(
              `insert into ${into} values (${line.map(() => '?').join(', ')})`,
              line,
            );
            if (!put.ok) return put;
          }
          return ok(undefined);
        });
      must(await ran('2026-01-01T06:00:00.000Z', 'failed'));
      expect((await read()).failedRuns).toEqual([]);
      await mkdir(join(folder, 'pipelines'));
      await writeFile(join(folder, 'pipelines/daily.yml'), '');
      expect((await read()).failedRuns).toEqual([
        {
          ...{ run: '2026-01-01T06:00:00.000Z', pipeline: 'daily', at: '2026-01-01T06:00:00.000Z' },
          sentence: 'The last run of daily failed at the step load: The disk is full. Make room.',
        },
      ]);
      must(await ran('2026-01-02T06:00:00.000Z', 'succeeded'));
      expect((await read()).failedRuns).toEqual([]);
    });
  });
}
