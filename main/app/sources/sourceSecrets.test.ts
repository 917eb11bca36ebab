import { expect, it } from 'vitest';
import type { SecretName } from '../../../shared/contract/vault.ts';
import { Secret } from '../../../shared/domain/secret.ts';
import { fail, ok } from '../../../shared/errors/failure.ts';
import { SourceFile } from '../../sources/connectors/sourceFile.ts';
import type { Vault } from '../../vault/vault.ts';
import { createSourceSecrets } from './sourceSecrets.ts';

/** As much of a vault as sources use; the vault itself has its own tests. */
function shelf(held: Record<string, string>): Vault {
  const secrets = new Map(Object.entries(held));
  return {
    list: async () => ok([...secrets.keys()].map((name) => ({ name: name as SecretName, changedAt: null }))),
    get: async (_workspace: string, name: SecretName) => {
      const value = secrets.get(name);
      return value === undefined
        ? fail('SECRET_NOT_FOUND', { message: `no ${name}`, next: 'set it' })
        : ok(new Secret(value));
    },
    set: async (_workspace: string, name: SecretName, value: Secret) => {
      secrets.set(name, value.reveal());
      return ok(undefined);
    },
  } as unknown as Vault;
}

const file = SourceFile.parse({
  connector: 'shop',
  config: { credentials: { id: 'me', refresh_token: { secret: 'toys.refresh' } } },
});

it('a token exchanged for a new one is given the next time, wherever in the config it belongs', async () => {
  const vault = shelf({ 'toys.refresh': 'r1', 'other.exchanged': '[]' });
  const secrets = createSourceSecrets(vault, 'w', 'toys');
  const kept = await secrets.keep(file, [
    { path: ['credentials', 'refresh_token'], value: 'r2' },
    { path: ['credentials', 'access_token'], value: 'a1' },
    { path: ['credentials', 'Expires'], value: '2026' },
  ]);
  expect(kept.ok).toBe(true);
  await secrets.keep(file, [{ path: ['credentials', 'access_token'], value: 'a2' }]);
  const again = createSourceSecrets(vault, 'w', 'toys');
  expect(await again.resolve(file, {})).toEqual(
    ok({
      config: { credentials: { id: 'me', refresh_token: 'r2', access_token: 'a2', Expires: '2026' } },
      secrets: ['r2', '2026', 'a2'],
    }),
  );
  expect(await again.names(file)).toEqual(ok(['toys.refresh', 'toys.exchanged']));
  expect(JSON.stringify(file)).not.toContain('r2');
});

it('a secret that is not there is told by its name', async () => {
  const secrets = createSourceSecrets(shelf({}), 'w', 'toys');
  expect(await secrets.resolve(file, {})).toMatchObject({ failure: { code: 'SECRET_NOT_FOUND' } });
});
