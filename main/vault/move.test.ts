import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SecretName, type VaultBackend } from '../../shared/contract/vault.ts';
import { Secret } from '../../shared/domain/secret.ts';
import { CANARY } from '../../test/canary.ts';
import { createLog } from '../log/createLog.ts';
import type { Log } from '../log/log.ts';
import { createVault } from './createVault.ts';
import { memoryStore } from './memory.ts';
import type { SecretStore, Vault } from './vault.ts';

const PASSPHRASE = new Secret('correct horse battery');
const SECRETS: [string, SecretName, string][] = [
  ['w1', SecretName.parse('a.key'), CANARY],
  ['w1', SecretName.parse('b.key'), `${CANARY}-b`],
  ['w2', SecretName.parse('a.key'), `${CANARY}-2`],
];

let home: string;
let log: Log;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'leadline-move-'));
  log = createLog({ folder: join(home, 'logs'), clock: () => new Date() });
});

afterEach(async () => {
  await log.close();
  await rm(home, { recursive: true, force: true, maxRetries: 10 });
});

function session(keychain: SecretStore): Vault {
  const load = async () => keychain;
  return createVault({
    home,
    log,
    clock: () => new Date(),
    who: 'ann',
    keychain: load,
    cost: { N: 2 ** 14, r: 8, p: 1 },
  });
}

async function fill(vault: Vault): Promise<void> {
  for (const [workspace, name, value] of SECRETS)
    expect((await vault.set(workspace, name, new Secret(value))).ok).toBe(true);
}

async function values(vault: Vault): Promise<string[]> {
  const found: string[] = [];
  for (const [workspace, name] of SECRETS) {
    const got = await vault.get(workspace, name);
    found.push(got.ok ? got.value.reveal() : got.failure.code);
  }
  return found;
}

async function counts(vault: Vault): Promise<Record<string, number | null>> {
  return Object.fromEntries((await vault.status()).backends.map((one) => [one.backend, one.secrets]));
}

const ALL = SECRETS.map(([, , value]) => value);

/** Both ways between two places that outlive a session, with a vault ready to be moved. */
const WAYS: { from: VaultBackend; to: VaultBackend; ready: (vault: Vault) => Promise<void> }[] = [
  {
    from: 'passphrase',
    to: 'keychain',
    async ready(vault) {
      await vault.createPassphrase(PASSPHRASE);
      await fill(vault);
    },
  },
  {
    from: 'keychain',
    to: 'passphrase',
    async ready(vault) {
      await vault.createPassphrase(PASSPHRASE);
      await vault.move('keychain');
      await fill(vault);
    },
  },
];

describe.each(WAYS)('moving from the $from to the $to', ({ from, to, ready }) => {
  it('moves every secret of every workspace, and leaves none behind', async () => {
    const keychain = memoryStore();
    const vault = session(keychain);
    await ready(vault);
    expect(await vault.move(to)).toMatchObject({ value: { moved: 3, status: { backend: to } } });
    expect(await values(vault)).toEqual(ALL);
    expect(await counts(vault)).toEqual({ memory: 0, [from]: 0, [to]: 3 });
    const moved = (await vault.history('w1')).filter((event) => event.action === 'moved');
    expect(moved.map((event) => [event.name, event.backend])).toEqual([
      ['b.key', to],
      ['a.key', to],
    ]);
    const later = session(keychain);
    expect((await later.status()).backend).toBe(to);
    expect(await vault.move(to)).toMatchObject({ value: { moved: 0 } });
  });

  it('loses nothing and leaves no second copy, whichever step of it fails', async () => {
    const steps = await everyStep('fails', { from, ready, to });
    expect(steps).toBeGreaterThan(6);
  });

  it('loses nothing and leaves no second copy, wherever it is killed', async () => {
    const steps = await everyStep('stops', { from, ready, to });
    expect(steps).toBeGreaterThan(6);
  });
});

/**
 * Does the move again and again, in a session whose keychain fails for good, or never answers again, at its first
 * call, its second, and so on until the move goes through. After each, a new session must find everything.
 */
