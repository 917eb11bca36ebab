import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { applyRetention } from '../../../main/sources/extract/retention.ts';
import { must } from '../../warehouse/store/bench.ts';
import { type ExtractBench, openExtractBench } from './extractBench.ts';
import { fakeSource, records } from './fakeSource.ts';

let bench: ExtractBench;
beforeAll(async () => {
  bench = await openExtractBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.begin());
afterEach(async () => expect(await bench.leftInSpool()).toEqual([]));

const INCREMENTAL = {
  syncModes: ['full_refresh', 'incremental'],
  primaryKey: [['id']],
  cursorField: ['at'],
} as const;

describe('terms', () => {
  it('without the approval they ask for, nothing is read', async () => {
    const { opened, asked } = fakeSource({ name: 'items', script: () => [records({ id: 1 })] });
    const facts = { terms: { approval_needed: 'Ask the vendor first.' } };
    const refused = await bench.try(opened, { facts });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'TERMS_REFUSED' } });
    expect(asked).toEqual([]);
    expect(await bench.run(opened, { facts, file: { approved: '2026-03-01' } })).toMatchObject([{ rows: 1 }]);
  });

  it('fields never stored are in no cell and no quarantined record', async () => {
    const { opened } = fakeSource({
      ...INCREMENTAL,
      name: 'orders',
      script: () => [
        records(
          { id: 1, buyer: { email: 'ann@example.com', city: 'X' } },
          { buyer: { email: 'bob@example.com' }, total: 1 },
        ),
      ],
    });
    const facts = { terms: { never_stored: ['orders:buyer.email'] } };
    const [outcome] = await bench.run(opened, { facts });
    expect(outcome).toMatchObject({ rows: 1, rejected: 1 });
    const all = JSON.stringify([await bench.rows('orders'), await bench.rejected(outcome?.loads[0])]);
    expect(all).toContain('"city":"X"'.replace('city', 'buyer__city'));
    expect(all).not.toContain('example.com');
  });

  it('rows are forgotten after the days they may be kept, and it is noted', async () => {
    const day = (id: number) =>
      fakeSource({ ...INCREMENTAL, name: 'days', script: () => [records({ id })] }).opened;
    const facts = { terms: { retention_days: 30 } };
    await bench.run(day(1), { facts });
    bench.advance(20 * 86_400_000);
    await bench.run(day(2), { facts });
    bench.advance(11 * 86_400_000);
    const { loads, records: kept, clock } = bench;
    const relation = bench.relation('days');
    const terms = { retention_days: 30, never_stored: [] };
    const around = { loads, records: kept, clock, newId: () => 'r1' };
    expect(must(await applyRetention(bench.source(), terms, [{ stream: 'days', relation }], around))).toEqual(
      {
        rows: 1,
      },
    );
    expect(await bench.ids('days')).toEqual([2]);
  });

  it('a daily snapshot is kept a row a day, in the zone of the workspace', async () => {
    const { opened } = fakeSource({
      name: 'trends',
      primaryKey: [['tag']],
      script: () => [records({ tag: 'a', rank: 1 })],
    });
    const facts = { streams: { trends: { daily_snapshot: true } } };
    await bench.run(opened, { facts });
    await bench.run(opened, { facts });
    bench.advance(86_400_000);
    await bench.run(opened, { facts });
    expect(await bench.rows('trends')).toMatchObject([
      { tag: 'a', snapshot_day: '2026-03-08' },
      { tag: 'a', snapshot_day: '2026-03-09' },
    ]);
  });

  it('declared money keeps its digits', async () => {
    const { opened } = fakeSource({
      name: 'items',
      script: () => [records({ id: 1, price: { amount: 18.99 } })],
    });
    await bench.run(opened, { facts: { streams: { items: { columns: { 'price.amount': { money: 2 } } } } } });
    expect(await bench.rows('items')).toMatchObject([{ price__amount: 1899 }]);
  });
});
