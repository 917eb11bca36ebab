import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frozen, versionsOf } from '../../main/app/forecast/forecastScreens.ts';
import { createForecasts } from '../../main/app/forecast/forecasts.ts';
import { forecastOffers } from '../../main/app/forecast/offers.ts';
import { createRandom } from '../../main/insight/numbers/random.ts';
import { writeDay } from '../../main/insight/series/dayNumber.ts';
import type { Engine } from '../../main/warehouse/store.ts';
import type { Warehouse } from '../../main/warehouse/warehouse.ts';
import type { Row } from '../../shared/domain/column.ts';
import { dayWords } from '../../shared/domain/dayWords.ts';
import type { RelationName } from '../../shared/domain/relation.ts';
import { must } from '../warehouse/store/bench.ts';

const FIRST = 20_000;
const DAYS = 300;
const LATER = 10;
const LEAD = 6;
const HORIZON = 12;
const STUDY = `
title: Frogs and mugs
signals: { relation: core.signals, name: signal, day: day, value: value, about: [platform] }
outcomes: { relation: core.outcomes, name: outcome, day: day, value: value }
leads: 20
into: analytics.finding
`;

function made() {
  const random = createRandom(4);
  const views = Array.from({ length: DAYS + LATER }, () =>
    Math.round(1_000 * Math.exp(0.5 * random.normal())),
  );
  const units = views.map((_, t) =>
    Math.round(60 * ((views[t - LEAD] ?? 1_000) / 1_000) ** 0.6 * Math.exp(0.1 * random.normal())),
  );
  return { views, units };
}

