import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, expect, it } from 'vitest';
import { ok } from '../../shared/errors/failure.ts';
import { type App, openApp } from './app.ts';
import { closeBrowser } from './browser.ts';

let app: App;
afterEach(async () => app.close());
afterAll(closeBrowser);

it('reaches every screen from the navigation, and none is a dead end', async () => {
  app = await openApp({ workspace: true });
  const { page } = app;
  const names = [
    'Sources',
    'Pipelines',
    'Models',
    'Quality',
    'Lag explorer',
    'Studies',
    'Trends',
    'Forecast',
    'Dashboards',
    'SQL',
    'Audit',
    'Publish',
  ];
  for (const name of names) {
    await page.getByRole('navigation').getByRole('link', { name }).first().click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    expect(await page.title()).toContain(name);
    const links = page.getByRole('main').getByRole('link');
    // What a screen offers may depend on files that are read first.
    const offered = await links
      .first()
      .waitFor()
      .then(
        () => links.count(),
        () => 0,
      );
    expect(offered, `${name} links to what works`).toBeGreaterThan(0);
  }
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  expect(app.complaints).toEqual([]);
});

it('goes anywhere with the palette and with keys, and shows the keys on "?"', async () => {
  app = await openApp({ workspace: true });
  const { page } = app;
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('textbox').fill('lag');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Lag explorer' }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await page.getByRole('heading', { level: 1, name: 'Models' }).waitFor();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: /shortcuts/i });
  await sheet.waitFor();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
});

it('restores the view on back and forward', async () => {
  app = await openApp({ workspace: true });
  const { page } = app;
  await page.goto(`${app.loopback.address}/settings#log`);
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await page.getByLabel('Search').last().fill('opened');
  await pause(600);
  await page.getByRole('navigation').getByRole('link', { name: 'Models' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Models' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  expect(new URL(page.url()).hash).toBe('#log');
  expect(await page.getByLabel('Search').last().inputValue()).toBe('opened');
  await page.goForward();
  await page.getByRole('heading', { level: 1, name: 'Models' }).waitFor();
});

it('shows running work with progress and time left, and cancels it', async () => {
  app = await openApp({ workspace: true });
  const { page, workbench } = app;
  let heard = false;
  workbench.jobs.start('Copy everything', async ({ signal, report }) => {
    for (let done = 1; done < 1000 && !signal.aborted; done += 1) {
      report({ step: 'copying rows', done, total: 1000, unit: 'rows' });
      await pause(50);
    }
    heard = signal.aborted;
    signal.throwIfAborted();
    return ok('Copied.');
  });
  await page.getByRole('button', { name: 'Work: 1 running' }).click();
  const work = page.getByRole('dialog', { name: 'Work' });
  await work.getByText('Copy everything').waitFor();
  await work.getByRole('progressbar').waitFor();
  await work.getByText(/left/).waitFor();
  await work.getByRole('button', { name: /Cancel/ }).click();
  await work
    .getByText(/cancelled/i)
    .first()
    .waitFor();
  expect(heard).toBe(true);
});

it('recovers by itself when the line drops, with what changed meanwhile', async () => {
  app = await openApp({ workspace: true });
  const { page, workbench, loopback } = app;
  await page.getByRole('heading', { level: 1, name: 'Corner shop' }).waitFor();
  loopback.dropConnections();
  await workbench.workspaces.change({ name: 'Market stall' });
  await page.getByRole('heading', { level: 1, name: 'Market stall' }).waitFor();
  await workbench.settings.change({ theme: 'dark' });
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
});

it('says so when the program is gone, and that a new link is needed when it was started again', async () => {
  app = await openApp({ workspace: true });
  const { page, loopback } = app;
  await page.getByRole('heading', { level: 1, name: 'Corner shop' }).waitFor();
  await loopback.close();
  await page.getByText('The connection to Leadline is lost.').waitFor();
});

it('follows the theme of the settings, the system, and a settings file edited by hand', async () => {
  app = await openApp({ workspace: true, theme: 'dark' });
  const { page, workbench } = app;
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  await workbench.settings.change({ theme: 'light' });
  await page.locator('html[data-mantine-color-scheme="light"]').waitFor();
  await workbench.settings.change({ theme: 'system' });
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  await page.emulateMedia({ colorScheme: 'light' });
  await page.locator('html[data-mantine-color-scheme="light"]').waitFor();
});

it('changes the theme from the palette, and remembers it', async () => {
  app = await openApp({ workspace: true });
  const { page, workbench } = app;
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('textbox').fill('dark');
  await page.keyboard.press('Enter');
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  expect(workbench.settings.current().theme).toBe('dark');
});

it('asks before it opens a link, names the host, and refuses anything but https', async () => {
  app = await openApp({ workspace: true });
  const { page, workbench } = app;
  await page.getByRole('heading', { level: 1 }).waitFor();
  const opening = workbench.host.openExternal('https://docs.example.org/start');
  const ask = page.getByRole('dialog', { name: 'Open docs.example.org in your browser?' });
  await ask.waitFor();
  await page.keyboard.press('Escape');
  expect(await opening).toEqual({ ok: true, value: { opened: false } });
  for (const bad of [
    'http://example.org',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://a:b@example.org',
  ]) {
    expect(await workbench.host.openExternal(bad)).toMatchObject({
      ok: false,
      failure: { code: 'LINK_REFUSED' },
    });
  }
});
