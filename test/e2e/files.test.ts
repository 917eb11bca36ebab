import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import { utils, write } from 'xlsx';
import { relationName } from '../../shared/domain/relation.ts';
import { writePurchases } from '../warehouse/purchasesFile.ts';
import { type App, openApp } from './app.ts';
import { closeBrowser } from './browser.ts';

const LONG = 120_000;
const ORDERS = relationName('raw', 'orders');

let app: App;
afterEach(async () => {
  expect(app.complaints).toEqual([]);
  await app.close();
});
afterAll(closeBrowser);

async function writeOrders(): Promise<string> {
  const path = join(app.folder, 'orders.csv');
  const lines = ['Order ID,Sold on,Price'];
  for (let row = 1; row <= 60; row += 1)
    lines.push(`${row},2026-03-${String((row % 28) + 1).padStart(2, '0')},${row}.50`);
  lines.push('61,not a day,1.00', '62,2026-03-01,much');
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

async function writeLarge(): Promise<string> {
  const path = join(app.folder, 'purchases.csv');
  writePurchases(path, 400_000);
  return path;
}

async function preview(page: Page, path: string): Promise<void> {
  await page.goto(`${app.loopback.address}/sources#add`);
  await page.getByLabel('File, folder or pattern').fill(path);
  await page.getByLabel('File, folder or pattern').press('Enter');
  await page.getByRole('heading', { name: 'What was found' }).waitFor();
}

/** Presses Tab until what has the focus is called that: whoever has no mouse gets there too. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press('Tab');
    const called = await page.evaluate(() => {
      const focused = document.activeElement;
      const label = focused instanceof HTMLInputElement ? focused.labels?.[0]?.textContent : undefined;
      return focused?.getAttribute('aria-label') ?? label ?? focused?.textContent ?? '';
    });
    if (name.test(called)) return;
  }
  expect.fail(`Tab never reached ${name}`);
}

/** Opens the list that has the focus and goes down to the option. */
async function chooseByKeys(page: Page, option: RegExp): Promise<void> {
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: option }).filter({ visible: true }).first().waitFor();
  for (let presses = 0; presses < 20; presses += 1) {
    await page.keyboard.press('ArrowDown');
    const active = await page.evaluate(() => {
      const id = document.activeElement?.getAttribute('aria-activedescendant');
      return id ? (document.getElementById(id)?.textContent ?? '') : '';
    });
    if (option.test(active)) return page.keyboard.press('Enter');
  }
  expect.fail(`The keys never reached ${option}`);
}

async function rowsOf(): Promise<bigint | number | null> {
  const warehouse = await app.workbench.warehouse.get();
  if (!warehouse.ok) throw new Error(warehouse.failure.message);
  const found = await warehouse.value.store.describe(ORDERS);
  if (!found.ok) throw new Error(found.failure.message);
  if (found.value === null) return null;
  const rows = await warehouse.value.store.exactRows(ORDERS);
  return rows.ok ? rows.value : -1;
}

