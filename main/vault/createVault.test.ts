import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SecretName } from '../../shared/contract/vault.ts';
import { Secret } from '../../shared/domain/secret.ts';
import { CANARY } from '../../test/canary.ts';
import { createLog } from '../log/createLog.ts';
import type { Log } from '../log/log.ts';
import { createVault } from './createVault.ts';
import type { LoadKeychain } from './keychain.ts';
import { memoryStore } from './memory.ts';
import type { SecretStore, Vault } from './vault.ts';

const NAME = SecretName.parse('tiktok.api_key');
const PASSPHRASE = new Secret('correct horse battery');
const none: LoadKeychain = () => Promise.reject(new Error('Failed to load keytar native addon'));

let home: string;
let log: Log;
let now: number;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'leadline-vault-'));
  log = createLog({ folder: join(home, 'logs'), clock: () => new Date(now) });
  now = Date.UTC(2026, 2, 1);
});

afterEach(async () => {
  await log.close();
  await rm(home, { recursive: true, force: true, maxRetries: 10 });
});

/** One session of Leadline: a new one on the same folder is what a restart is. */
function session(keychain: LoadKeychain | SecretStore): Vault {
  now += 86_400_000;
  const clock = () => {
    now += 1;
    return new Date(now);
  };
  const load = typeof keychain === 'function' ? keychain : async () => keychain;
  return createVault({ home, log, clock, who: 'ann', keychain: load, cost: { N: 2 ** 14, r: 8, p: 1 } });
}

async function valueIn(vault: Vault, name = NAME, workspace = 'w'): Promise<string> {
  const got = await vault.get(workspace, name);
  return got.ok ? got.value.reveal() : got.failure.code;
}

async function statusOf(vault: Vault, backend: string) {
  return (await vault.status()).backends.find((one) => one.backend === backend);
}

