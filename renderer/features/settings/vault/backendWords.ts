import type { VaultBackend } from '../../../../shared/contract/vault.ts';

/** How each backend is spoken of, everywhere in the settings. */
export const BACKEND_NAME: Record<VaultBackend, string> = {
  keychain: 'OS keychain',
  passphrase: 'Passphrase vault',
  memory: 'Session memory',
};

/** As the end of a sentence: "moved to …". */
export const BACKEND_PLACE: Record<VaultBackend, string> = {
  keychain: 'the OS keychain',
  passphrase: 'the passphrase vault',
  memory: 'session memory',
};

export const BACKEND_SENSE: Record<VaultBackend, string> = {
  keychain: 'Kept by this machine, opened with your login.',
  passphrase: 'An encrypted file, opened with a passphrase once a session.',
  memory: 'Kept nowhere: gone when Leadline stops.',
};

export function countedSecrets(count: number | null): string {
  if (count === null) return 'every secret';
  return count === 1 ? '1 secret' : `${count} secrets`;
}