it(
  'loads a file with bad rows with the keyboard alone: preview, dry run, load, quarantine, rows',
  async () => {
    app = await openApp({ workspace: true });
    const { page } = app;
    const path = await writeOrders();
    await page.getByRole('heading', { level: 1, name: 'Corner shop' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.getByRole('heading', { level: 1, name: 'Sources' }).waitFor();
    await page.getByText('Nothing has been loaded yet').waitFor();
    await tabTo(page, /^Add files$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Add files' }).waitFor();
    await tabTo(page, /^File, folder or pattern/);
    await page.keyboard.type(path);
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { name: 'First 50 rows' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Name of Sold on in RAW' }).inputValue()).toBe('sold_on');
    expect(await page.getByRole('textbox', { name: 'Relation' }).inputValue()).toBe('raw.orders');
    // A bad value among the first rows makes its column text, until the person says what it is.
    await tabTo(page, /^Type of Sold on$/);
    await chooseByKeys(page, /^Day, year first/);
    await tabTo(page, /^Type of Price$/);
    await chooseByKeys(page, /^Amount, 2 decimals$/);
    await tabTo(page, /^What doesn’t fit/);
    await chooseByKeys(page, /^Discard row/);
    expect(await page.getByRole('combobox', { name: 'What doesn’t fit the relation' }).inputValue()).toMatch(
      /^Discard row/,
    );

    await tabTo(page, /^Dry run$/);
    await page.keyboard.press('Enter');
    await page.getByText('60 rows would be loaded').waitFor();
    await page.getByText('2 would be rejected').waitFor();
    expect(await rowsOf()).toBeNull();

    await page.getByRole('button', { name: 'Load', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Load orders.csv' }).waitFor();
    await page.getByText('60 rows loaded').waitFor();
    await page.getByText('2 rejected').waitFor();
    expect(await rowsOf()).toBe(60);

    await tabTo(page, /^All rejected rows/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^Rejected in load/ }).waitFor();
    await page.getByRole('cell', { name: '62', exact: true }).waitFor();
    await page.getByRole('cell', { name: '63', exact: true }).waitFor();
    await page.getByText('61,not a day,1.00').waitFor();

    await tabTo(page, /^All sources$/);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'raw.orders' }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByText('Rows 1 to 60').waitFor();
  },
  LONG,
);

it(
  'explains a file that is there already, and loads it again when asked to',
  async () => {
    app = await openApp({ workspace: true });
    const { page } = app;
    const path = await writeOrders();
    for (const again of [false, true]) {
      await page.goto('about:blank');
      await preview(page, path);
      await page.getByRole('button', { name: 'Load', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'Load orders.csv' }).waitFor();
      if (again) await page.getByRole('button', { name: 'Load again all the same' }).click();
      await page.getByText(/rows loaded/).waitFor();
    }
    expect(await rowsOf()).toBeGreaterThanOrEqual(120);
    await page.getByRole('link', { name: 'All sources' }).click();
    await page.getByRole('searchbox', { name: 'Search the loads' }).fill('orders');
    await page.getByRole('region', { name: 'Loads, newest first' }).getByRole('row').nth(2).waitFor();
  },
  LONG,
);

it(
  'follows how a file is read: divider, column names, a renamed and a skipped column',
  async () => {
    app = await openApp({ workspace: true });
    const { page } = app;
    const path = join(app.folder, 'orders.csv');
    await writeFile(path, 'a;b\n1;2,5\n2;3,5\n');
    await preview(page, path);
    await page.getByRole('combobox', { name: 'The first row holds' }).click();
    await page.getByRole('option', { name: 'Data' }).click();
    await page.getByRole('heading', { name: 'First 3 rows' }).waitFor();
    await page.getByRole('combobox', { name: 'The first row holds' }).click();
    await page.getByRole('option', { name: 'Column names' }).click();
    await page.getByRole('heading', { name: 'First 2 rows' }).waitFor();
    await page.getByRole('textbox', { name: 'Name of b in RAW' }).fill('Price!');
    await page.getByText('can’t name a column').waitFor();
    expect(await page.getByRole('button', { name: 'Load', exact: true }).isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: 'Name of b in RAW' }).fill('price');
    await page.getByRole('checkbox', { name: 'Take a' }).click();
    await page.getByRole('button', { name: 'Load', exact: true }).click();
    await page.getByText('2 rows loaded').waitFor();
    await page.getByRole('link', { name: 'See the rows' }).click();
    const heads = page.getByRole('columnheader');
    await page.getByRole('columnheader', { name: /^price/ }).waitFor();
    expect((await heads.allTextContents()).some((text) => text.startsWith('a '))).toBe(false);
  },
  LONG,
);

it(
  'goes on with a load while the page is loaded anew, and stops it when it is cancelled',
  async () => {
    app = await openApp({ workspace: true });
    const { page } = app;
    await preview(page, await writeLarge());
    await page.getByRole('button', { name: 'Load', exact: true }).click();
    const bar = page.getByRole('progressbar');
    await bar.waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Load purchases.csv' }).waitFor();
    await bar.waitFor();
    await page.getByRole('link', { name: 'All sources' }).click();
    await page.getByRole('heading', { name: 'Loading now' }).waitFor();
    await page.getByRole('link', { name: /^Load purchases\.csv/ }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText(/^Cancelled/).waitFor();
    expect(await relations()).toEqual([]);
    await page.getByRole('button', { name: 'Load again' }).click();
    await page.getByText('400,000 rows loaded').waitFor({ timeout: LONG });
    expect(await relations()).toEqual(['raw.purchases']);
    await page.getByRole('link', { name: 'See the rows' }).click();
    await page.getByRole('textbox', { name: 'Row to go to' }).fill('399,999');
    await page.getByRole('button', { name: 'Go to row' }).click();
    await page.getByText('Rows 399,501 to 400,000 of 400,000').waitFor();
    expect(await page.getByRole('button', { name: 'Later rows' }).isDisabled()).toBe(true);
  },
  LONG,
);

it('names what is wrong with a path, and keeps the way out open', async () => {
  app = await openApp({ workspace: true });
  const { page } = app;
  await page.goto(`${app.loopback.address}/sources#add`);
  await page.getByLabel('File, folder or pattern').fill(join(app.folder, 'nowhere.csv'));
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('alert').getByText('nowhere.csv').first().waitFor();
  await page.getByLabel('File, folder or pattern').fill(await writeOrders());
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('heading', { name: 'First 50 rows' }).waitFor();
});

it('asks for the place of a dropped file, which a browser doesn’t tell', async () => {
  app = await openApp({ workspace: true });
  const { page } = app;
  const path = await writeOrders();
  await page.goto(`${app.loopback.address}/sources`);
  await page.getByRole('heading', { level: 1, name: 'Sources' }).waitFor();
  const dropped = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['a,b\n1,2\n'], 'orders.csv'));
    return data;
  });
  await page.getByRole('heading', { level: 1 }).dispatchEvent('drop', { dataTransfer: dropped });
  const picker = page.getByRole('dialog', { name: /Where is orders\.csv\?/ });
  await picker.getByLabel('Path').fill(app.folder);
  await picker.getByLabel('Path').press('Enter');
  await picker.getByRole('option', { name: /orders\.csv/ }).dblclick();
  await page.getByRole('heading', { name: 'What was found' }).waitFor();
  expect(await page.getByLabel('File, folder or pattern').inputValue()).toBe(path);
});

