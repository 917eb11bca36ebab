import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { CANARY } from '../canary.ts';
import { startMailServer } from '../pipelines/alerts/mailServer.ts';
import { makeCertificates } from '../warehouse/certificates.ts';
import { type App, openApp } from './app.ts';
import { closeBrowser } from './browser.ts';
import { pageFaults } from './pageFaults.ts';
import { writeInWorkspace } from './vendor/connected.ts';

const LONG = 120_000;
const FILE = 'pipelines/tidy.yml';

let app: App;
const opened: App[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) {
    expect(one.complaints).toEqual([]);
    await one.close();
  }
});
afterAll(closeBrowser);

async function start(): Promise<App> {
  const started = await openApp({ workspace: true, bypassPolicy: true });
  opened.push(started);
  return started;
}

const open = async (place: string) => {
  await app.page.goto('about:blank');
  await app.page.goto(`${app.loopback.address}/pipelines${place}`);
};
const written = (path: string) => readFile(join(app.folder, 'shop', path), 'utf8');
const text = () => app.page.getByRole('textbox', { name: `Text of ${FILE}` });
const tab = (name: string) => app.page.getByRole('tab', { name, exact: true });
const choose = async (label: string, option: string) => {
  await app.page.getByRole('combobox', { name: label, exact: true }).click();
  await app.page.getByRole('option', { name: option, exact: true }).click();
};

async function addSql(statements: string): Promise<void> {
  const { page } = app;
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByRole('menuitem', { name: /^SQL/ }).click();
  await page.getByRole('textbox', { name: 'Statements' }).fill(statements);
}

it(
  'makes a pipeline as form and as text, tells its next five runs, keeps comments, and lets nobody overwrite another’s change unseen',
  async () => {
    app = await start();
    const { page } = app;
    await open('#new');
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByText('Use lower-case letters').waitFor();
    await page.getByLabel('Name').fill('tidy');
    await page.getByRole('radio', { name: 'Empty' }).check();
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByRole('heading', { level: 1, name: 'New pipeline tidy' }).waitFor();

    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('A pipeline has at least one step.').first().waitFor();
    await choose('Starts', 'At times');
    await page.getByLabel('At', { exact: true }).fill('06:30');
    await addSql('select 1');
    await addSql('select 2');
    await page.getByRole('button', { name: 'Move sql-2 up' }).press('Enter');
    // The keyboard stays with the step that moved, here at the button that can still be pressed.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Move sql-2 down');
    const next = page.getByRole('region', { name: 'The next five runs' });
    await next.getByText('Every day at 06:30').waitFor();
    await expect.poll(() => next.getByRole('listitem').count()).toBe(5);
    expect(await pageFaults(page)).toEqual([]);

    await tab('Text').click();
    await text().waitFor();
    const first = await text().inputValue();
    expect(parse(first)).toEqual({
      schedule: { cron: '30 6 * * *' },
      steps: [
        { name: 'sql-2', after: ['sql'], sql: 'select 2' },
        { name: 'sql', sql: 'select 1' },
      ],
    });
    await text().fill(
      `# ours\ntitle: Tidy\n${first.replace('[sql]', '[nowhere]').replace('- sql\n', '- nowhere\n')}`,
    );
    await page.getByRole('button', { name: /^Line \d+ .*nowhere/ }).waitFor();
    await tab('Form').click();
    await page.getByText(/^Line \d+ of pipelines\/tidy\.yml keeps the form from being shown/).waitFor();
    await page.getByRole('button', { name: /^Go to line/ }).click();
    await text().waitFor();
    const selected = () =>
      text().evaluate((area: HTMLTextAreaElement) =>
        area.value.slice(area.selectionStart, area.selectionEnd),
      );
    await expect.poll(selected).toContain('nowhere');
    await text().fill((await text().inputValue()).replace('nowhere', 'sql'));
    await text().press('Tab');
    await text().press('Control+z');
    await text().press('Escape');
    await text().press('Tab');
    expect(await text().evaluate((area) => area === document.activeElement)).toBe(false);

    await tab('Form').click();
    expect(await page.getByLabel('Title').inputValue()).toBe('Tidy');
    await page.getByLabel('Title').fill('Tidy up');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'Tidy up' }).waitFor();
    expect(await written(FILE)).toMatch(/^# ours\ntitle: Tidy up\n/);

    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByLabel('Title').fill('Mine');
    await page.getByRole('link', { name: 'Home' }).click();
    await page.goBack();
    await page.getByText('You left this without saving it').waitFor();
    await writeInWorkspace(app, FILE, (await written(FILE)).replace('Tidy up', 'Theirs'));
    const changed = page.getByRole('alert').filter({ hasText: 'was changed meanwhile' });
    await changed.waitFor();
    await changed.getByRole('button', { name: 'What the file says now' }).click();
    await changed.getByText('Theirs').waitFor();
    expect(await pageFaults(page)).toEqual([]);
    await changed.getByRole('button', { name: 'Keep mine' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'Mine' }).waitFor();
    expect(await written(FILE)).toMatch(/^# ours\ntitle: Mine\n/);

    await page.getByRole('button', { name: 'Backfill' }).click();
    const dialog = page.getByRole('dialog', { name: 'Backfill tidy' });
    await dialog.getByRole('button', { name: 'Dry run' }).click();
    await dialog.getByText('Choose the first day.').waitFor();
    await dialog.getByLabel('First day').fill('2026-01-01');
    await dialog.getByLabel('Last day').fill('2026-01-31');
    await dialog.getByRole('button', { name: 'Dry run' }).click();
    await dialog.getByText('31 intervals: 31 run').waitFor();
    expect(await pageFaults(page)).toEqual([]);
    await dialog.getByLabel('Last day').fill('2026-01-03');
    await dialog.getByText('try it dry again').waitFor();
    await dialog.getByRole('button', { name: 'Dry run' }).click();
    await dialog.getByRole('button', { name: 'Start 3 runs' }).click();
    await dialog.getByRole('cell', { name: /3 succeeded/ }).waitFor();
    await dialog.getByRole('cell', { name: 'Done' }).waitFor();
    await dialog.getByRole('button', { name: 'Dry run' }).click();
    await dialog.getByText('3 intervals: 3 passed over').waitFor();
    await page.keyboard.press('Escape');

    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('button', { name: 'Remove…' }).click();
    await page.getByText('Its runs and their logs stay on record').waitFor();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Pipelines' }).waitFor();
    await expect(written(FILE)).rejects.toThrow('ENOENT');
  },
  LONG,
);

