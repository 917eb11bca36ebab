import { beforeAll, describe, expect, test } from 'vitest';
import type { Built, Shop } from '../build/shop.ts';
import { makeTable } from './tables.ts';

type Open = (files: Readonly<Record<string, string>>) => Promise<Shop>;

export const MACRO_MODELS = {
  'dbt_project.yml': 'name: shop\nmodels: {+materialized: table}\n',
  'models/sources.yml': 'sources: [{name: web, schema: store, tables: [{name: orders}, {name: returns}]}]\n',
  'models/keyed.sql':
    "select id, {{ dbt_utils.generate_surrogate_key(['id', 'size', 'colour']) }} as key from {{ source('web', 'orders') }}",
  'models/starred.sql':
    "select {{ dbt_utils.star(source('web', 'orders'), except=['QTY', 'url'], suffix='_was') }} from {{ source('web', 'orders') }} where id = 1",
  'models/aliased.sql':
    "select {{ dbt_utils.star(from=source('web', 'orders'), relation_alias='o', except=['url'], prefix='o_') }} from {{ source('web', 'orders') }} o where id = 2",
  'models/pivoted.sql': `select size,
  {{ dbt_utils.pivot('colour', dbt_utils.get_column_values(source('web', 'orders'), 'colour', order_by='colour', where='colour is not null'), then_value='qty', prefix='n_') }}
from {{ source('web', 'orders') }} {{ dbt_utils.group_by(1) }}`,
  'models/unpivoted.sql':
    "{{ dbt_utils.unpivot(source('web', 'orders'), cast_to='text', exclude=['id'], remove=['url', 'colour'], field_name='what') }}",
  'models/united.sql':
    "{{ dbt_utils.union_relations([source('web', 'orders'), source('web', 'returns')], exclude=['url'], source_column_name='came_from') }}",
  'models/single.sql':
    "{{ dbt_utils.deduplicate(relation=source('web', 'orders'), partition_by='size', order_by='id desc') }}",
  'models/days.sql':
    "select cast(date_day as text) as day_text from ({{ dbt_utils.date_spine('day', \"cast('2024-02-27' as date)\" if target.type == 'postgres' else \"'2024-02-27'\", \"cast('2024-03-02' as date)\" if target.type == 'postgres' else \"'2024-03-02'\") }}) spine",
  'models/numbers.sql': 'select generated_number from ({{ dbt_utils.generate_series(5) }}) numbers',
  'models/sums.sql': `select id, {{ dbt_utils.safe_add(['qty', 'id']) }} as added, {{ dbt_utils.safe_subtract(['id', 'qty']) }} as taken,
  {{ dbt_utils.safe_divide('id * 1.0', 'qty - 2') }} as divided, {{ dbt_utils.width_bucket('id', 1, 5, 2) }} as bucket from {{ source('web', 'orders') }}`,
  'models/urls.sql': `select id, {{ dbt_utils.get_url_host('url') }} as host, {{ dbt_utils.get_url_path('url') }} as path,
  {{ dbt_utils.get_url_parameter('url', 'utm_source') }} as came_by from {{ source('web', 'orders') }} where url is not null`,
  'models/far.sql':
    'select round(cast({{ dbt_utils.haversine_distance(48.864716, 2.349014, 52.379189, 4.899431, unit="km") }} as {{ dbt.type_numeric() }}), 3) as km',
  'models/asked.sql': `{% set sizes = dbt_utils.get_query_results_as_dict("select distinct size from " ~ source('web', 'orders') ~ " where size is not null order by size") %}
select '{{ dbt_utils.get_single_value("select max(id) from " ~ source("web", "orders")) }}' as largest,
  '{{ (sizes.values() | first) | join("+") }}' as sizes, '{{ dbt_utils.slugify("1 ca$h-Money now") }}' as slug,
  '{{ dbt_utils.get_relations_by_pattern("store", "%rder%") | map(attribute="identifier") | join(",") }}' as found,
  '{{ dbt_utils.get_filtered_columns_in_relation(source("web", "orders"), except=["ID"]) | join(",") }}' as columns_there`,
} as const;

const T = 'came_from';

