import { stat } from 'node:fs/promises';
import { damaged, type PassphraseFile, readPassphraseFile, writePassphraseFile } from './passphraseFile.ts';
import { COST, type Cost, deriveKey, newKey, type Random, seal, unseal } from './sealed.ts';
import { trouble } from './trouble.ts';
import type { SecretStore } from './vault.ts';

export interface PassphraseStore extends SecretStore {
  exists(): Promise<boolean>;
  /** True while it can't be read: never unlocked, locked again, or another vault stands in its place. */
  locked(): Promise<boolean>;
  /** Throws the trouble that says what is missing: the file, or its passphrase. */
  demand(): Promise<void>;
  create(passphrase: string): Promise<void>;
  unlock(passphrase: string): Promise<void>;
  lock(): void;
  /** Seals the data key anew; the secrets themselves stay as they are. */
  change(current: string, next: string): Promise<void>;
  services(): Promise<string[]>;
  count(): Promise<number>;
}

interface Open {
  readonly id: string;
  readonly key: Buffer;
}

/** Writers must hold the vault's lock file: every write is a read of the whole file, a change and a write. */
export function passphraseStore(options: { path: string; random: Random; cost?: Cost }): PassphraseStore {
  const { path, random, cost = COST } = options;
  let open: Open | null = null;

  async function present(): Promise<PassphraseFile> {
    const file = await readPassphraseFile(path);
    if (file !== null) return file;
    throw trouble('VAULT_UNAVAILABLE', {
      message: `There is no passphrase vault at ${path}.`,
      next: 'Make one in Settings, Vault, or put its file back from a backup.',
      subject: path,
    });
  }

  async function opened(): Promise<{ file: PassphraseFile; key: Buffer }> {
    const file = await present();
    if (open?.id === file.id) return { file, key: open.key };
    throw trouble('VAULT_LOCKED', {
      message: 'The passphrase vault is locked.',
      next: 'Unlock it with its passphrase in Settings, Vault, then try again.',
    });
  }

  async function keyOf(file: PassphraseFile, passphrase: string): Promise<Buffer> {
    const outer = await deriveKey(passphrase, Buffer.from(file.kdf.salt, 'base64'), file.kdf);
    const key = unseal(outer, file.wrapped, boundKey(file.id));
    outer.fill(0);
    if (key !== null) return key;
    throw trouble('VAULT_WRONG_PASSPHRASE', {
      message: 'That is not the passphrase of this vault.',
      next: 'Check the keyboard layout and Caps Lock, then try again.',
      retry: false,
    });
  }

  async function write(
    file: PassphraseFile,
    key: Buffer,
    service: string,
    account: string,
    value: string | null,
  ) {
    const others = file.entries.filter((entry) => entry.service !== service || entry.account !== account);
    const added =
      value === null
        ? []
        : [
            {
              service,
              account,
              ...seal(key, Buffer.from(value, 'utf8'), bound(file.id, service, account), random),
            },
          ];
    await writePassphraseFile(path, { ...file, entries: [...others, ...added] });
    return others.length < file.entries.length;
  }

  function value(file: PassphraseFile, key: Buffer, entry: PassphraseFile['entries'][number]): string {
    const plain = unseal(key, entry, bound(file.id, entry.service, entry.account));
    if (plain === null) throw damaged(path);
    return plain.toString('utf8');
  }

  return {
    async getPassword(service, account) {
      const { file, key } = await opened();
      const entry = file.entries.find((one) => one.service === service && one.account === account);
      return entry === undefined ? null : value(file, key, entry);
    },
    async setPassword(service, account, password) {
      const { file, key } = await opened();
      await write(file, key, service, account, password);
    },
    async deletePassword(service, account) {
      const { file, key } = await opened();
      return write(file, key, service, account, null);
    },
    async findCredentials(service) {
      const { file, key } = await opened();
      return file.entries
        .filter((entry) => entry.service === service)
        .map((entry) => ({ account: entry.account, password: value(file, key, entry) }));
    },
    async exists() {
      return stat(path).then(
        () => true,
        () => false,
      );
    },
    async locked() {
      return open === null || (await readPassphraseFile(path))?.id !== open.id;
    },
    async demand() {
      await opened();
    },
    async create(passphrase) {
      const [id, key] = [random(16).toString('hex'), newKey(random)];
      await writePassphraseFile(path, {
        version: 1,
        id,
        entries: [],
        ...(await wrap(id, key, passphrase, { random, cost })),
      });
      open = { id, key };
    },
    async unlock(passphrase) {
      const file = await present();
      open = { id: file.id, key: await keyOf(file, passphrase) };
    },
    lock() {
      // Not overwritten with zeros: a call under way would seal its secret with them.
      open = null;
    },
    async change(current, next) {
      const file = await present();
      const key = await keyOf(file, current);
      await writePassphraseFile(path, { ...file, ...(await wrap(file.id, key, next, { random, cost })) });
      open = { id: file.id, key };
    },
    async services() {
      return [...new Set((await readPassphraseFile(path))?.entries.map((entry) => entry.service))];
    },
    async count() {
      return (await readPassphraseFile(path))?.entries.length ?? 0;
    },
  };
}

async function wrap(
  id: string,
  key: Buffer,
  passphrase: string,
  { random, cost }: { random: Random; cost: Cost },
): Promise<Pick<PassphraseFile, 'kdf' | 'wrapped'>> {
  const salt = random(16);
  const outer = await deriveKey(passphrase, salt, cost);
  const wrapped = seal(outer, key, boundKey(id), random);
  outer.fill(0);
  return { kdf: { name: 'scrypt', ...cost, salt: salt.toString('base64') }, wrapped };
}

function boundKey(id: string): string {
  return JSON.stringify(['leadline vault key', id]);
}

/** As JSON, so that no two pairs of names give the same text. */
function bound(id: string, service: string, account: string): string {
  return JSON.stringify(['leadline secret', id, service, account]);
}
