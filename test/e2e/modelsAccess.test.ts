import { afterAll, afterEach, expect, it } from 'vitest';
import { expectAccessible, isInSight, openPart } from './accessible.ts';
import { type App, openApp } from './app.ts';
import { closeBrowser } from './browser.ts';
import { build, loadOrders, writeIn, writeShop } from './shopProject.ts';

const LONG = 180_000;
const UNIQUE = 'unique_stg_orders_order_id';

let app: App;
afterEach(async () => app.close());
afterAll(closeBrowser);

const TABS = ['About', 'SQL', 'Columns', 'Checks', 'Lineage', 'Rows', 'Builds', 'Row diff'];

it.each([
  ['light', 1440, TABS],
  ['dark', 1024, ['SQL', 'Checks']],
  ['light', 390, ['Columns']],
] as const)(
  'every part of Models and Quality passes axe and fits its window: %s, %i px',
  async (theme, width, tabs) => {
    app = await openApp({ workspace: true, theme, width, bypassPolicy: true });
    const { page } = app;
    await writeShop(app);
    await loadOrders(app, 60);
    await build(app);
    await loadOrders(app, 80, 3);
    await build(app);
    await writeIn(app, 'models/core/broken.sql', "select 1 from {{ ref('stg_ordres') }}\n");
    const holds = (part: string) => expectAccessible(app, part);
    const open = (part: string, heading: RegExp) => openPart(app, part, heading);

    await open('/models#node=model.shop.stg_orders', /^Models$/);
    await page.getByText('Nothing was published: 1 relation kept back.').waitFor();
    await expect.poll(() => page.getByRole('tablist').evaluate(isInSight)).toBe(true);
    await page.getByText('Graph', { exact: true }).click();
    await page.getByRole('button', { name: /^stg_orders, staging/ }).waitFor();
    for (const tab of tabs) {
      await page.getByRole('tab', { name: tab, exact: true }).click();
      await page.getByRole('tabpanel').waitFor();
      await holds(tab);
    }
    await page.getByText('List', { exact: true }).click();
    await page.getByRole('button', { name: 'How to build' }).click();
    await page.getByLabel('Leave out').waitFor();
    await holds('list and options');

    await open('/quality', /^Quality$/);
    await page.getByRole('heading', { name: 'Health by layer and day' }).waitFor();
    await holds('quality');
    await page.getByRole('table').getByRole('link', { name: 'unique', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: 'unique on stg_orders.order_id' }).waitFor();
    await page.getByRole('button', { name: 'Acknowledge…' }).click();
    await holds(UNIQUE);
    for (const [part, sign] of [
      ['coverage', 'Columns without a check'],
      ['sources', 'raw.orders'],
      ['suggestions=model.shop.fct_orders', 'order_id: unique'],
    ] as const) {
      await open(`/quality#${part}`, /^Quality$/);
      await page.getByText(sign).first().waitFor();
      await holds(part);
    }
    expect(app.complaints).toEqual([]);
  },
  LONG,
);
