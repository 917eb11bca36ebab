import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { relationName } from '../../shared/domain/relation.ts';
import { type App, openApp } from './app.ts';
import { closeBrowser } from './browser.ts';
import { connectVendor, extractVendor } from './vendor/connected.ts';
import { openVendor, type Vendor } from './vendor/vendor.ts';

const LONG = 120_000;

let app: App;
let vendor: Vendor;
beforeEach(async () => {
  vendor = await openVendor();
  app = await openApp({ workspace: true });
  await connectVendor(app, vendor);
  await extractVendor(app);
  await app.page.goto(`${app.loopback.address}/sources#source=corner`);
});
afterEach(async () => {
  expect(app.complaints).toEqual([]);
  await app.close();
  await vendor.close();
});
afterAll(closeBrowser);

const rowsOf = async (stream: string) => {
  const opened = await app.workbench.warehouse.get();
  if (!opened.ok) throw new Error(opened.failure.message);
  const rows = await opened.value.store.exactRows(relationName('raw', `corner__${stream}`));
  return rows.ok ? rows.value : null;
};
const askedSince = (before: number) => vendor.asked.slice(before).filter((one) => one.startsWith('/orders?'));
const extract = () => app.page.getByRole('button', { name: 'Extract', exact: true });

it(
  'goes on from a state that a person wrote, refuses one that is none, and takes it back',
  async () => {
    const { page } = app;
    await page.getByRole('button', { name: '2026-01-03' }).click();
    const state = page.getByRole('textbox', { name: 'State' });
    await expect.poll(() => state.inputValue()).toContain('2026-01-03');
    await state.fill('{ "day": ');
    await page.getByRole('button', { name: 'Go on from this' }).click();
    await page.getByText('The state isn’t JSON.').waitFor();
    await state.fill('{ "day": "2026-01-02" }');
    await page.getByRole('button', { name: 'Go on from this' }).click();
    await page.getByRole('button', { name: '2026-01-02' }).waitFor();

    const before = vendor.asked.length;
    await extract().click();
    await page.getByRole('button', { name: '2026-01-03' }).waitFor();
    expect(askedSince(before)[0]).toContain('since=2026-01-02');
    expect(await rowsOf('orders')).toBe(12);

    await page.getByRole('button', { name: '2026-01-03' }).click();
    await page.getByText('by a person').waitFor();
    await page
      .getByRole('button', { name: /^Take the state of/ })
      .first()
      .click();
    expect(await state.inputValue()).toContain('2026-01-02');
    await page.getByRole('button', { name: 'Begin anew' }).click();
    await page.getByRole('button', { name: 'How far orders was read' }).waitFor();
  },
  LONG,
);

it(
  'reads a range of the past of the streams that have days, and leaves the state where it is',
  async () => {
    const { page } = app;
    vendor.days = ['2025-12-30', '2025-12-31', ...vendor.days];
    const before = vendor.asked.length;
    await page.getByRole('button', { name: 'Other ways to extract' }).click();
    await page.getByRole('menuitem', { name: 'A range of the past…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('From').fill('2025-12-30');
    await dialog.getByLabel('To').fill('2025-02-31');
    await dialog.getByRole('button', { name: 'Extract' }).click();
    await dialog.getByText('Write a day that isn’t before the first.').waitFor();
    await dialog.getByLabel('To').fill('2025-12-31');
    await dialog.getByRole('button', { name: 'Extract' }).click();
    await expect.poll(() => rowsOf('orders')).toBe(20);
    expect(askedSince(before)[0]).toContain('since=2025-12-30&until=2025-12-31');
    expect(vendor.asked.slice(before).filter((one) => !one.startsWith('/orders?'))).toEqual([]);
    await page.getByRole('button', { name: '2026-01-03' }).waitFor();
  },
  LONG,
);

it(
  'lets a stream be empty only when a person says so, and counts what is left of a quota',
  async () => {
    const { page } = app;
    await page.getByText('28 of 30 different tags left within 7 days').waitFor();
    vendor.returns = 0;
    await extract().click();
    await page.getByText('returns usually has rows', { exact: false }).waitFor();
    expect(await rowsOf('returns')).toBe(3);
    await page.getByRole('button', { name: 'Let returns be empty' }).click();
    await expect.poll(() => rowsOf('returns')).toBe(0);
  },
  LONG,
);

it(
  'is cancelled from its page, and keeps every stream when its settings are saved',
  async () => {
    const { page } = app;
    vendor.delayMs = 1_000;
    const before = vendor.asked.length;
    await extract().click();
    await expect.poll(() => askedSince(before), { timeout: 20_000 }).not.toEqual([]);
    await page.getByRole('main').getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Cancelled').first().waitFor();
    vendor.delayMs = 0;
    await page.getByRole('main').getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'corner' }).waitFor();
    const cancelled = vendor.asked.length;
    await extract().click();
    await expect.poll(() => vendor.asked.slice(cancelled)).toContain('/stock/old-town');
  },
  LONG,
);