describe('which backend', () => {
  it('is the keychain where it passes its test', async () => {
    const vault = session(memoryStore());
    expect(await vault.status()).toMatchObject({
      backend: 'keychain',
      locked: false,
      passphraseVault: false,
    });
    expect((await vault.status()).why).toContain('passed its test');
  });

  it('is memory where there is none, and says how to keep secrets', async () => {
    const { backend, why, backends } = await session(none).status();
    expect(backend).toBe('memory');
    expect(why).toMatch(/libsecret is not installed|does not load/);
    expect(why).toContain('make a passphrase vault');
    expect(backends.map((one) => one.available)).toEqual([false, true, true]);
  });

  it('is never believed on its word: a keychain that forgets, changes or keeps is unavailable', async () => {
    const liars: Partial<SecretStore>[] = [
      { getPassword: async () => null },
      { getPassword: async () => 'something else' },
      { deletePassword: async () => false },
      { setPassword: () => Promise.reject(new Error('Cannot autolaunch D-Bus without X11 $DISPLAY')) },
    ];
    for (const liar of liars) {
      expect(await statusOf(session({ ...memoryStore(), ...liar }), 'keychain')).toMatchObject({
        available: false,
      });
    }
  });

  it('gives up on a keychain that does not answer after five seconds', async () => {
    const before = performance.now();
    const silent = session({ ...memoryStore(), setPassword: () => new Promise(() => {}) });
    expect((await statusOf(silent, 'keychain'))?.detail).toContain('did not answer');
    expect(performance.now() - before).toBeGreaterThan(4_900);
    expect(performance.now() - before).toBeLessThan(20_000);
  });

  it('is not recorded before a secret is stored: a machine that gains a keychain gets it', async () => {
    await session(none).status();
    expect(existsSync(join(home, 'vault-state.json'))).toBe(false);
    const fallback = session(none);
    expect((await fallback.set('w', NAME, new Secret(CANARY))).ok).toBe(true);
    expect((await session(memoryStore()).status()).backend).toBe('keychain');
  });

  it('stays where this session put something, even when a keychain appears', async () => {
    let works = false;
    const keychain = memoryStore();
    const vault = session(async () => (works ? keychain : none()));
    await vault.set('w', NAME, new Secret(CANARY));
    works = true;
    now += 60_000;
    expect((await vault.status()).backend).toBe('memory');
    expect(await valueIn(vault)).toBe(CANARY);
  });

  it('is asked again after half a minute, so that an unlocked keychain is found without a restart', async () => {
    let works = false;
    const keychain = memoryStore();
    const vault = session(async () => (works ? keychain : none()));
    expect((await vault.status()).backend).toBe('memory');
    works = true;
    expect((await vault.status()).backend).toBe('memory');
    now += 60_000;
    expect((await vault.status()).backend).toBe('keychain');
  });

  it('never falls back: a recorded keychain that is gone is said to be gone', async () => {
    const keychain = memoryStore();
    await session(keychain).set('w', NAME, new Secret(CANARY));
    const without = session(none);
    for (const answer of [
      await without.get('w', NAME),
      await without.set('w', NAME, new Secret('x-y-z-1')),
      await without.list('w'),
      await without.createPassphrase(PASSPHRASE),
    ]) {
      expect(answer).toMatchObject({ ok: false, failure: { code: 'VAULT_UNAVAILABLE' } });
      if (!answer.ok) expect(answer.failure.next).toContain('Unlock or install the keychain');
    }
    const status = await without.status();
    expect(status.backend).toBe('keychain');
    expect(status.why).toMatch(/kept in the keychain, since 2026-03-\d\d, but it can't be used now/);
    const forgetful = session({ ...keychain, getPassword: async () => null });
    expect(await forgetful.set('w', NAME, new Secret('x-y-z-2'))).toMatchObject({
      failure: { code: 'VAULT_UNAVAILABLE' },
    });
    expect(await valueIn(session(keychain))).toBe(CANARY);
  });

  it('is not guessed when the record is damaged, which is left as it is', async () => {
    await session(memoryStore()).set('w', NAME, new Secret(CANARY));
    const path = join(home, 'vault-state.json');
    await writeFile(path, '{"version":1,');
    const vault = session(memoryStore());
    expect(await vault.get('w', NAME)).toMatchObject({ failure: { code: 'FILE_INVALID' } });
    expect(await vault.set('w', NAME, new Secret(CANARY))).toMatchObject({
      failure: { code: 'FILE_INVALID' },
    });
    expect((await vault.status()).why).toContain('is damaged');
    expect(await readFile(path, 'utf8')).toBe('{"version":1,');
  });
});

describe('whether the keychain keeps things', () => {
  it('is told by a value of an earlier session', async () => {
    const keychain = memoryStore();
    expect((await statusOf(session(keychain), 'keychain'))?.detail).toContain('shows at the next start');
    const second = await statusOf(session(keychain), 'keychain');
    expect(second?.detail).toMatch(/stored on 2026-03-02 survived since/);
    expect((await statusOf(session(memoryStore()), 'keychain'))?.detail).toMatch(
      /lost what was stored on 2026-03-02 \(noticed on 2026-03-04\)/,
    );
    expect((await statusOf(session(memoryStore()), 'keychain'))?.detail).toMatch(
      /lost what was stored on 2026-03-04/,
    );
  });
});

describe('secrets', () => {
  it('are kept apart by workspace, listed by name with when they changed, and deleted', async () => {
    const vault = session(memoryStore());
    await vault.set('w', NAME, new Secret(CANARY));
    await vault.set('w', SecretName.parse('a.first'), new Secret('value of a'));
    await vault.set('other', NAME, new Secret('another value'));
    const listed = await vault.list('w');
    expect(listed).toMatchObject({ value: [{ name: 'a.first' }, { name: NAME }] });
    expect(JSON.stringify(listed)).toContain('2026-03-02T');
    expect(await valueIn(vault)).toBe(CANARY);
    expect(await valueIn(vault, NAME, 'other')).toBe('another value');
    expect((await vault.delete('w', NAME)).ok).toBe(true);
    expect(await valueIn(vault)).toBe('SECRET_NOT_FOUND');
    expect(await vault.delete('w', NAME)).toMatchObject({ failure: { code: 'SECRET_NOT_FOUND' } });
    expect(await valueIn(vault, NAME, 'other')).toBe('another value');
  });

  it('that are no text are refused', async () => {
    const vault = session(none);
    for (const value of ['', 'a\0b', '\ud800'])
      expect(await vault.set('w', NAME, new Secret(value))).toMatchObject({ failure: { code: 'BAD_INPUT' } });
  });

  it('leave a history of who, when and which, and no value anywhere', async () => {
    const vault = session(none);
    await vault.createPassphrase(PASSPHRASE);
    await vault.set('w', NAME, new Secret(CANARY));
    await vault.set('w', NAME, new Secret(`${CANARY}-2`));
    await vault.changePassphrase(PASSPHRASE, new Secret('another passphrase'));
    await vault.delete('w', NAME);
    const events = await vault.history('w');
    expect(events.map((event) => event.action)).toEqual(['deleted', 'passphrase changed', 'replaced', 'set']);
    expect(events[0]).toMatchObject({ who: 'ann', name: NAME, workspace: 'w', backend: 'passphrase' });
    log.info(`What was said: ${CANARY} ${PASSPHRASE.reveal()} another passphrase`);
    await log.flush();
    const files = await readdir(home, { recursive: true, withFileTypes: true });
    for (const file of files.filter((one) => one.isFile())) {
      const text = await readFile(join(file.parentPath, file.name), 'utf8');
      for (const value of [CANARY, PASSPHRASE.reveal(), 'another passphrase'])
        expect(text).not.toContain(value);
    }
  });

  it('are concealed in the log once they were read or listed', async () => {
    const keychain = memoryStore();
    await keychain.setPassword('leadline:w', NAME, CANARY);
    const vault = session(keychain);
    expect(log.redact(CANARY)).toBe(CANARY);
    await vault.list('w');
    expect(log.redact(CANARY)).not.toContain(CANARY);
  });

  it('all stay when two vaults on one folder write at once', async () => {
    const [one, two] = [session(none), session(none)];
    await one.createPassphrase(PASSPHRASE);
    await two.unlock(PASSPHRASE);
    const names = Array.from({ length: 20 }, (_, at) =>
      SecretName.parse(`many.${String(at).padStart(2, '0')}`),
    );
    await Promise.all(
      names.map((name, at) => (at % 2 ? one : two).set('w', name, new Secret(`value of ${name}`))),
    );
    expect(await one.list('w')).toMatchObject({ value: names.map((name) => ({ name })) });
    for (const name of names) expect(await valueIn(session(none), name)).toBe('VAULT_LOCKED');
    for (const name of names) expect(await valueIn(two, name)).toBe(`value of ${name}`);
    const events = await one.history('w');
    expect(events.map((event) => event.action)).toEqual(names.map(() => 'set'));
  });
});

describe('the passphrase vault', () => {
  it('takes over what memory held, locks, and opens with its passphrase only', async () => {
    const vault = session(none);
    await vault.set('w', NAME, new Secret(CANARY));
    const made = await vault.createPassphrase(PASSPHRASE);
    expect(made).toMatchObject({ value: { backend: 'passphrase', locked: false, passphraseVault: true } });
    expect((await statusOf(vault, 'memory'))?.secrets).toBe(0);
    expect(await valueIn(vault)).toBe(CANARY);
    expect(await vault.createPassphrase(PASSPHRASE)).toMatchObject({ failure: { code: 'VAULT_EXISTS' } });

    const later = session(memoryStore());
    expect(await later.status()).toMatchObject({ backend: 'passphrase', locked: true });
    expect(await valueIn(later)).toBe('VAULT_LOCKED');
    expect(await later.unlock(new Secret('not the passphrase'))).toMatchObject({
      failure: { code: 'VAULT_WRONG_PASSPHRASE' },
    });
    expect(await later.unlock(PASSPHRASE)).toMatchObject({ value: { locked: false } });
    expect(await valueIn(later)).toBe(CANARY);
    expect(await later.lock()).toMatchObject({ locked: true });
    expect(await valueIn(later)).toBe('VAULT_LOCKED');
  });

  it('that is damaged is said to be, in the status as well', async () => {
    await session(none).createPassphrase(PASSPHRASE);
    await writeFile(join(home, 'vault.json'), 'damaged');
    const vault = session(none);
    expect(await vault.unlock(PASSPHRASE)).toMatchObject({ failure: { code: 'FILE_INVALID' } });
    expect(await vault.createPassphrase(PASSPHRASE)).toMatchObject({ ok: false });
    expect(await vault.status()).toMatchObject({
      backend: 'passphrase',
      locked: true,
      passphraseVault: true,
    });
    expect((await vault.status()).why).toContain('damaged');
    expect(await readFile(join(home, 'vault.json'), 'utf8')).toBe('damaged');
  });
});

describe('a folder that can not be written', () => {
  it('is said, and nothing is thrown', async () => {
    const blocked = join(home, 'a-file');
    await writeFile(blocked, '');
    const vault = createVault({
      home: join(blocked, 'x'),
      log,
      clock: () => new Date(),
      who: 'ann',
      keychain: none,
    });
    expect((await vault.status()).backend).toBe('memory');
    expect(await vault.set('w', NAME, new Secret(CANARY))).toMatchObject({
      failure: { code: 'FOLDER_UNWRITABLE' },
    });
    expect(await vault.history('w')).toEqual([]);
  });
});
