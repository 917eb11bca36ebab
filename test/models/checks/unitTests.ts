import { beforeAll, describe, expect, test } from 'vitest';
import type { Built, Shop } from '../build/shop.ts';
import { makeTable } from './tables.ts';

type Open = (files: Readonly<Record<string, string>>) => Promise<Shop>;

const MANY = Array.from({ length: 1200 }, (_, at) => `${at + 1},${at % 7}`).join('\n          ');

const FILES = {
  'dbt_project.yml': 'name: shop\nvars: {vat: 0.25}\n',
  'macros/money.sql': "{% macro currency() %}'SEK'{% endmacro %}",
  'seeds/rates.csv': 'code,rate\nEUR,2\nUSD,3\n',
  'models/lines.sql':
    "{{ config(materialized='table') }}\nselect cart, shopper, qty * cents as amount, bought from {{ source('web', 'carts') }} where qty > 0",
  'models/short.sql': "{{ config(materialized='ephemeral') }} select cart, shopper from {{ ref('lines') }}",
  'models/totals.sql': `{{ config(materialized='table') }}
with lines as (select * from {{ ref('lines') }})
select shopper, sum(amount) as net, round(sum(amount) * (1 + {{ var('vat') }}), 2) as gross,
  {{ currency() }} as currency, '{{ env_var('REGION', 'none') }}' as region
from lines group by shopper -- a comment at the end`,
  'models/seen.sql': `{{ config(materialized='incremental', unique_key='shopper') }}
select shopper, max(bought) as last_bought from {{ ref('lines') }}
{% if is_incremental() %}where bought > (select max(last_bought) from {{ this }}){% endif %}
group by shopper`,
  'models/named.sql':
    "select s.shopper, l.amount from {{ ref('short') }} s join {{ ref('lines') }} l on l.cart = s.cart",
  'models/listed.sql': "select {{ dbt_utils.star(ref('lines'), except=['bought']) }} from {{ ref('lines') }}",
  'models/converted.sql': "select rate * 10 as ten from {{ ref('rates') }}",
  'models/units.yml': `
sources: [{name: web, schema: web, tables: [{name: carts, columns: [{name: bought, data_type: timestamp}]}]}]
models:
  - name: lines
    columns: [{name: cart, data_type: integer}, {name: shopper, data_type: text}, {name: amount, data_type: integer}, {name: bought, data_type: timestamp}]
unit_tests:
  - name: csv_and_nulls
    model: lines
    given:
      - input: source('web', 'carts')
        format: csv
        rows: |
          cart,shopper,qty,cents
          1, ann ,2,150
          2,bob,0,1
          3,,1,
    expect:
      format: csv
      rows: |
        cart,shopper,amount
        3,,
        1, ann ,300
  - name: overrides_all
    model: totals
    overrides: {vars: {vat: 0.1}, macros: {currency: "'EUR'"}, env_vars: {REGION: north}}
    given:
      - input: ref('lines')
        rows:
          - {shopper: ann, amount: 10}
          - {shopper: ann, amount: 5}
          - {shopper: bob, amount: 1}
    expect:
      rows:
        - {shopper: bob, gross: 1.1, currency: EUR, region: north}
        - {shopper: ann, gross: 16.5, currency: EUR, region: north}
  - name: from_sql
    model: totals
    given:
      - input: ref('lines')
        format: sql
        rows: "select 'ann' as shopper, {{ 4 * 2 }} as amount;"
    expect:
      format: sql
      rows: "select 10.00 as gross, 8 as net"
  - name: first_time
    model: seen
    given:
      - input: ref('lines')
        rows: [{shopper: ann, bought: 2024-01-01}, {shopper: ann, bought: "2024-01-05 10:00"}]
    expect:
      rows: [{shopper: ann, last_bought: "2024-01-05T10:00:00"}]
  - name: later
    model: seen
    overrides: {macros: {is_incremental: true}}
    given:
      - input: ref('lines')
        rows: [{shopper: ann, bought: 2024-01-01}, {shopper: zed, bought: 2024-02-01}]
      - input: this
        rows: [{shopper: ann, last_bought: 2024-01-15}]
    expect:
      rows: [{shopper: zed, last_bought: 2024-02-01}]
  - name: wrong
    model: totals
    given:
      - input: ref('lines')
        rows: [{shopper: ann, amount: 1}, {shopper: bob, amount: 2}, {shopper: cy, amount: 3}]
    expect:
      rows: [{shopper: ann, net: 1}, {shopper: bob, net: 7}, {shopper: dan, net: 4}]
  - name: large
    model: totals
    given:
      - input: ref('lines')
        format: csv
        rows: |
          amount,shopper
          ${MANY}
    expect:
      rows: [{shopper: "0", net: 103114}, {shopper: "1", net: 103286}, {shopper: "2", net: 103458}, {shopper: "3", net: 102429}, {shopper: "4", net: 102600}, {shopper: "5", net: 102771}, {shopper: "6", net: 102942}]
  - name: ephemeral_dict
    model: named
    given:
      - {input: ref('short'), rows: [{cart: 1, shopper: ann}]}
      - {input: ref('lines'), rows: [{cart: 1, amount: 2}]}
    expect: {rows: [{shopper: ann, amount: 2}]}
  - name: ephemeral_sql
    model: named
    given:
      - {input: ref('short'), format: sql, rows: "select 1 as cart, 'ann' as shopper"}
      - {input: ref('lines'), rows: [{cart: 1, amount: 2}, {cart: 5, amount: 3}]}
    expect: {rows: [{shopper: ann, amount: 2}]}
  - name: input_forgotten
    model: named
    given:
      - {input: ref('lines'), rows: [{cart: 1, amount: 2}]}
    expect: {rows: [{shopper: ann}]}
  - name: columns_overridden
    model: listed
    overrides: {macros: {dbt_utils.star: "cart, amount"}}
    given: [{input: ref('lines'), rows: [{cart: 1, amount: 2}]}]
    expect: {rows: [{cart: 1, amount: 2}]}
  - name: columns_asked
    model: listed
    given: [{input: ref('lines'), rows: [{cart: 1, amount: 2}]}]
    expect: {rows: [{cart: 1, amount: 2}]}
  - name: unknown_column
    model: totals
    given: [{input: ref('lines'), rows: [{shopper: ann, amount: 1}]}]
    expect: {rows: [{shopper: ann, nett: 1}]}
  - name: nothing_in
    model: totals
    given: [{input: ref('lines'), rows: []}]
    expect: {rows: []}
  - name: seed_itself
    model: converted
    given: [{input: ref('rates')}]
    expect: {rows: [{ten: 30}, {ten: 20}]}
`,
};

