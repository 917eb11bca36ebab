import { beforeAll, describe, expect, test } from 'vitest';
import type { Shop } from '../build/shop.ts';
import { makeTable } from './tables.ts';

type Open = (files: Readonly<Record<string, string>>) => Promise<Shop>;

const FILES = {
  'models/sources.yml': `
sources:
  - name: web
    schema: web
    loaded_at_field: loaded
    freshness: {warn_after: {count: 12, period: hour}, error_after: {count: 2, period: day}}
    tables:
      - name: orders
      - name: filtered
        identifier: orders
        freshness: {filter: "kind = 'old'", warn_after: {count: 90, period: minute}}
      - name: never
      - name: days
        loaded_at_field: day
      - name: asked
        identifier: orders
        loaded_at_query: "select min(loaded) from {{ source('web', 'orders') }}"
      - name: wrong
        identifier: orders
        loaded_at_field: kind
      - name: gone
      - name: unasked
        freshness: null
  - name: raw
    freshness: {warn_after: {count: 1, period: hour}}
    tables: [{name: shop__visits}, {name: shop__none}]
  - name: elsewhere
    schema: web
    freshness: {warn_after: {count: 1, period: hour}}
    tables: [{name: unknown, identifier: orders}]
`,
};

/** How old sources are, by a clock that is handed in. */
export function freshness(open: Open): void {
  describe('freshness', () => {
    let shop: Shop;
    beforeAll(async () => {
      shop = await open(FILES);
      await makeTable(shop, 'web', 'orders', {
        columns: { loaded: 'timestamp', kind: 'text' },
        rows: [
          ['2024-03-01T08:00:00.000000Z', 'old'],
          ['2024-03-01T10:00:00.000000Z', 'new'],
        ],
      });
      await makeTable(shop, 'web', 'never', { columns: { loaded: 'timestamp' }, rows: [] });
      await makeTable(shop, 'web', 'days', { columns: { day: 'date' }, rows: [['2024-03-01']] });
    });
    const at = async (now: string) =>
      shop.built({ command: 'freshness', publish: 'always', clock: () => new Date(now) });
    const result = (report: Awaited<ReturnType<typeof at>>['report'], name: string) =>
      report.results.find((one) => one.id === `source.shop.${name}`);

    test('age against its limits: pass, warn, error', async () => {
      const fresh = (await at('2024-03-01T12:00:00Z')).report;
      expect(result(fresh, 'web.orders')).toMatchObject({
        status: 'pass',
        threshold: '> 2 days',
        message: 'The newest of web.orders is 2 hours old.',
        sample: {
          columns: ['newest', 'asked at', 'age in seconds', 'warn after', 'error after'],
          rows: [['2024-03-01T10:00:00.000Z', '2024-03-01T12:00:00.000Z', '7200', '12 hours', '2 days']],
        },
      });
      expect(result(fresh, 'web.filtered')).toMatchObject({
        status: 'warn',
        threshold: '> 90 minutes',
        message: 'The newest of web.filtered is 4 hours old, and may be 90 minutes.',
      });
      expect(result(fresh, 'web.days')?.status).toBe('pass');
      expect(result(fresh, 'web.unasked')).toBeUndefined();
      const later = (await at('2024-03-02T00:00:01Z')).report;
      expect(result(later, 'web.orders')?.status).toBe('warn');
      expect(result(later, 'web.asked')?.status).toBe('warn');
      const old = (await at('2024-03-03T10:00:01Z')).report;
      expect(result(old, 'web.orders')).toMatchObject({ status: 'error', failure: { code: 'CHECK_FAILED' } });
      expect(old.success).toBe(false);
    });

    test('what never came is older than any limit', async () => {
      const { report } = await at('2024-03-01T12:00:00Z');
      expect(result(report, 'web.never')).toMatchObject({
        status: 'error',
        message: 'web.never has never brought anything, and may be 2 days.',
      });
    });

    test('a question that can’t be answered is a runtime error', async () => {
      const { report } = await at('2024-03-01T12:00:00Z');
      expect(result(report, 'web.gone')).toMatchObject({
        status: 'runtime error',
        failure: { code: 'MODEL_FAILED', problems: [{ file: 'models/sources.yml', line: 21 }] },
      });
      expect(result(report, 'web.wrong')?.failure?.message).toBe(
        'The newest value of kind in web.wrong is old, which is no moment in time.',
      );
      expect(result(report, 'elsewhere.unknown')?.failure?.next).toBe(
        'Write loaded_at_field: with the column that tells it, or loaded_at_query:.',
      );
    });

    test('what was loaded here is as old as its newest load', async () => {
      const { loads } = shop.opened.warehouse;
      const landed = await loads.land(
        {
          source: 'shop',
          stream: 'visits',
          relation: 'raw.shop__visits' as never,
          disposition: 'append',
          contract: 'evolve',
        },
        (async function* () {
          yield [{ visits: 1 }];
        })(),
        { attempt: `visits-${shop.opened.engine}` },
      );
      expect(landed.ok).toBe(true);
      const soon = (await at(new Date().toISOString())).report;
      expect(result(soon, 'raw.shop__visits')?.status).toBe('pass');
      expect(result(soon, 'raw.shop__none')).toMatchObject({
        status: 'warn',
        message: 'raw.shop__none has never brought anything, and may be 1 hour.',
      });
      const later = (await at(new Date(Date.now() + 2 * 3600_000).toISOString())).report;
      expect(result(later, 'raw.shop__visits')).toMatchObject({ status: 'warn', threshold: '> 1 hour' });
    });
  });
}
