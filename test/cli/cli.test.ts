import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CANARY } from '../canary.ts';
import { keepForSweep } from '../leftovers.ts';
import { leadline, startServing } from './leadline.ts';

let folder: string;
let home: string;
let shop: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-cli-'));
  home = join(folder, 'home');
  shop = join(folder, 'shop');
});
afterEach(async () => {
  keepForSweep(folder);
  await rm(folder, { recursive: true, force: true });
});

describe('init', () => {
  it('makes a workspace that validates, and answers in JSON', async () => {
    const { code, out } = await leadline(home, [
      'init',
      shop,
      '--zone',
      'Europe/Lisbon',
      '--currency',
      'EUR',
      '--name',
      'Café: №1',
      '--json',
    ]);
    expect([code, JSON.parse(out)]).toEqual([0, { path: shop, name: 'Café: №1', template: 'blank' }]);
    expect(await readFile(join(shop, 'leadline.yml'), 'utf8')).toContain('Europe/Lisbon');
    const doctor = await leadline(home, ['doctor', '--workspace', shop, '--json']);
    const lines = JSON.parse(doctor.out) as { id: string; state: string }[];
    expect(lines.find((line) => line.id === 'workspace')).toMatchObject({ state: 'ok' });
  });

  it.each([
    [['--zone', 'Mars/Olympus'], 2, '--zone: is not a time zone'],
    [['--currency', 'SHELLS'], 2, '--currency: is not a currency code'],
    [['--template', 'nope'], 1, 'nope'],
  ])('refuses %j and makes nothing', async (options, code, message) => {
    const ended = await leadline(home, ['init', shop, ...options]);
    expect([ended.code, ended.out]).toEqual([code, '']);
    expect(ended.err).toContain(message);
    await expect(stat(shop)).rejects.toThrow('ENOENT');
  });

  it('leaves a folder alone that holds something', async () => {
    await leadline(home, ['init', shop]);
    const before = await readFile(join(shop, 'leadline.yml'), 'utf8');
    const again = await leadline(home, ['init', shop]);
    expect(again.code).toBe(1);
    expect(await readFile(join(shop, 'leadline.yml'), 'utf8')).toBe(before);
  });
});

describe('doctor', () => {
  it('names file, line and column of what is broken in a workspace, and exits 1', async () => {
    await leadline(home, ['init', shop]);
    const file = join(shop, 'leadline.yml');
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^currency: .*/m, 'currency: [oops'));
    const { code, out } = await leadline(home, ['doctor', '--workspace', shop]);
    expect(code).toBe(1);
    expect(out).toMatch(/broken +Workspace: .*leadline\.yml:\d+:\d+ /);
  });

  it('calls a workspace broken that was named and isn’t one', async () => {
    const { code, out } = await leadline(home, ['doctor', '--workspace', folder]);
    expect(code).toBe(1);
    expect(out).toMatch(/broken +Workspace: .*leadline\.yml/);
  });

  it('reports versions, SQLite, the vault and the disk even where there is no workspace', async () => {
    const { out } = await leadline(home, ['doctor', '--workspace', folder, '--json']);
    const lines = JSON.parse(out) as { id: string; state: string; next?: string }[];
    expect(lines.map((line) => line.id)).toEqual(
      expect.arrayContaining(['versions', 'sqlite', 'vault', 'keychain', 'disk.home', 'workspace']),
    );
    for (const line of lines.filter(({ state }) => state !== 'ok')) expect(line.next, line.id).toBeTruthy();
  });
});

