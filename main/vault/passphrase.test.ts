import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CANARY } from '../../test/canary.ts';
import { type PassphraseStore, passphraseStore } from './passphrase.ts';
import { STORE_CASES } from './store.suite.ts';

const CHEAP = { N: 2 ** 14, r: 8, p: 1 };
const PASSPHRASE = 'correct horse battery';
let home: string;
let path: string;
let store: PassphraseStore;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'leadline-passphrase-'));
  path = join(home, 'vault.json');
  store = passphraseStore({ path, random: randomBytes, cost: CHEAP });
});

afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 10 }));

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'no failure',
    (error) => error.failure.code,
  );
}

/** As someone would who knows the format and not the passphrase. */
function withChecksum({ checksum: _, ...body }: Record<string, unknown>): string {
  return JSON.stringify({
    ...body,
    checksum: createHash('sha256').update(JSON.stringify(body)).digest('hex'),
  });
}

describe('the behaviour of every backend', () => {
  for (const { name, run } of STORE_CASES) {
    it(name, async () => {
      await store.create(PASSPHRASE);
      await run(store);
    });
  }
});

it('holds no value and no passphrase in its file, which only the owner may read', async () => {
  await store.create(PASSPHRASE);
  await store.setPassword('leadline:w', 'tiktok.api_key', CANARY);
  const text = await readFile(path, 'utf8');
  expect(text).toContain('tiktok.api_key');
  for (const value of [CANARY, PASSPHRASE])
    for (const form of [value, Buffer.from(value).toString('base64')]) expect(text).not.toContain(form);
  if (process.platform === 'win32') return;
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await chmod(path, 0o644);
  await store.setPassword('leadline:w', 'x', 'y');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it('opens again with its passphrase only, however that is composed', async () => {
  await store.create('zażółć gęślą'.normalize('NFD'));
  await store.setPassword('s', 'a', CANARY);
  const later = passphraseStore({ path, random: randomBytes, cost: CHEAP });
  expect(await later.locked()).toBe(true);
  expect(await codeOf(later.getPassword('s', 'a'))).toBe('VAULT_LOCKED');
  expect(await codeOf(later.unlock('zazolc gesla!'))).toBe('VAULT_WRONG_PASSPHRASE');
  expect(await later.locked()).toBe(true);
  await later.unlock('zażółć gęślą'.normalize('NFC'));
  expect(await later.getPassword('s', 'a')).toBe(CANARY);
  later.lock();
  expect(await codeOf(later.findCredentials('s'))).toBe('VAULT_LOCKED');
  expect(await later.count()).toBe(1);
});

it('changes its passphrase without touching the secrets, and needs the old one', async () => {
  await store.create(PASSPHRASE);
  await store.setPassword('s', 'a', CANARY);
  const before = JSON.parse(await readFile(path, 'utf8'));
  expect(await codeOf(store.change('not the old one', 'a new passphrase'))).toBe('VAULT_WRONG_PASSPHRASE');
  await store.change(PASSPHRASE, 'a new passphrase');
  const after = JSON.parse(await readFile(path, 'utf8'));
  expect(after.entries).toEqual(before.entries);
  expect(after.kdf.salt).not.toBe(before.kdf.salt);
  const later = passphraseStore({ path, random: randomBytes, cost: CHEAP });
  expect(await codeOf(later.unlock(PASSPHRASE))).toBe('VAULT_WRONG_PASSPHRASE');
  await later.unlock('a new passphrase');
  expect(await later.getPassword('s', 'a')).toBe(CANARY);
});

it('finds one sealed value put in the place of another', async () => {
  await store.create(PASSPHRASE);
  await store.setPassword('s', 'a', 'value of a');
  await store.setPassword('s', 'b', 'value of b');
  const file = JSON.parse(await readFile(path, 'utf8'));
  [file.entries[0].account, file.entries[1].account] = ['b', 'a'];
  await writeFile(path, withChecksum(file));
  expect(await store.count()).toBe(2);
  expect(await codeOf(store.getPassword('s', 'a'))).toBe('FILE_INVALID');
});

it('says that its file is damaged, wherever it is, and leaves it as it is', async () => {
  await store.create(PASSPHRASE);
  await store.setPassword('s', 'a', CANARY);
  const whole = await readFile(path, 'utf8');
  const flipped = (at: number) => {
    const other = whole[at] === 'A' ? 'B' : 'A';
    return `${whole.slice(0, at)}${other}${whole.slice(at + 1)}`;
  };
  const wrapped = whole.indexOf('"data"') + 10;
  const cases = [
    '',
    '{',
    'null',
    whole.slice(0, -40),
    flipped(wrapped),
    flipped(whole.lastIndexOf('"data"') + 10),
  ];
  for (const text of cases) {
    await writeFile(path, text);
    expect(await codeOf(store.unlock(PASSPHRASE))).toBe('FILE_INVALID');
    expect(await codeOf(store.setPassword('s', 'b', 'new'))).toBe('FILE_INVALID');
    expect(await codeOf(store.change(PASSPHRASE, 'a new passphrase'))).toBe('FILE_INVALID');
    expect(await readFile(path, 'utf8')).toBe(text);
  }
});

it('makes guessing expensive unless told otherwise', async () => {
  await passphraseStore({ path, random: randomBytes }).create(PASSPHRASE);
  const { kdf } = JSON.parse(await readFile(path, 'utf8'));
  expect(kdf).toMatchObject({ name: 'scrypt', N: 131_072, r: 8, p: 1 });
  // Whoever opens it later pays what it was made with, not their own default.
  await store.unlock(PASSPHRASE);
  expect(await store.locked()).toBe(false);
});

it('refuses a cost that would exhaust the machine', async () => {
  await store.create(PASSPHRASE);
  const file = JSON.parse(await readFile(path, 'utf8'));
  file.kdf.N = 2 ** 30;
  await writeFile(path, withChecksum(file));
  expect(await codeOf(store.unlock(PASSPHRASE))).toBe('FILE_INVALID');
});

it('locks when another vault stands in its place', async () => {
  await store.create(PASSPHRASE);
  await passphraseStore({ path, random: randomBytes, cost: CHEAP }).create(PASSPHRASE);
  expect(await store.locked()).toBe(true);
  expect(await codeOf(store.setPassword('s', 'a', 'b'))).toBe('VAULT_LOCKED');
});
