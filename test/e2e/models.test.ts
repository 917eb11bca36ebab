import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import { NewWorkspace } from '../../shared/contract/workspace.ts';
import { type App, openApp } from './app.ts';
import { closeBrowser } from './browser.ts';
import { build, loadOrders, rowsOf, writeIn, writeShop } from './shopProject.ts';

const LONG = 120_000;

let app: App;
afterEach(async () => {
  expect(app.complaints).toEqual([]);
  await app.close();
});
afterAll(closeBrowser);

async function openModels(page: Page): Promise<void> {
  await page.goto(`${app.loopback.address}/models`);
  await page.getByRole('button', { name: 'Build', exact: true }).waitFor();
}

const lastBuild = (page: Page) => page.getByRole('region', { name: 'The last build' });

/** What has the focus is called that. */
async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '';
  });
}

it(
  'builds with the keyboard alone; a failing check keeps readers on the old rows until it is mended',
  async () => {
    app = await openApp({ workspace: true });
    const { page } = app;
    await loadOrders(app, 60);
    await writeShop(app);
    await page.getByRole('heading', { level: 1, name: 'Corner shop' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await page.getByText('3 models and 3 checks, on SQLite').waitFor();
    await page.getByText('Nothing has been built yet').waitFor();
    await page.getByText('What changed among 3 models, 1 seed, 3 checks.').waitFor();
    await page.getByRole('button', { name: 'Build', exact: true }).focus();
    await page.keyboard.press('Enter');
    await lastBuild(page).getByText('4 relations published.').waitFor();
    expect(await rowsOf(app, 'core.fct_orders')).toBe(60);

    await loadOrders(app, 80, 3);
    await page.getByRole('button', { name: 'Build', exact: true }).focus();
    await page.keyboard.press('Enter');
    await lastBuild(page).getByText('Nothing was published: 1 relation kept back.').waitFor();
    await lastBuild(page).getByText('Readers see what they saw before.', { exact: false }).waitFor();
    expect(await rowsOf(app, 'staging.stg_orders')).toBe(60);
    expect(await rowsOf(app, 'core.fct_orders')).toBe(60);

    await page.getByRole('link', { name: 'See the rows that speak against it' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'unique on stg_orders.order_id' }).waitFor();
    const rows = page.getByRole('table', { name: /^Rows that speak against/ });
    await rows.getByRole('cell', { name: '1001', exact: true }).waitFor();
    await rows.getByRole('cell', { name: '3', exact: true }).waitFor();
    await page.getByText('1 row speaks against it').waitFor();
    expect(await page.getByText('Passed last').locator('+ dd').textContent()).toMatch(/build/);
    expect(await page.getByText('It would reach').count()).toBe(1);
    await page.getByRole('link', { name: 'mart_sales_by_day' }).waitFor();

    await page.getByRole('button', { name: 'Acknowledge…' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('The export doubles an order until Monday');
    await page.keyboard.press('Enter');
    await page.getByText('Acknowledged until').waitFor();
    await page.getByRole('link', { name: 'All checks' }).click();
    await page.getByRole('heading', { name: 'Acknowledged', exact: true }).waitFor();
    await page.getByText('The export doubles an order until Monday').waitFor();

    await loadOrders(app, 80);
    await openModels(page);
    await page.getByRole('button', { name: 'Build', exact: true }).click();
    await lastBuild(page).getByText('3 relations published.').waitFor();
    expect(await rowsOf(app, 'core.fct_orders')).toBe(80);
  },
  LONG,
);

it(
  'goes through the graph and the list with the arrow keys, and tells all of a node',
  async () => {
    app = await openApp({ workspace: true });
    const { page } = app;
    await loadOrders(app, 60);
    await writeShop(app);
    await build(app);
    await openModels(page);
    const graph = page.getByRole('region', { name: /^Graph of the project/ });
    await graph.getByRole('button', { name: /^stg_orders, staging/ }).waitFor();
    await graph.focus();
    // The first key goes to the card one begins at.
    const walk = [
      ['ArrowRight', /^fct_orders, core · \w+, OK, Model$/],
      ['ArrowRight', /^mart_sales_by_day, analytics · \w+, OK, Model$/],
      ['ArrowLeft', /^fct_orders,/],
      ['ArrowLeft', /^(stg_orders, staging · \w+, Check warns, Model|categories, staging · seed, OK, Seed)$/],
    ] as const;
    for (const [key, name] of walk) {
      await page.keyboard.press(key);
      await expect.poll(() => focused(page)).toMatch(name);
    }
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: 'About' }).waitFor();
    await page.getByRole('button', { name: 'See all' }).click();
    await graph.getByRole('button', { name: /^mart_sales_by_day/ }).click();
    await page.getByRole('region', { name: 'mart_sales_by_day', exact: true }).waitFor();
    await page.getByText('Upstream', { exact: true }).click();
    await page.getByText('5 nodes', { exact: true }).waitFor();
    await page
      .getByRole('radiogroup', { name: /^What to show/ })
      .getByText('Everything')
      .click();

    await page.getByText('List', { exact: true }).click();
    await page.getByRole('button', { name: 'raw.orders', exact: true }).focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focused(page)).toBe('categories');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const panel = page.getByRole('region', { name: 'stg_orders', exact: true });
    await panel.getByText('Orders, cleaned.').waitFor();
    const tab = (name: string) => panel.getByRole('tab', { name, exact: true }).click();
    await tab('SQL');
    await panel.getByText("{{ source('raw', 'orders') }}").waitFor();
    await panel.getByText('Compiled', { exact: true }).click();
    await panel.getByText('"raw.orders"').waitFor();
    await tab('Columns');
    const columns = panel.getByRole('table', { name: 'Columns of stg_orders' });
    await columns.getByRole('button', { name: 'raw.orders.price' }).waitFor();
    await columns.getByRole('row', { name: /^order_id integer The shop's own number\./ }).waitFor();
    await tab('Checks');
    await panel.getByRole('row', { name: /^Warns accepted_values quantity warns 1/ }).waitFor();
    await tab('Rows');
    await panel.getByRole('cell', { name: '1001', exact: true }).waitFor();
    await tab('Builds');
    await panel.getByRole('row', { name: /^Built .* 60/ }).waitFor();
    await tab('Row diff');
    const changed = panel.getByRole('region', { name: 'What the last build changed', exact: true });
    await changed.getByText('It was published for the first time.').waitFor();
    await panel.getByRole('button', { name: 'Compare', exact: true }).click();
    await panel.getByText('The same rows on both sides.').waitFor();
    await loadOrders(app, 62);
    await panel.getByRole('button', { name: 'Compare again', exact: true }).click();
    await panel.getByRole('heading', { name: '2 rows would come' }).waitFor();
    await panel.getByRole('heading', { name: '0 rows would go' }).waitFor();
    await build(app);
    await changed.getByText('2 rows came, 0 went, 0 changed: 60 rows before, 62 now.').waitFor();
    await changed.getByRole('row', { name: /^Now 1062 / }).waitFor();
    await tab('Lineage');
    await panel.getByRole('button', { name: 'fct_orders' }).click();
    await page.getByRole('region', { name: 'fct_orders', exact: true }).waitFor();
  },
  LONG,
);

it(
  'names what is wrong in a file, and builds what doesn’t depend on it',
  async () => {
    app = await openApp({ workspace: true });
    const { page } = app;
    await page.goto(`${app.loopback.address}/models`);
    await page.getByText('The project has no models yet').waitFor();
    await loadOrders(app, 60);
    await writeShop(app);
    await writeIn(app, 'models/core/broken.sql', "select 1\nfrom {{ ref('stg_ordres') }}\n");
    await page
      .getByText('models/core/broken.sql:2:6')
      .or(page.getByText('models/core/broken.sql:2:9'))
      .first()
      .waitFor();
    await page.getByText('stops 1 node').waitFor();
    await page.getByRole('button', { name: 'Build', exact: true }).click();
    await lastBuild(page)
      .getByText(/^4 relations published/)
      .waitFor();
    await page.getByRole('searchbox', { name: 'Find a node' }).fill('core blocked');
    await page.getByText('1 of 6 nodes match').waitFor();
    await page.goto(`${app.loopback.address}/quality`);
    await page.getByRole('heading', { name: 'Health by layer and day' }).waitFor();
    await page.getByRole('button', { name: /^staging, .*: 2 passed, 1 warned$/ }).click();
    await page.getByRole('heading', { name: /^staging on / }).waitFor();
    await page.goto(`${app.loopback.address}/quality#coverage`);
    await page
      .getByRole('row', { name: /^fct_orders core .*0 of 4 order_id, sold_on, revenue_minor, category/ })
      .waitFor();
    await page.getByRole('link', { name: 'Suggest checks for fct_orders' }).click();
    await page.getByText('order_id: unique').waitFor();

    const path = join(app.folder, 'quality.html');
    await page.getByRole('button', { name: 'Static report…' }).click();
    await saveAs(page, path);
    await expect.poll(() => readFile(path, 'utf8').catch(() => '')).toContain('checks');
  },
  LONG,
);

it(
  'cancels a build at once, and nothing of it is seen',
  async () => {
    app = await openApp({ workspace: true });
    const { page } = app;
    await loadOrders(app, 60);
    await writeShop(app);
    await writeIn(
      app,
      'models/analytics/endless.sql',
      `with recursive counted(n) as (select 1 union all select n + 1 from counted where n < 2000000000)
select count(*) as n from counted, (select count(*) from {{ ref('fct_orders') }}) as orders
`,
    );
    await openModels(page);
    await page.getByText('4 models and 3 checks').waitFor();
    await page.getByRole('button', { name: 'Build', exact: true }).click();
    const running = page.getByRole('region', { name: 'The build under way' });
    await running.getByText('endless').waitFor();
    await running.getByRole('progressbar').waitFor();
    await page.getByRole('button', { name: /^endless, analytics · \w+, Building, Model$/ }).waitFor();
    await running.getByRole('button', { name: 'Cancel' }).click();
    await lastBuild(page).getByText('Cancelled: nothing was published').waitFor();
    await page.getByRole('button', { name: /^fct_orders, core · \w+, Not built, Model$/ }).waitFor();
    const warehouse = await app.workbench.warehouse.get();
    if (!warehouse.ok) throw new Error(warehouse.failure.message);
    const catalog = await warehouse.value.store.catalog();
    expect(catalog.ok && catalog.value.map(({ name }) => name as string)).toEqual(['raw.orders']);
  },
  LONG,
);

it(
  'makes demo data for the template of Amazon purchases, and builds its star and marts',
  async () => {
    app = await openApp();
    const { page } = app;
    const wish = {
      path: join(app.folder, 'amazon'),
      name: 'Amazon orders',
      template: 'amazon-purchases',
      zone: 'America/New_York',
      currency: 'USD',
    };
    const made = await app.workbench.workspaces.create(NewWorkspace.parse(wish));
    if (!made.ok) throw new Error(made.failure.message);
    await page.goto(`${app.loopback.address}/models`);
    await page.getByText('4 sources are not loaded yet').waitFor();
    await page.getByRole('button', { name: /^raw\.amazon_purchases, raw, Not loaded, Source$/ }).waitFor();
    await page.getByRole('button', { name: 'Make demo data: 100,000 orders' }).waitFor();
    // Fewer than the button makes: what is proven here is the way, not the mass.
    const demo = app.workbench.modelScreens.demo(2_000);
    if (!demo.ok) throw new Error(demo.failure.message);
    await page.getByText('Nothing has been built yet').waitFor();
    await page.getByRole('button', { name: 'Build', exact: true }).click();
    await lastBuild(page)
      .getByText(/^\d+ relations published\.$/)
      .waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: /^mart_top_products, analytics · table, OK, Model$/ }).waitFor();
  },
  LONG,
);

/** Answers the page's own question for a place. */
async function saveAs(page: Page, path: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  const name = path.slice(path.lastIndexOf('/') + 1);
  const folder = path.slice(0, path.lastIndexOf('/'));
  await dialog.getByRole('textbox', { name: 'Path' }).fill(folder);
  await dialog.getByRole('textbox', { name: 'Path' }).press('Enter');
  await dialog.getByLabel(`Folders and files in ${folder.slice(folder.lastIndexOf('/') + 1)}`).waitFor();
  await dialog.getByRole('textbox', { name: 'File name' }).fill(name);
  await dialog.getByRole('textbox', { name: 'File name' }).press('Enter');
}
