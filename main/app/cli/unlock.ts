import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Invocation } from './command.ts';

/** Asks for the passphrase of a locked vault; from a pipe it is the first line. */
export async function unlock(
  vault: Vault,
  { terminal }: Pick<Invocation, 'terminal'>,
): Promise<Result<void>> {
  if (!(await vault.status()).locked) return ok(undefined);
  const passphrase = await terminal.secret('Passphrase of the vault');
  if (!passphrase.ok) return passphrase;
  const unlocked = await vault.unlock(passphrase.value);
  return unlocked.ok ? ok(undefined) : unlocked;
}