it(
  'asks once for the folder of several dropped files, and names their relation after it',
  async () => {
    app = await openApp({ workspace: true });
    const { page } = app;
    const folder = join(app.folder, 'months');
    await mkdir(folder);
    for (const month of [1, 2]) await writeFile(join(folder, `0${month}.csv`), `sku,views\nA,${month}\n`);
    await page.goto(`${app.loopback.address}/sources#add`);
    const dropped = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      for (const name of ['01.csv', '02.csv']) data.items.add(new File([''], name));
      return data;
    });
    await page
      .getByRole('heading', { level: 1, name: 'Add files' })
      .dispatchEvent('drop', { dataTransfer: dropped });
    const picker = page.getByRole('dialog', { name: /Which folder holds 01\.csv and 1 more\?/ });
    await picker.getByLabel('Path').fill(folder);
    await picker.getByLabel('Path').press('Enter');
    await picker.getByRole('button', { name: 'Choose “months”' }).click();
    await page.getByText('the rows below are from 01.csv').waitFor();
    expect(await page.getByRole('textbox', { name: 'Relation' }).inputValue()).toBe('raw.months');
    await page.getByRole('button', { name: 'Load', exact: true }).click();
    await page.getByText('2 rows loaded').waitFor();
  },
  LONG,
);

it(
  'reads the sheet that is chosen into a relation of its own',
  async () => {
    app = await openApp({ workspace: true });
    const { page } = app;
    const path = join(app.folder, 'plan.xlsx');
    const book = utils.book_new();
    for (const [name, state] of [
      ['May', 'open'],
      ['June', 'paid'],
    ] as const)
      utils.book_append_sheet(
        book,
        utils.aoa_to_sheet([
          ['Id', 'State'],
          [1, state],
        ]),
        name,
      );
    await writeFile(path, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    await preview(page, path);
    await page.getByText('The workbook has 2 sheets; “May” is read').waitFor();
    await page.getByRole('combobox', { name: 'Sheet' }).click();
    await page.getByRole('option', { name: 'June' }).click();
    await page.getByRole('cell', { name: 'paid', exact: true }).first().waitFor();
    expect(await page.getByRole('textbox', { name: 'Relation' }).inputValue()).toBe('raw.plan_june');
    await page.getByRole('button', { name: 'Load', exact: true }).click();
    await page.getByText('1 row loaded').waitFor();
  },
  LONG,
);

it(
  'merges by the key that is chosen, and asks for one before',
  async () => {
    app = await openApp({ workspace: true });
    const { page } = app;
    const path = join(app.folder, 'orders.csv');
    for (const [part, rows] of ['1,open\n2,open\n', '2,paid\n3,open\n'].entries()) {
      await writeFile(path, `id,state\n${rows}`);
      await page.goto('about:blank');
      await preview(page, path);
      if (part === 1) {
        await page.getByRole('combobox', { name: 'When rows are there already' }).click();
        await page.getByRole('option', { name: /^Merge/ }).click();
        await page.getByText('Merge needs a key').waitFor();
        await page.getByRole('combobox', { name: 'Key' }).focus();
        await page.keyboard.press('ArrowDown');
        await page.getByRole('option', { name: 'id', exact: true }).click();
        await page.keyboard.press('Escape');
      }
      await page.getByRole('button', { name: 'Load', exact: true }).click();
      await page.getByText('2 rows loaded').waitFor();
    }
    await page.getByRole('link', { name: 'See the rows' }).click();
    await page.getByText('Rows 1 to 3 of 3').waitFor();
    expect(await page.getByRole('cell', { name: 'open', exact: true }).count()).toBe(2);
  },
  LONG,
);

async function relations(): Promise<string[]> {
  const warehouse = await app.workbench.warehouse.get();
  if (!warehouse.ok) throw new Error(warehouse.failure.message);
  const catalog = await warehouse.value.store.catalog();
  return catalog.ok ? catalog.value.map(({ name }) => name) : [];
}
