import type { VaultBackend } from '../../shared/contract/vault.ts';
import { trouble } from './trouble.ts';
import type { SecretStore } from './vault.ts';

/** One backend as moving sees it. */
export interface Place {
  readonly backend: VaultBackend;
  readonly store: SecretStore;
  services(): Promise<string[]>;
}

export interface Moved {
  readonly service: string;
  readonly account: string;
}

/** Copies every secret and reads each back; nothing is taken from where it was. */
export async function copyAll(from: Place, to: Place, conceal: (value: string) => void): Promise<Moved[]> {
  const moved: Moved[] = [];
  for (const service of await from.services()) {
    for (const { account, password } of await from.store.findCredentials(service)) {
      conceal(password);
      await to.store.setPassword(service, account, password);
      if ((await to.store.getPassword(service, account)) !== password) {
        // No copy of it, so nothing later would recognise it as one.
        await to.store.deletePassword(service, account);
        throw trouble('VAULT_UNAVAILABLE', {
          message: `The ${to.backend} did not give back ${account} as it was given, so nothing was moved.`,
          next: 'The secrets are still where they were. Choose another place, or store a shorter value.',
          subject: account,
        });
      }
      moved.push({ service, account });
    }
  }
  return moved;
}

/**
 * Deletes from `left` what `kept` holds with the same value: whatever was cut short before, a value is only ever
 * deleted where a second one is known to exist.
 */
export async function deleteCopies(left: Place, kept: Place): Promise<void> {
  for (const service of await left.services()) {
    for (const { account, password } of await left.store.findCredentials(service)) {
      if ((await kept.store.getPassword(service, account)) === password)
        await left.store.deletePassword(service, account);
    }
  }
}
