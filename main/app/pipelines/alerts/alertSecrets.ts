import { SecretName } from '../../../../shared/contract/vault.ts';
import type { Secret } from '../../../../shared/domain/secret.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { SecretOf } from '../../../pipelines/alerts/alert.ts';
import type { Vault } from '../../../vault/vault.ts';

/** What channels ask the vault for. `conceal` strikes each out of the log from then on. */
export function alertSecrets(
  vault: Pick<Vault, 'get'>,
  workspace: string,
  conceal: (secret: Secret) => void,
): SecretOf {
  return async (name): Promise<Result<Secret | null>> => {
    const found = await vault.get(workspace, SecretName.parse(name));
    if (!found.ok) return found.failure.code === 'SECRET_NOT_FOUND' ? ok(null) : found;
    conceal(found.value);
    return found;
  };
}