async function everyStep(
  manner: 'fails' | 'stops',
  { from, to, ready }: { from: VaultBackend; to: VaultBackend; ready: (vault: Vault) => Promise<void> },
): Promise<number> {
  for (let step = 1; ; step += 1) {
    await rm(home, { recursive: true, force: true, maxRetries: 10 });
    const keychain = memoryStore();
    await ready(session(keychain));

    const dying = dyingAt(step, manner, keychain);
    const doomed = session(dying.store);
    // Its tests of the keychain come first; what is counted is the move itself.
    await doomed.status();
    await doomed.unlock(PASSPHRASE);
    dying.begin();
    const answer = await Promise.race([doomed.move(to), dying.stopped]);
    if (answer !== 'stopped' && !dying.reached()) {
      expect(answer).toMatchObject({ value: { moved: 3 } });
      return step;
    }
    // The lock of a dead process; taking it over has its own test.
    if (answer === 'stopped') await rm(join(home, 'vault.lock'), { force: true });

    const next = session(keychain);
    expect((await next.unlock(PASSPHRASE)).ok, `step ${step}`).toBe(true);
    expect(await values(next), `step ${step}`).toEqual(ALL);
    const { backend } = await next.status();
    expect([from, to]).toContain(backend);
    expect(await counts(next), `step ${step}`).toEqual({
      memory: 0,
      keychain: 0,
      passphrase: 0,
      [backend]: 3,
    });
    expect(JSON.parse(await readFile(join(home, 'vault-state.json'), 'utf8')).leftovers).toBe(null);
  }
}

/** A keychain that works until its n-th call after `begin`, before or after which it is gone for good. */
function dyingAt(step: number, manner: 'fails' | 'stops', keychain: SecretStore) {
  let calls = Number.NEGATIVE_INFINITY;
  let stop = (_: 'stopped'): void => {};
  const stopped = new Promise<'stopped'>((resolve) => {
    stop = resolve;
  });

  async function call<T>(work: () => Promise<T>): Promise<T> {
    calls += 1;
    if (calls < step) return work();
    // Every second time what was asked for is still done, only nobody hears of it.
    if (calls === step && step % 2 === 0) await work();
    if (manner === 'fails') throw new Error('the keychain went away');
    stop('stopped');
    return new Promise(() => {});
  }

  const store: SecretStore = {
    getPassword: (service, account) => call(() => keychain.getPassword(service, account)),
    setPassword: (service, account, password) => call(() => keychain.setPassword(service, account, password)),
    deletePassword: (service, account) => call(() => keychain.deletePassword(service, account)),
    findCredentials: (service) => call(() => keychain.findCredentials(service)),
  };
  return {
    store,
    stopped,
    begin: () => {
      calls = 0;
    },
    reached: () => calls >= step,
  };
}

it('does not move to a place that gives back something else', async () => {
  const keychain = memoryStore();
  const vault = session({
    ...keychain,
    setPassword: (s, a, p) => keychain.setPassword(s, a, p.slice(0, 40)),
  });
  await vault.createPassphrase(PASSPHRASE);
  await vault.set('w1', SecretName.parse('a.short'), new Secret('short value'));
  const name = SecretName.parse('long.key');
  await vault.set('w1', name, new Secret('x'.repeat(100)));
  expect(await vault.move('keychain')).toMatchObject({
    failure: { code: 'VAULT_UNAVAILABLE', subject: 'long.key' },
  });
  expect(await keychain.findCredentials('leadline:w1')).toEqual([]);
  expect((await vault.status()).backend).toBe('passphrase');
  expect(await vault.get('w1', name)).toMatchObject({ ok: true });
});

it('never deletes the only copy of a value, even where only copies should be', async () => {
  const keychain = memoryStore();
  await session(keychain).createPassphrase(PASSPHRASE);
  const path = join(home, 'vault-state.json');
  const record = JSON.parse(await readFile(path, 'utf8'));
  await keychain.setPassword('leadline:w1', 'a.key', 'not known elsewhere');
  await keychain.setPassword('leadline:w1', 'b.key', `${CANARY}-b`);
  await writeFile(
    path,
    JSON.stringify({ ...record, leftovers: 'keychain', keychainServices: ['leadline:w1'] }),
  );
  const vault = session(keychain);
  await vault.unlock(PASSPHRASE);
  await fill(vault);
  expect(await keychain.getPassword('leadline:w1', 'a.key')).toBe('not known elsewhere');
});

it('says what is missing: a vault, its passphrase, a keychain', async () => {
  const gone = () => Promise.reject(new Error('Failed to load keytar native addon'));
  const broken = { ...memoryStore(), setPassword: gone };
  const vault = session(broken);
  expect(await vault.move('passphrase')).toMatchObject({ failure: { code: 'VAULT_UNAVAILABLE' } });
  expect(await vault.move('keychain')).toMatchObject({ failure: { code: 'VAULT_UNAVAILABLE' } });
  await vault.createPassphrase(PASSPHRASE);
  await vault.move('memory');
  await vault.lock();
  expect(await vault.move('passphrase')).toMatchObject({ failure: { code: 'VAULT_LOCKED' } });
});
