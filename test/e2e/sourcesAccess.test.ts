import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { type App, openApp } from './app.ts';
import { closeBrowser } from './browser.ts';
import { pageFaults } from './pageFaults.ts';
import { connectVendor, extractVendor, writeInWorkspace } from './vendor/connected.ts';
import { VENDOR_MANIFEST } from './vendor/manifest.ts';
import { openVendor, type Vendor } from './vendor/vendor.ts';

const LONG = 180_000;

let app: App;
let vendor: Vendor;
beforeEach(async () => {
  vendor = await openVendor();
});
afterEach(async () => {
  expect(app.complaints).toEqual([]);
  await app.close();
  await vendor.close();
});
afterAll(closeBrowser);

it.each([
  ['light', 1280],
  ['dark', 760],
  ['light', 420],
] as const)(
  'every part of connected sources passes axe and fits its window: %s, %i px',
  async (theme, width) => {
    app = await openApp({ workspace: true, theme, width, bypassPolicy: true });
    const { page } = app;
    await open('/sources', 'Nothing is connected yet');
    await everyStanding();
    for (const [part, text] of [
      ['/sources', 'Its connector is missing'],
      ['/sources#gallery', 'Can’t be used'],
      ['/sources#connect=instagram-hashtags', 'I have this approval'],
      ['/sources#source=torn', 'Correct it in a text editor'],
      ['/sources#source=corner', 'Let returns be empty'],
    ] as const)
      await open(part, text);

    await page.getByRole('button', { name: 'Look for more streams' }).click();
    await page.getByText('There are no others than these.').waitFor();
    await dialog('Preview orders', 'Ceramic mug');
    await dialog('2026-01-03', 'Go on from this');
    await dialog('Last requests', '/orders?');
    await dialog('Remove…', 'corner.credentials.key');
    await page.getByRole('button', { name: 'Other ways to extract' }).click();
    await page.getByRole('menuitem', { name: 'A range of the past…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Extract' }).click();
    await page.getByText('Write a day').waitFor();
    expect(await settled(), 'backfill').toEqual([]);

    await open('/sources#connect=corner-api', 'How you sign in');
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByText('This is needed.').first().waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
    expect(await settled(), 'faults').toEqual([]);

    await open('/sources#bring', 'The connector file');
    await page.getByLabel('YAML').fill(VENDOR_MANIFEST);
    await page.getByRole('button', { name: 'What of it runs?' }).click();
    await page.getByRole('heading', { name: '3 of 4 streams can run' }).waitFor();
    expect(await page.getByLabel('Keep it as').inputValue()).toBe('corner-api');
    expect(await settled(), 'report').toEqual([]);
    await page.getByLabel('YAML').fill('streams: [}');
    await page.getByRole('button', { name: 'What of it runs?' }).click();
    await page.getByRole('alert').waitFor();
    expect(await settled(), 'refusal').toEqual([]);
  },
  LONG,
);

/** A source of every standing, and one connector that can't be read. */
async function everyStanding(): Promise<void> {
  await connectVendor(app, vendor);
  await extractVendor(app);
  vendor.returns = 0;
  vendor.refusal = { status: 403, message: 'Your plan has no reviews.' };
  await extractVendor(app);
  await connectVendor(app, vendor, 'fresh');
  await writeInWorkspace(app, 'sources/torn.yml', 'connector: corner-api\nconfig: [}\n');
  await writeInWorkspace(app, 'sources/lost.yml', 'connector: no-such-thing\nconfig: {}\n');
  await writeInWorkspace(app, 'connectors/odd.yml', 'streams: [}\n');
}

async function open(part: string, text: string): Promise<void> {
  await app.page.goto('about:blank');
  await app.page.goto(app.loopback.address + part);
  await app.page.getByText(text).first().waitFor();
  expect(await settled(), part).toEqual([]);
}

async function dialog(button: string, text: string): Promise<void> {
  await app.page.getByRole('button', { name: button, exact: true }).click();
  await app.page.getByRole('dialog').getByText(text, { exact: false }).first().waitFor();
  expect(await settled(), button).toEqual([]);
  await app.page.keyboard.press('Escape');
  await app.page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Half faded in, everything is too pale. */
async function settled(): Promise<string[]> {
  await app.page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((one) => one.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
        .map((one) => one.finished),
    ),
  );
  return pageFaults(app.page);
}
