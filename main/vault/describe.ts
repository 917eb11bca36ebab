import type { VaultBackend, VaultStatus } from '../../shared/contract/vault.ts';
import type { Backends } from './backends.ts';
import { day, type Found, survival } from './probe.ts';
import { readRecord, type VaultRecord } from './record.ts';
import { Trouble } from './trouble.ts';

type Described = VaultStatus['backends'][number];

/** How the vault stands, in words. Whatever is broken is told, not thrown. */
export async function describeVault(backends: Backends, started: string): Promise<VaultStatus> {
  const { recordPath } = backends;
  const found = await backends.probeKeychain();
  const passphraseVault = await backends.passphrase.exists();
  const record = await readRecord(recordPath).catch((error: unknown) => said(error));
  const all = [
    await keychain(backends, found, typeof record === 'string' ? null : record, started),
    await passphrase(backends, passphraseVault),
    memory(backends),
  ];
  if (typeof record === 'string')
    return { backend: 'memory', why: record, locked: false, passphraseVault, backends: all };
  const backend = await backends.inUse(record);
  const mine = all.find((one) => one.backend === backend);
  return {
    backend,
    why: why(backend, record, mine, found),
    locked: backend === 'passphrase' && (await backends.passphrase.locked().catch(() => true)),
    passphraseVault,
    backends: all.map((one) => (one.backend === record.leftovers ? withLeftovers(one) : one)),
  };
}

function why(backend: VaultBackend, record: VaultRecord, mine: Described | undefined, found: Found): string {
  const since = record.chosen === null ? '' : `, since ${day(record.chosen.at)}`;
  if (mine !== undefined && !mine.available)
    return `Secrets are kept in the ${NAME[backend]}${since}, but it can't be used now: ${mine.detail}`;
  if (backend === 'passphrase') return `Secrets are kept in a file that only your passphrase opens${since}.`;
  if (backend === 'keychain') {
    return record.chosen === null
      ? "This computer's keychain passed its test, so secrets will be kept there."
      : `Secrets are kept in this computer's keychain${since}.`;
  }
  if (record.chosen !== null) return 'Session memory was chosen: secrets are forgotten when Leadline closes.';
  const reason = found.available
    ? 'the secrets of this session were stored before it could be used'
    : found.why;
  return (
    `No keychain is in use here (${reason}), so secrets are forgotten when Leadline closes. ` +
    'To keep them, make a passphrase vault in Settings, Vault.'
  );
}

const NAME: Record<VaultBackend, string> = {
  keychain: 'keychain',
  passphrase: 'passphrase vault',
  memory: 'session memory',
};

async function keychain(
  { places }: Backends,
  found: Found,
  record: VaultRecord | null,
  started: string,
): Promise<Described> {
  const kept = record === null ? '' : survival(record, started);
  if (!found.available) {
    const detail = [
      `${sentence(found.why)}.`,
      found.next,
      ...(record?.lost ? [`${sentence(kept)}.`] : []),
    ].join(' ');
    return { backend: 'keychain', available: false, detail, secrets: null };
  }
  const detail = `Works: ${[found.detail, kept].filter((text) => text !== '').join('; ')}.`;
  return {
    backend: 'keychain',
    available: true,
    detail,
    secrets: await countIn(places.keychain).catch(() => null),
  };
}

async function countIn({ store, services }: Backends['places']['keychain']): Promise<number> {
  let count = 0;
  for (const service of await services()) count += (await store.findCredentials(service)).length;
  return count;
}

async function passphrase(
  { passphrase: vault, passphrasePath }: Backends,
  exists: boolean,
): Promise<Described> {
  const told = { backend: 'passphrase' as const, available: true };
  if (!exists) return { ...told, detail: 'Not made yet: it needs a passphrase of yours.', secrets: null };
  try {
    const secrets = await vault.count();
    const detail = (await vault.locked()) ? `Locked: ${passphrasePath}.` : 'Unlocked until Leadline closes.';
    return { ...told, detail, secrets };
  } catch (error) {
    return { ...told, available: false, detail: said(error), secrets: null };
  }
}

function memory({ memory: store }: Backends): Described {
  return {
    backend: 'memory',
    available: true,
    detail: 'Always there; forgotten when Leadline closes.',
    secrets: store.count(),
  };
}

function withLeftovers(one: Described): Described {
  return { ...one, detail: `${one.detail} Copies left by a move are deleted as soon as it can be reached.` };
}

function said(error: unknown): string {
  if (error instanceof Trouble) return `${error.failure.message} ${error.failure.next}`;
  return error instanceof Error ? error.message : String(error);
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
