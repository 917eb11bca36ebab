import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LoadWish } from '../../shared/contract/files.ts';
import { BuildWish } from '../../shared/contract/models.ts';
import type { JobId } from '../../shared/domain/job.ts';
import type { App } from './app.ts';

/** A small project in three layers, with checks that a doubled order makes fail. */
const PROJECT: Readonly<Record<string, string>> = {
  'dbt_project.yml': `name: shop
models:
  shop:
    staging: { +schema: staging, +materialized: table }
    core: { +schema: core, +materialized: table }
    analytics: { +schema: analytics, +materialized: table }
seeds:
  shop: { +schema: staging }
`,
  'macros/generate_schema_name.sql': `{% macro generate_schema_name(custom, node) -%}
  {{ custom if custom else target.schema }}
{%- endmacro %}
`,
  'models/sources.yml': `sources:
  - name: raw
    schema: raw
    tables:
      - name: orders
        description: Orders as the shop exports them.
`,
  'models/staging/stg_orders.sql': `-- One row an order.
select order_id, sold_on, product, price as price_minor, quantity
from {{ source('raw', 'orders') }}
`,
  'models/staging/stg_orders.yml': `models:
  - name: stg_orders
    description: Orders, cleaned.
    columns:
      - name: order_id
        description: The shop's own number.
        data_tests: [unique, not_null]
      - name: quantity
        data_tests:
          - accepted_values:
              arguments: { values: [1, 2], quote: false }
              config: { severity: warn }
`,
  'seeds/categories.csv': 'product,category\nLinen tote,bags\nAmber candle,home\n',
  'models/core/fct_orders.sql': `select o.order_id, o.sold_on, o.price_minor * o.quantity as revenue_minor, c.category
from {{ ref('stg_orders') }} o
left join {{ ref('categories') }} c on c.product = o.product
`,
  'models/analytics/mart_sales_by_day.sql': `select sold_on, count(*) as orders, sum(revenue_minor) as revenue_minor
from {{ ref('fct_orders') }}
group by sold_on
`,
};

export async function writeShop(app: App): Promise<void> {
  for (const [path, text] of Object.entries(PROJECT)) await writeIn(app, path, text);
}

export async function writeIn(app: App, path: string, text: string): Promise<void> {
  const file = join(app.folder, 'shop', path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** Orders numbered from 1001; the first `doubled` all have the first one's number. */
export async function loadOrders(app: App, rows: number, doubled = 0): Promise<void> {
  const path = join(app.folder, 'orders.csv');
  const lines = Array.from({ length: rows }, (_, at) => {
    const day = String((at % 28) + 1).padStart(2, '0');
    const product = at % 2 === 0 ? 'Linen tote' : 'Amber candle';
    return `${1001 + (at < doubled ? 0 : at)},2026-03-${day},${product},${9 + (at % 5)}.50,${1 + (at % 3)}`;
  });
  await writeFile(path, `Order ID,Sold on,Product,Price,Quantity\n${lines.join('\n')}\n`);
  const wish = { paths: [path], relation: 'raw.orders', disposition: 'replace', again: true };
  const started = app.workbench.files.load(LoadWish.parse(wish));
  if (!started.ok) throw new Error(started.failure.message);
  await ended(app, started.value);
}

/** Builds without the screen, whatever comes of it. */
export async function build(app: App): Promise<void> {
  const started = app.workbench.modelScreens.build(BuildWish.parse({}));
  if (!started.ok) throw new Error(started.failure.message);
  await ended(app, started.value);
}

async function ended({ workbench: { jobs } }: App, id: JobId): Promise<void> {
  for await (const list of jobs.watch()) {
    const job = list.find((one) => one.id === id);
    if (job !== undefined && job.status !== 'running' && job.status !== 'cancelling') return;
  }
}

/** As a reader of the warehouse sees them. */
export async function rowsOf(app: App, relation: string): Promise<number> {
  const warehouse = await app.workbench.warehouse.get();
  if (!warehouse.ok) throw new Error(warehouse.failure.message);
  const answer = await warehouse.value.console({
    sql: `select count(*), count(distinct order_id) from ${relation}`,
    offset: 0,
    limit: 1,
    timeoutMs: 10_000,
  });
  if (!answer.ok) throw new Error(answer.failure.message);
  return Number(answer.value.rows[0]?.[1]);
}
