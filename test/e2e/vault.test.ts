import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, afterEach, expect, it } from 'vitest';
import { Secret } from '../../shared/domain/secret.ts';
import { CANARY } from '../canary.ts';
import { type App, openApp } from './app.ts';
import { closeBrowser } from './browser.ts';

const PASSPHRASE = 'a lead line sounds the depth';

let app: App;
afterEach(async () => app.close());
afterAll(closeBrowser);

it('makes a passphrase vault, keeps a secret in it, locks and unlocks, and never shows the value', async () => {
  app = await openApp({ workspace: true });
  const { page, loopback } = app;
  const received: string[] = [];
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => received.push(payload.toString())),
  );
  await page.goto(`${loopback.address}/settings#vault`);
  await page.getByText('Session memory in use').waitFor();

  await page
    .getByRole('button', { name: /Create a passphrase vault/ })
    .first()
    .click();
  await page.getByLabel('New passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('New passphrase again').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Create the vault' }).click();
  await page.getByText(/Passphrase vault in use/i).waitFor();

  await page.getByRole('button', { name: 'Add a secret' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a secret' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('shop.api_key');
  await dialog.getByLabel('Value').fill(CANARY);
  await dialog.getByRole('button', { name: 'Keep the secret' }).click();
  await page.getByRole('button', { name: 'Delete shop.api_key' }).waitFor();

  await page.getByRole('button', { name: 'Lock now' }).click();
  await page.getByText('Passphrase vault, locked').first().waitFor();
  await page.getByLabel('Passphrase', { exact: true }).fill('not the passphrase');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await page.getByText('That is not the passphrase of this vault.').waitFor();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await page.getByRole('button', { name: 'Delete shop.api_key' }).waitFor();

  const seen = received.join('') + (await page.content());
  expect(seen).toContain('shop.api_key');
  expect(seen).not.toContain(CANARY);
  expect(seen).not.toContain(PASSPHRASE);
});

it('exports a diagnostics bundle through the page’s own save dialog, with nothing secret in it', async () => {
  app = await openApp({ workspace: true });
  const { page, loopback, workbench, folder } = app;
  workbench.log.conceal(new Secret(CANARY));
  workbench.log.info('A careless message', { note: `the key is ${CANARY}`, header: `Bearer ${CANARY}` });
  await page.goto(`${loopback.address}/settings#log`);
  await page.getByText('A careless message').waitFor();
  await page.getByRole('button', { name: /Export the bundle/ }).click();
  const picker = page.getByRole('dialog', { name: /bundle/i });
  await picker.getByLabel('Path').fill(folder);
  await picker.getByLabel('Path').press('Enter');
  await picker.getByLabel('File name').fill('diagnostics.zip');
  await picker.getByRole('button', { name: 'Save here' }).click();
  await page
    .getByText(/diagnostics\.zip/)
    .first()
    .waitFor();
  await expect.poll(() => workbench.jobs.list()[0]?.status).toBe('done');
  const texts = unzipped(await readFile(join(folder, 'diagnostics.zip')));
  expect(Object.keys(texts)).toEqual(
    expect.arrayContaining(['about.json', 'doctor.json', 'settings.json', 'workspace.json']),
  );
  const all = Object.values(texts).join('\n');
  expect(all).toContain('A careless message');
  expect(all).not.toContain(CANARY);
});

/** Every entry of a zip by name, read from its local headers. */
function unzipped(zip: Buffer): Record<string, string> {
  const texts: Record<string, string> = {};
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50; ) {
    const [method, packed, nameBytes, extraBytes] = [
      zip.readUInt16LE(at + 8),
      zip.readUInt32LE(at + 18),
      zip.readUInt16LE(at + 26),
      zip.readUInt16LE(at + 28),
    ];
    const name = zip.toString('utf8', at + 30, at + 30 + nameBytes);
    const from = at + 30 + nameBytes + extraBytes;
    const body = zip.subarray(from, from + packed);
    texts[name] = (method === 0 ? body : inflateRawSync(body)).toString('utf8');
    at = from + packed;
  }
  return texts;
}
