import type {
  Rotation,
  SecretEntry,
  SecretName,
  VaultBackend,
  VaultStatus,
} from '../../shared/contract/vault.ts';
import type { Secret } from '../../shared/domain/secret.ts';
import type { Result } from '../../shared/errors/failure.ts';

/** keytar's four calls: what every backend can do, and all it can do. */
export interface SecretStore {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
  findCredentials(service: string): Promise<{ account: string; password: string }[]>;
}

/**
 * Secrets of this person on this machine, kept apart by workspace.
 *
 * States: unprobed → ready(keychain | memory) | locked(passphrase) ⇄ ready(passphrase).
 * Invariants: the backend in use changes only by `createPassphrase` or `move`; a moved secret is read back from
 * the new backend before it is deleted from the old one; no value is ever logged, returned to a page or written
 * in plain text.
 */
export interface Vault {
  status(): Promise<VaultStatus>;
  /** Secrets are kept per workspace id; null while none is open. */
  list(workspace: string): Promise<Result<SecretEntry[]>>;
  get(workspace: string, name: SecretName): Promise<Result<Secret>>;
  set(workspace: string, name: SecretName, value: Secret): Promise<Result<void>>;
  delete(workspace: string, name: SecretName): Promise<Result<void>>;
  history(workspace: string): Promise<Rotation[]>;
  unlock(passphrase: Secret): Promise<Result<VaultStatus>>;
  lock(): Promise<VaultStatus>;
  createPassphrase(passphrase: Secret): Promise<Result<VaultStatus>>;
  changePassphrase(current: Secret, next: Secret): Promise<Result<VaultStatus>>;
  move(to: VaultBackend): Promise<Result<{ moved: number; status: VaultStatus }>>;
}
