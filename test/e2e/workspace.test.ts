import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { type App, openApp } from './app.ts';
import { closeBrowser } from './browser.ts';

let app: App;
afterEach(async () => {
  expect(app.complaints).toEqual([]);
  await app.close();
});
afterAll(closeBrowser);

it('takes a new person from nothing to an open workspace, with the keyboard alone', async () => {
  app = await openApp();
  const { page, folder, workbench } = app;
  await page.getByRole('heading', { level: 1, name: 'Welcome to Leadline' }).waitFor();
  await page.getByRole('button', { name: 'New workspace' }).first().focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'New workspace' });
  await dialog.getByLabel('Name').fill('Corner shop: "no. 1"');
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(join(folder, 'corner-shop'));
  await dialog.getByRole('textbox', { name: 'Folder' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Corner shop: "no. 1"' }).waitFor();
  expect(workbench.workspaces.current()).toMatchObject({
    path: join(folder, 'corner-shop'),
    config: { name: 'Corner shop: "no. 1"', currency: 'USD' },
    problems: [],
  });
});

it('chooses a folder through the page’s own picker and opens what is there', async () => {
  app = await openApp({ workspace: true });
  const { page, workbench, folder } = app;
  await workbench.workspaces.close();
  await page.getByRole('heading', { level: 1, name: 'Welcome to Leadline' }).waitFor();
  await page.getByRole('button', { name: 'Open a folder' }).first().click();
  const picker = page.getByRole('dialog', { name: /workspace/i });
  await picker.getByLabel('Path').fill(folder);
  await picker.getByLabel('Path').press('Enter');
  await picker.getByRole('option', { name: /shop/ }).dblclick();
  await picker.getByRole('button', { name: /^(Open|Choose|Use)/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Corner shop' }).waitFor();
  expect(workbench.workspaces.current()?.path).toBe(join(folder, 'shop'));
});

it('shows an edit made outside at once, a broken file with its place, and recovers when it is mended', async () => {
  app = await openApp({ workspace: true });
  const { page, folder } = app;
  const file = join(folder, 'shop', 'leadline.yml');
  const good = await readFile(file, 'utf8');
  await page.getByRole('heading', { level: 1, name: 'Corner shop' }).waitFor();

  await writeFile(`${file}.new`, good.replace('Corner shop', 'Market stall'));
  await rename(`${file}.new`, file);
  await page.getByRole('heading', { level: 1, name: 'Market stall' }).waitFor();

  const lines = good.split('\n');
  const at = lines.findIndex((line) => line.startsWith('currency:'));
  await writeFile(file, lines.with(at, 'currency: DOLLARS').join('\n'));
  await page
    .getByText(`leadline.yml:${at + 1}:11`)
    .first()
    .waitFor();
  await page.getByText('DOLLARS').first().waitFor();

  await writeFile(file, good);
  await page.getByRole('heading', { level: 1, name: 'Corner shop' }).waitFor();
  await page
    .getByText(`leadline.yml:${at + 1}:11`)
    .first()
    .waitFor({ state: 'detached' });
});

it('opens the workspace again after a reload, and knows it among the recent ones', async () => {
  app = await openApp({ workspace: true });
  const { page, workbench } = app;
  await page.getByRole('heading', { level: 1, name: 'Corner shop' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Corner shop' }).waitFor();
  await workbench.workspaces.close();
  await page.getByRole('button', { name: 'Open Corner shop' }).click();
  await page.getByRole('heading', { level: 1, name: 'Corner shop' }).waitFor();
});

it('explains a folder that is no workspace and offers to make one there', async () => {
  app = await openApp({ workspace: true });
  const { page, folder } = app;
  await page.getByRole('heading', { level: 1, name: 'Corner shop' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('textbox').fill('open workspace');
  await page.keyboard.press('Enter');
  const picker = page.getByRole('dialog', { name: /workspace/i });
  await picker.getByLabel('Path').fill(join(folder, 'home'));
  await picker.getByLabel('Path').press('Enter');
  await picker.getByRole('button', { name: /^(Open|Choose|Use)/ }).click();
  const refused = page.getByRole('dialog', { name: 'This folder is not a workspace yet' });
  await refused.waitFor();
  await refused.getByRole('button', { name: /Create/ }).click();
  await page.getByRole('dialog', { name: 'New workspace' }).waitFor();
});

it('leaves no dialog behind when the page that asked is reloaded', async () => {
  app = await openApp();
  const { page } = app;
  await page.getByRole('button', { name: 'Open a folder' }).first().click();
  await page
    .getByRole('dialog', { name: /workspace/i })
    .getByLabel('Path')
    .waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Welcome to Leadline' }).waitFor();
  await page.locator('[data-state="open"]').first().waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
});