/** Macros of dbt_utils that models call, without the package. */
export function packageMacros(open: Open): void {
  describe('macros without a package', () => {
    let shop: Shop;
    let built: Built;
    beforeAll(async () => {
      shop = await open(MACRO_MODELS);
      await makeOrders(shop);
      built = await shop.built({ publish: 'always' });
    });
    const rows = async (name: string, columns: string) => {
      const schema = built.result(name).relation?.split('.')[0] ?? '';
      const found = await shop.run(`select ${columns} from ${shop.opened.name(schema, name)}`);
      return found.map((row) => row.map((cell) => (cell === null ? 'null' : String(cell))).join('|')).sort();
    };

    test('all of them build', () => {
      expect(built.report.results.flatMap((one) => one.failure?.message ?? [])).toEqual([]);
    });

    test('keys are the hashes the package makes', async () => {
      // md5 of '1-S-red', and at last of '5-_dbt_utils_surrogate_key_null_-red'.
      expect(await rows('keyed', 'id, key')).toEqual([
        '1|e51a2ae384b5cb754ee3fb6d0e320b66',
        '2|a345455ab8965663d5486021e4065936',
        '3|9fc70341cc34a10a5c3a2b5ab420cc3a',
        '4|7a8b4a2cbb1e938214a33470f6589e73',
        '5|151036860c2e5cc8bf5b1df0f92b5428',
      ]);
    });

    test('columns are listed, turned and put together', async () => {
      expect(await rows('starred', 'id_was, size_was, colour_was')).toEqual(['1|S|red']);
      expect(await rows('aliased', 'o_id, o_size, o_colour, o_qty')).toEqual(['2|S|blue|2']);
      expect(await rows('pivoted', 'size, n_blue, n_red')).toEqual(['M|0|8', 'S|2|5', 'null|0|3']);
      expect(await rows('unpivoted', 'id, what, value')).toEqual([
        '1|qty|1',
        '1|size|S',
        '2|qty|2',
        '2|size|S',
        '3|qty|4',
        '3|size|S',
        '4|qty|8',
        '4|size|M',
        '5|qty|3',
        '5|size|null',
      ]);
      expect(
        (await rows('united', `id, size, colour, qty, reason, ${T}`)).map((row) =>
          row.replace(/\|[^|]*$/, ''),
        ),
      ).toEqual([
        '1|S|red|1|null',
        '2|S|blue|2|null',
        '3|S|red|4|null',
        '4|M|red|8|null',
        '5|null|red|3|null',
        '7|null|null|null|broken',
      ]);
      expect(await rows('single', 'id, size')).toEqual(['3|S', '4|M', '5|null']);
    });

    test('series and expressions', async () => {
      expect((await rows('days', 'day_text')).map((day) => day.slice(0, 10))).toEqual([
        '2024-02-27',
        '2024-02-28',
        '2024-02-29',
        '2024-03-01',
      ]);
      expect(await rows('numbers', 'generated_number')).toEqual(['1', '2', '3', '4', '5']);
      expect(await rows('sums', 'id, added, taken, bucket')).toEqual([
        '1|2|0|1',
        '2|4|0|1',
        '3|7|-1|2',
        '4|12|-4|2',
        '5|8|2|3',
      ]);
      expect(
        (await rows('sums', 'id, divided')).map((row) => {
          const [id, value = ''] = row.split('|');
          return [Number(id), value === 'null' ? null : Math.round(Number(value) * 1000)];
        }),
      ).toEqual([
        [1, -1000],
        [2, null],
        [3, 1500],
        [4, 667],
        [5, 5000],
      ]);
      expect(await rows('urls', 'id, host, path, came_by')).toEqual([
        '1|shop.example|cart/pay|mail',
        '2|shop.example||null',
      ]);
      expect(Number((await rows('far', 'km'))[0])).toBeCloseTo(430.6, 0);
    });

    test('questions asked while a model is compiled', async () => {
      expect(await rows('asked', 'largest, sizes, slug, found, columns_there')).toEqual([
        '5|M+S|_1_cah_money_now|orders|size,colour,qty,url',
      ]);
    });
  });
}

export async function makeOrders(shop: Shop): Promise<void> {
  await makeTable(shop, 'store', 'orders', {
    columns: { id: 'integer', size: 'text', colour: 'text', qty: 'integer', url: 'text' },
    rows: [
      [1, 'S', 'red', 1, 'https://shop.example/cart/pay?utm_source=mail&x=1'],
      [2, 'S', 'blue', 2, 'http://shop.example'],
      [3, 'S', 'red', 4, null],
      [4, 'M', 'red', 8, null],
      [5, null, 'red', 3, null],
    ],
  });
  await makeTable(shop, 'store', 'returns', {
    columns: { id: 'integer', reason: 'text' },
    rows: [[7, 'broken']],
  });
}
