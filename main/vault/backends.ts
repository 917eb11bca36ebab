import { join } from 'node:path';
import type { VaultBackend } from '../../shared/contract/vault.ts';
import { keychainStore, type LoadKeychain, oneAtATime } from './keychain.ts';
import { memoryStore } from './memory.ts';
import type { Place } from './move.ts';
import { passphraseStore } from './passphrase.ts';
import { type Found, probe } from './probe.ts';
import { readRecord, type VaultRecord } from './record.ts';
import type { Cost, Random } from './sealed.ts';
import { trouble } from './trouble.ts';

const PROBE_AGAIN_MS = 30_000;

export type Backends = ReturnType<typeof openBackends>;

/** The three places a secret can be in, and which of them is in use. */
export function openBackends(options: {
  home: string;
  clock: () => Date;
  random: Random;
  load: LoadKeychain;
  cost: Cost | undefined;
}) {
  const { home, clock, random, cost } = options;
  const recordPath = join(home, 'vault-state.json');
  const passphrasePath = join(home, 'vault.json');
  const raw = oneAtATime(options.load);
  const keychain = keychainStore(raw);
  const memory = memoryStore();
  const passphrase = passphraseStore({ path: passphrasePath, random, ...(cost && { cost }) });
  let probed: { at: number; found: Promise<Found> } | null = null;
  let found: Found | null = null;

  const places: Record<VaultBackend, Place> = {
    keychain: {
      backend: 'keychain',
      store: keychain,
      services: async () => (await readRecord(recordPath)).keychainServices,
    },
    passphrase: { backend: 'passphrase', store: passphrase, services: passphrase.services },
    memory: { backend: 'memory', store: memory, services: async () => memory.services() },
  };

  /** A keychain that works is believed for the session; one that doesn't may have been unlocked since. */
  async function probeKeychain(): Promise<Found> {
    const now = clock().getTime();
    if (probed === null || (found?.available === false && now - probed.at > PROBE_AGAIN_MS))
      probed = { at: now, found: probe(raw, random) };
    found = await probed.found;
    return found;
  }

  /**
   * The recorded backend, whatever its health: a weaker one is never taken in its place. Without a record: where
   * this session already keeps something, else a passphrase vault that was made, else a keychain that works.
   */
  async function inUse(record: VaultRecord): Promise<VaultBackend> {
    if (record.chosen !== null) return record.chosen.backend;
    if (memory.count() > 0) return 'memory';
    if (await passphrase.exists()) return 'passphrase';
    return (await probeKeychain()).available ? 'keychain' : 'memory';
  }

  /** Throws the trouble that says why it can't be used and what to do. */
  async function usable(backend: VaultBackend): Promise<Place> {
    if (backend === 'passphrase') await passphrase.demand();
    if (backend === 'keychain') {
      const answer = await probeKeychain();
      if (!answer.available) {
        throw trouble('VAULT_UNAVAILABLE', {
          message: `This computer's keychain can't be used: ${answer.why}.`,
          next: answer.next,
          retry: true,
        });
      }
    }
    return places[backend];
  }

  return { places, memory, passphrase, raw, recordPath, passphrasePath, probeKeychain, inUse, usable };
}