const GOOD = [
  'csv_and_nulls',
  'overrides_all',
  'from_sql',
  'first_time',
  'later',
  'ephemeral_sql',
  'nothing_in',
  'seed_itself',
  'columns_overridden',
  'large',
];

/** Unit tests, before any of their tables exists and after. */
export function unitTests(open: Open): void {
  describe('unit tests', () => {
    let shop: Shop;
    let built: Built;
    beforeAll(async () => {
      shop = await open(FILES);
      built = await shop.built({ command: 'test', publish: 'always' });
    });
    const statuses = (of: Built, names: readonly string[]) =>
      Object.fromEntries(names.map((name) => [name, ofUnit(of, name).status]));
    const ofUnit = (of: Built, name: string) => {
      const found = of.report.results.find((result) => result.id.endsWith(`.${name}`));
      if (found === undefined) throw new Error(`There is no result of ${name}.`);
      return found;
    };

    test('no table has to exist', () => {
      expect(
        GOOD.map((name) => ofUnit(built, name).failure?.message).filter((one) => one !== undefined),
      ).toEqual([]);
      expect(statuses(built, GOOD)).toEqual(Object.fromEntries(GOOD.map((name) => [name, 'pass'])));
      expect(ofUnit(built, 'overrides_all').message).toBe('The model makes the 2 rows expected.');
    });

    test('what differs is told row by row', () => {
      expect(ofUnit(built, 'wrong')).toMatchObject({
        status: 'fail',
        failures: 1,
        message: '1 row differs, 1 row is missing, 1 row was not expected; expected are 3 rows.',
        failure: { code: 'CHECK_FAILED', problems: [{ file: 'models/units.yml' }] },
        sample: {
          columns: ['row', 'shopper', 'net'],
          rows: [
            ['differs', 'bob', '7 → 2'],
            ['missing', 'dan', '4'],
            ['unexpected', 'cy', '3'],
          ],
        },
      });
    });

    test('what is written wrongly is named', () => {
      expect(ofUnit(built, 'ephemeral_dict').failure).toMatchObject({
        code: 'MODEL_INVALID',
        message: "ref('short') is an ephemeral model, so the types of its columns aren't known.",
      });
      expect(ofUnit(built, 'input_forgotten').failure).toMatchObject({
        code: 'MODEL_INVALID',
        message: "named reads ref('short'), and the unit test input_forgotten gives no rows for it.",
      });
      expect(ofUnit(built, 'columns_asked').failure?.message).toContain(
        "overrides: {macros: {dbt_utils.star: 'id, day'}}",
      );
      expect(ofUnit(built, 'unknown_column').failure).toMatchObject({
        code: 'MODEL_INVALID',
        next: 'It makes shopper, net, gross, currency, region.',
      });
    });

    test('rows too many for a statement leave no table behind', async () => {
      const left =
        shop.opened.engine === 'sqlite'
          ? "select name from sqlite_master where name like '%~unit%'"
          : "select relname from pg_class where relname like '~unit%'";
      expect(await shop.run(left)).toEqual([]);
    });

    test('where tables exist, their types count', async () => {
      await makeTable(shop, 'web', 'carts', {
        columns: { cart: 'integer', shopper: 'text', qty: 'integer', cents: 'integer', bought: 'timestamp' },
        rows: [[1, 'ann', 1, 100, '2024-01-01T00:00:00.000000Z']],
      });
      const made = await shop.built({ publish: 'always', selection: { exclude: ['test_type:unit'] } });
      expect(made.report.success).toBe(true);
      const again = await shop.built({ command: 'test', publish: 'always' });
      expect(statuses(again, GOOD)).toEqual(Object.fromEntries(GOOD.map((name) => [name, 'pass'])));
      expect(ofUnit(again, 'wrong').status).toBe('fail');
    });
  });
}