describe('vault', () => {
  const passphrase = 'correct horse battery';

  it('keeps a secret under a passphrase from standard input, lists its name and deletes it', async () => {
    await leadline(home, ['init', shop]);
    expect((await leadline(home, ['vault', 'create'], `${passphrase}\n`)).code).toBe(0);
    const set = await leadline(
      home,
      ['vault', 'set', 'shop.api_key', '--workspace', shop],
      `${passphrase}\n${CANARY}\n`,
    );
    expect([set.code, set.err]).toEqual([0, '']);
    const list = await leadline(home, ['vault', 'list', '--workspace', shop, '--json'], `${passphrase}\n`);
    expect(JSON.parse(list.out)).toMatchObject([{ name: 'shop.api_key' }]);
    expect(set.out + list.out).not.toContain(CANARY);
    const file = await stat(join(home, 'vault.json'));
    expect(file.mode & 0o777).toBe(0o600);
    expect(await readFile(join(home, 'vault.json'), 'utf8')).not.toContain(CANARY);
    expect(
      (await leadline(home, ['vault', 'delete', 'shop.api_key', '--workspace', shop], `${passphrase}\n`))
        .code,
    ).toBe(0);
    const after = await leadline(home, ['vault', 'list', '--workspace', shop, '--json'], `${passphrase}\n`);
    expect(JSON.parse(after.out)).toEqual([]);
  });

  it('says that a passphrase is wrong, and stores nothing', async () => {
    await leadline(home, ['init', shop]);
    await leadline(home, ['vault', 'create'], `${passphrase}\n`);
    const set = await leadline(
      home,
      ['vault', 'set', 'a.b', '--workspace', shop, '--json'],
      `wrong wrong wrong\n${CANARY}\n`,
    );
    expect(set.code).toBe(1);
    expect(JSON.parse(set.out)).toMatchObject({ failure: { code: 'VAULT_WRONG_PASSPHRASE' } });
  });

  it.each([
    [['vault', 'set', 'a.b', 'value-as-argument']],
    [['vault', 'set']],
    [['vault', 'set', 'NOT A NAME']],
    [['vault', 'sing']],
  ])('takes no value as an argument and no wrong use: %j', async (args) => {
    expect((await leadline(home, [...args])).code).toBe(2);
  });
});

describe('serve', () => {
  it('answers, is found by a second start, and stops cleanly on Ctrl-C', async () => {
    await leadline(home, ['init', shop]);
    const first = await startServing(home, ['--workspace', shop]);
    const page = await fetch(first.link, { redirect: 'manual' });
    expect(page.status).toBe(303);

    const second = await leadline(home, ['serve', '--workspace', shop]);
    expect(second.code).toBe(0);
    expect(second.err).toContain(first.address);
    expect(second.err).toContain(String(first.process.pid));
    expect(second.out).toBe('');

    expect(await first.stop()).toBe(0);
    const third = await startServing(home, ['--workspace', shop]);
    expect(await third.stop()).toBe(0);
  });

  it('finds the first also where no workspace was named, and takes over from one that died', async () => {
    const first = await startServing(home);
    const second = await leadline(home, ['serve']);
    expect([second.code, second.err.includes(first.address)]).toEqual([0, true]);
    first.process.kill('SIGKILL');
    await first.stop();
    const third = await startServing(home);
    expect(await third.stop()).toBe(0);
  });

  it('serves two workspaces side by side', async () => {
    await leadline(home, ['init', shop]);
    await leadline(home, ['init', join(folder, 'stall')]);
    const one = await startServing(home, ['--workspace', shop]);
    const other = await startServing(home, ['--workspace', join(folder, 'stall')]);
    expect(one.address).not.toBe(other.address);
    expect(await Promise.all([one.stop(), other.stop()])).toEqual([0, 0]);
  });

  it('says that a port is taken, and by what means to go on', async () => {
    const holder = createServer();
    await new Promise<void>((settle) => holder.listen(0, '127.0.0.1', settle));
    const { port } = holder.address() as { port: number };
    const ended = await leadline(home, ['serve', '--port', String(port)]);
    holder.close();
    expect(ended.code).toBe(1);
    expect(ended.err).toBe(
      `Another program already uses port ${port}.\nLeave --port out to get a free one, or name another.\n`,
    );
  });

  it('opens a workspace whose leadline.yml is broken, and starts beside a corrupt settings file, losing nothing', async () => {
    await leadline(home, ['init', shop]);
    await writeFile(join(shop, 'leadline.yml'), 'name: [never closed');
    await writeFile(join(home, 'settings.json'), '{"theme": "dar');
    const serving = await startServing(home, ['--workspace', shop]);
    expect((await fetch(serving.link, { redirect: 'manual' })).status).toBe(303);
    expect(await serving.stop()).toBe(0);
    expect(await readFile(join(shop, 'leadline.yml'), 'utf8')).toBe('name: [never closed');
    const aside = (await readdir(home)).find((name) => name.startsWith('settings.json.broken'));
    expect(aside).toBeDefined();
    expect(await readFile(join(home, String(aside)), 'utf8')).toBe('{"theme": "dar');
  });

  it('says what is missing when the folder is no workspace', async () => {
    const ended = await leadline(home, ['serve', '--workspace', folder]);
    expect(ended.code).toBe(1);
    expect(ended.err).toContain('leadline.yml');
  });
});