/** A forecast from a study's file to what came of it, which each engine must come to alike. */
export function describeForecasts(
  engine: Engine,
  open: () => Promise<{ warehouse: Warehouse; close(): Promise<void> }>,
): void {
  describe(`forecasts on ${engine}`, () => {
    const { views, units } = made();
    const forecasts = createForecasts(() => writeDay(FIRST + DAYS + 40));
    const work = { signal: new AbortController().signal, report() {} };
    let opened: Awaited<ReturnType<typeof open>>;
    let folder = '';
    const place = () => ({ folder, store: opened.warehouse.store });
    const asked = { study: 'frogs', outcome: 'mug/units', days: HORIZON };

    const table = async (name: string, columns: readonly string[], rows: readonly Row[]) =>
      must(
        await opened.warehouse.store.write(async (session) => {
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
          const names = spec.columns.map((column) => column.name);
          return session.insert(spec.name, names, [rows]);
        }),
      );
    const known = (days: number) =>
      table(
        'core.outcomes',
        ['day day', 'outcome', 'value number'],
        [
          ...units
            .slice(0, days)
            .map((value, t): Row => [writeDay(FIRST + t), 'mug/units', t === 150 ? null : value]),
          ...units.slice(0, 40).map((value, t): Row => [writeDay(FIRST + t), 'new/units', value]),
          ...units.slice(0, days).map((_, t): Row => [writeDay(FIRST + t), 'unsold/units', 0]),
        ],
      );

    beforeAll(async () => {
      opened = await open();
      folder = await mkdtemp(join(tmpdir(), 'leadline-forecast-'));
      await mkdir(join(folder, 'studies'));
      await writeFile(join(folder, 'studies', 'frogs.yml'), STUDY);
      await table(
        'core.signals',
        ['day day', 'platform', 'signal', 'value number'],
        views.map((value, t): Row => [writeDay(FIRST + t), 'tiktok', 'tiktok/frogs/views', value]),
      );
      await known(DAYS);
    });
    afterAll(async () => {
      await opened.close();
      await rm(folder, { recursive: true, force: true });
    });

    it('offers every outcome, and says what is missing before the study has run', async () => {
      const [offer] = must(await forecastOffers(place()));
      expect(offer?.outcomes.map(({ outcome }) => outcome)).toEqual([
        'mug/units',
        'new/units',
        'unsold/units',
      ]);
      expect(offer?.hints.join()).toContain('has not run yet');
      const alone = must(await forecasts.outlook(place(), asked, work));
      expect(alone.outlook).toMatchObject({ signals: [], paths: { led: null } });
      const alerts = await forecasts.alerts(place(), asked, 2, work);
      expect(alerts).toMatchObject({ ok: false, failure: { code: 'BAD_INPUT' } });
    });

    it('uses what the study confirmed, and says how far ahead it reaches', async () => {
      const finding = ['frogs', 'mug/units', 'tiktok/frogs/views', 'tiktok'];
      await table(
        'analytics.finding',
        [
          ...['study', 'outcome', 'signal', 'platform', 'verdict'],
          ...['lead integer', 'lead_from integer', 'lead_to integer', 'r number'],
        ],
        [
          [...finding, 'confirmed', 6n, 6n, 7n, 0.5],
          ['other', ...finding.slice(1), 'confirmed', 9n, 9n, 9n, 0.9],
          ['frogs', 'mug/units', 'reddit/frogs/posts', 'reddit', 'sales lead social', -2n, null, null, 0.4],
        ],
      );
      const [offer] = must(await forecastOffers(place()));
      expect(offer?.hints).toEqual([]);
      expect(offer?.outcomes[0]?.signals).toEqual([
        {
          ...{
            signal: 'tiktok/frogs/views',
            label: 'tiktok/frogs/views',
            platform: 'tiktok',
            verdict: 'confirmed',
          },
          ...{ lead: 6, from: 6, to: 7, strength: 0.5 },
        },
      ]);
      const { outlook } = must(await forecasts.outlook(place(), asked, work));
      expect(outlook.signals).toMatchObject([
        { signal: 'tiktok/frogs/views', platform: 'tiktok', lead: LEAD },
      ]);
      expect(outlook).toMatchObject({ chosen: 'led', firstDay: writeDay(FIRST + DAYS) });
      expect(outlook.verdict).toContain('6 days ahead that tiktok/frogs/views reaches');
      expect(outlook.notes.join()).toContain(
        `known up to ${dayWords(writeDay(FIRST + DAYS - 1))}, 41 days ago`,
      );
      const scenario = must(await forecasts.scenario(place(), asked, 200, work));
      expect(scenario.changesFrom).toBe(writeDay(FIRST + DAYS + LEAD));
      expect(scenario.path.slice(0, LEAD)).toEqual(scenario.usual.slice(0, LEAD));
    });

    it('keeps a frozen forecast as it was, and tells how it did once days have come', async () => {
      const mark = { at: '2026-11-22T06:00:00.000Z', program: '1.0.0' };
      const first = must(await frozen(forecasts, place(), asked, mark, work));
      expect(first).toMatchObject({ id: 1, came: { known: 0, sentence: 'None of its days has come yet.' } });
      const again = must(
        await frozen(forecasts, place(), asked, { ...mark, at: '2027-01-01T00:00:00.000Z' }, work),
      );
      expect(again).toEqual(first);
      await known(DAYS + LATER);
      const next = must(await frozen(forecasts, place(), asked, mark, work));
      expect(next).toMatchObject({ id: 2, firstDay: writeDay(FIRST + DAYS + LATER) });
      expect(next.data).not.toEqual(first.data);
      const [, later] = must(
        await versionsOf(forecasts, place(), { study: 'frogs', outcome: 'mug/units' }, work),
      );
      const { came, ...head } = later ?? first;
      expect({ ...head, came: first.came }).toEqual(first);
      expect(came.known).toBe(LATER);
      expect(came.absolute).toBeLessThan(came.naiveAbsolute ?? 0);
      expect(came.covered[1]?.share).toBeGreaterThanOrEqual(0.8);
      expect(came.sentence).toMatch(/^10 of 12 days are known: \d+ % inside the 80 % interval/);
      expect(
        must(await versionsOf(forecasts, place(), { study: 'frogs', outcome: 'new/units' }, work)),
      ).toEqual([]);
    });

    it.each([
      ['new/units', /40 days/, /Bring \d+ more days/],
      ['unsold/units', /0 on every day/, /source/],
      ['gone/units', /no outcome “gone\/units”/, /renamed/],
    ])('says of %s why not, and what to do', async (outcome, message, next) => {
      const answer = await forecasts.outlook(place(), { ...asked, outcome }, work);
      if (answer.ok) throw new Error('was forecast');
      expect(answer.failure.code).toBe('BAD_INPUT');
      expect(answer.failure.message).toMatch(message);
      expect(answer.failure.next).toMatch(next);
    });

    it('stops when it is told to', async () => {
      const stopping = new AbortController();
      const report = ({ unit }: { unit?: string | undefined }) => {
        if (unit === 'origins') stopping.abort();
      };
      const stopped = await forecasts.outlook(
        place(),
        { ...asked, days: 20 },
        { signal: stopping.signal, report },
      );
      expect(stopped).toMatchObject({ ok: false, failure: { code: 'CANCELLED' } });
    });
  });
}
