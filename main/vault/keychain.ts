import { trouble } from './trouble.ts';
import type { SecretStore } from './vault.ts';

export type LoadKeychain = () => Promise<SecretStore>;

/** Long enough for a person to answer the system's own question; a keychain that asks nothing answers at once. */
const PATIENCE_MS = 60_000;

/** Imported only when wanted: on Linux the package throws on import where libsecret is missing. */
export async function importKeytar(): Promise<SecretStore> {
  return (await import('keytar')).default;
}

/**
 * Calls go one at a time: a keychain that hangs occupies one of the few threads that files are read with, never
 * all of them. What comes after a hanging call waits behind it, so callers bring their own patience.
 */
export function oneAtATime(load: LoadKeychain): SecretStore {
  let turn: Promise<unknown> = Promise.resolve();
  let loading: Promise<SecretStore> | null = null;

  function call<T>(work: (keytar: SecretStore) => Promise<T>): Promise<T> {
    const answer = turn.then(async () => {
      loading ??= load().catch((error: unknown) => {
        loading = null;
        throw error;
      });
      return work(await loading);
    });
    turn = answer.catch(() => undefined);
    return answer;
  }

  return through(call);
}

/** The OS keychain as a backend: what it refuses, and its silence, become troubles in plain words. */
export function keychainStore(keychain: SecretStore, patienceMs = PATIENCE_MS): SecretStore {
  return through(async (work) => {
    try {
      return await within(work(keychain), patienceMs);
    } catch (error) {
      throw unavailable(error);
    }
  });
}

function through(call: <T>(work: (keychain: SecretStore) => Promise<T>) => Promise<T>): SecretStore {
  return {
    getPassword: (service, account) => call((keychain) => keychain.getPassword(service, account)),
    setPassword: (service, account, password) =>
      call((keychain) => keychain.setPassword(service, account, password)),
    deletePassword: (service, account) => call((keychain) => keychain.deletePassword(service, account)),
    findCredentials: (service) => call((keychain) => keychain.findCredentials(service)),
  };
}

class NoAnswer extends Error {}

export async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer()), ms);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}

function unavailable(error: unknown) {
  return trouble('VAULT_UNAVAILABLE', {
    message: `This computer's keychain can't be used: ${keychainReason(error)}.`,
    next: KEYCHAIN_NEXT,
    retry: true,
  });
}

export const KEYCHAIN_NEXT =
  'Unlock or install the keychain (on Linux: libsecret and a secret service such as gnome-keyring), then start Leadline again.';

/** The reason in plain words; packages and D-Bus say it in theirs. */
export function keychainReason(error: unknown): string {
  if (error instanceof NoAnswer) return 'it did not answer';
  const said = error instanceof Error ? error.message : String(error);
  if (/native addon|cannot open shared object|libsecret|Cannot find (?:module|package)/i.test(said)) {
    return process.platform === 'linux'
      ? 'libsecret is not installed (on Debian and Ubuntu it is the package libsecret-1-0)'
      : 'its module does not load on this computer';
  }
  if (/dismissed|cancel|denied|not allowed|locked|secrets\/collection/i.test(said))
    return 'it was not unlocked';
  if (/D-?Bus|org\.freedesktop\.secrets|autolaunch|ServiceUnknown|Could not connect/i.test(said))
    return 'no keychain service runs in this session';
  return `it answered “${said.slice(0, 200)}”`;
}
