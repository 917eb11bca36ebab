import { randomBytes } from 'node:crypto';
import { SecretName } from '../../../shared/contract/vault.ts';
import { Secret } from '../../../shared/domain/secret.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Vault } from '../../vault/vault.ts';

const PSEUDONYMS = SecretName.parse('audit.pseudonyms');
const BYTES = 32;

/** Made once for each workspace, and kept in its vault: without it nobody can try names out, and with it all packages agree. */
export async function pseudonymKey(
  vault: Pick<Vault, 'list' | 'get' | 'set'>,
  workspace: string,
): Promise<Result<Uint8Array>> {
  const held = await vault.list(workspace);
  if (!held.ok) return held;
  if (held.value.some(({ name }) => name === PSEUDONYMS)) {
    const read = await vault.get(workspace, PSEUDONYMS);
    return read.ok ? keyOf(read.value) : read;
  }
  const made = new Secret(randomBytes(BYTES).toString('hex'));
  const kept = await vault.set(workspace, PSEUDONYMS, made);
  return kept.ok ? keyOf(made) : kept;
}

function keyOf(secret: Secret): Result<Uint8Array> {
  const key = Buffer.from(secret.reveal(), 'hex');
  if (key.length === BYTES) return ok(key);
  return fail('BAD_INPUT', {
    message: `The secret ${PSEUDONYMS} of the vault is no key of pseudonyms.`,
    next: 'Remove it (Settings, Vault): a new one is made with the next anonymised package, and its names differ from those of earlier ones.',
  });
}
