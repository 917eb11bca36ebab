import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Files, type Opened, openShop, type Shop } from './build/shop.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const ORDERS: Files = {
  'dbt_project.yml': 'name: shop\nmodels: {shop: {+schema: core}}\nseeds: {shop: {+schema: staging}}\n',
  'macros/generate_schema_name.sql':
    '{% macro generate_schema_name(custom_schema_name, node) %}{{ custom_schema_name or target.schema }}{% endmacro %}',
  'seeds/orders.csv': 'id,day,amount,paid\n1,2024-01-01,10.5,true\n2,2024-01-02,,false\n3,2024-01-02,7,\n',
  'models/stg_orders.sql': "{{ config(materialized='view') }} select * from {{ ref('orders') }}",
  'models/big.sql':
    "{{ config(materialized='ephemeral') }} select * from {{ ref('stg_orders') }} where amount > 8",
  'models/days.sql':
    "{{ config(materialized='table', indexes=[{'columns': ['day']}]) }}\nselect day, count(*) as orders from {{ ref('stg_orders') }} group by day",
  'models/best.sql': "{{ config(materialized='table') }} select id from {{ ref('big') }}",
};

export function describeBuild(engine: string, open: () => Promise<Opened>): void {
  describe(`builds on ${engine}`, () => {
    let opened: Opened;
    let count = 0;
    const shops: Shop[] = [];
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(async () => {
      for (const shop of shops) await shop.close();
      await opened.close();
    });
    const start = async (files: Files): Promise<Shop> => {
      count += 1;
      const shop = await openShop(opened, files, `s${count}`);
      shops.push(shop);
      return shop;
    };

    test('seeds, views, tables and ephemeral models are made and published', async () => {
      const shop = await start(ORDERS);
      const { report, statuses } = await shop.built();
      expect(report.results.flatMap((one) => one.failure?.message ?? [])).toEqual([]);
      expect(statuses).toEqual({
        orders: 'success',
        stg_orders: 'success',
        days: 'success',
        best: 'success',
      });
      expect(report.published).toEqual(['staging.orders', 'core.stg_orders', 'core.days', 'core.best']);
      expect(await shop.rows('core', 'days')).toEqual([
        ['2024-01-01', 1n],
        ['2024-01-02', 2n],
      ]);
      expect(await shop.rows('core', 'best')).toEqual([[1n]]);
      expect(await shop.kind('core', 'stg_orders')).toBe('view');
    });
  });
}