const certificates = makeCertificates();
if (certificates === null)
  process.stdout.write('not run here (no program openssl): a test mail that is taken\n');

it(
  'sets up a mail server whose password never comes back, and shows its own refusal and its own yes',
  async () => {
    if (certificates === null) return;
    const mail = await startMailServer(certificates.good, CANARY);
    app = await start();
    const { page } = app;
    try {
      await open('#alerts');
      await page.getByRole('button', { name: 'Add a way' }).click();
      await page.getByRole('menuitem', { name: 'Email' }).click();
      const dialog = page.getByRole('dialog', { name: 'Add: Email' });
      await dialog.getByRole('button', { name: 'Add', exact: true }).click();
      await dialog.getByText('Write at least one address.').waitFor();
      expect(await pageFaults(page)).toEqual([]);
      await dialog.getByLabel('Mail server').fill('localhost');
      await dialog.getByRole('combobox', { name: 'Encryption' }).click();
      await page.getByRole('option', { name: /STARTTLS/ }).click();
      await dialog.getByLabel('Port').fill(String(mail.port));
      await dialog.getByLabel('User').fill('shop');
      await dialog.getByLabel('Password').fill(`${CANARY}-old`);
      await dialog.getByLabel('From').fill('leadline@shop.example');
      await dialog.getByRole('combobox', { name: 'To', exact: true }).fill('ann@shop.example');
      await dialog.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByText('Password of shop: kept in the vault').waitFor();

      const send = page.getByRole('button', { name: 'Send a test by email' });
      await send.click();
      await page
        .getByRole('alert')
        .filter({ hasText: /certificate/i })
        .waitFor();
      expect(mail.logins).toEqual([]);

      const kept = parse(await written('alerts.yml')) as { channels: { kind: string }[] };
      const trusted = kept.channels.map((one) =>
        one.kind === 'email' ? { ...one, ca: certificates.ca } : one,
      );
      await writeInWorkspace(app, 'alerts.yml', stringify({ ...kept, channels: trusted }));
      await send.click();
      await page.getByRole('alert').filter({ hasText: '5.7.8 No' }).waitFor();
      expect(await page.content()).not.toContain(CANARY);

      await page.getByRole('button', { name: 'Change email' }).click();
      const change = page.getByRole('dialog', { name: 'Change email' });
      expect(await change.getByLabel('Password').inputValue()).toBe('');
      await change.getByLabel('Password').fill(CANARY);
      await change.getByRole('button', { name: 'Save' }).click();
      await change.waitFor({ state: 'detached' });
      await send.click();
      await page.getByText('250 2.0.0 kept as number 1').first().waitFor();
      await page.getByText(/Taken after \d/).waitFor();
      expect(mail.got[0]?.to).toEqual(['ann@shop.example']);

      await page.getByRole('switch', { name: 'Quiet hours' }).check();
      await page.getByRole('switch', { name: 'Heartbeat' }).check();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('Write the whole address, beginning with https://.').waitFor();
      expect(await pageFaults(page)).toEqual([]);
      await page.getByRole('switch', { name: 'Heartbeat' }).uncheck();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await expect.poll(() => written('alerts.yml')).toContain('quiet:');
      expect(await page.content()).not.toContain(CANARY);
    } finally {
      await mail.close();
    }
  },
  LONG,
);
