import { SecretName } from '../../../shared/contract/vault.ts';
import { Secret } from '../../../shared/domain/secret.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import {
  type ResolvedConfig,
  resolveConfig,
  secretsOf,
  withValue,
} from '../../sources/connectors/resolveConfig.ts';
import type { SourceFile } from '../../sources/connectors/sourceFile.ts';
import type { SourceHost } from '../../sources/host.ts';
import type { Vault } from '../../vault/vault.ts';

type Kept = Parameters<SourceHost['keepSecrets']>[0];

/** Of one source of one workspace: what its config names, and tokens that its vendor exchanged since. */
export interface SourceSecrets {
  resolve(file: SourceFile, spec: unknown): Promise<Result<ResolvedConfig>>;
  /** Written before it is used: where the config names a secret, under that name; elsewhere with the source's own. */
  keep(file: SourceFile, values: Kept): Promise<Result<void>>;
  /** Names of all that would be of no use without the source. */
  names(file: SourceFile | null): Promise<Result<SecretName[]>>;
}

export function createSourceSecrets(vault: Vault, workspace: string, source: string): SourceSecrets {
  const exchanged = SecretName.parse(`${source}.exchanged`);

  async function readExchanged(): Promise<Result<Kept>> {
    const held = await vault.list(workspace);
    if (!held.ok) return held;
    if (!held.value.some(({ name }) => name === exchanged)) return ok([]);
    const read = await vault.get(workspace, exchanged);
    return read.ok ? ok(JSON.parse(read.value.reveal()) as Kept) : read;
  }

  return {
    async resolve(file, spec) {
      const resolved = await resolveConfig(file.config, spec, (name) => vault.get(workspace, name));
      if (!resolved.ok) return resolved;
      const later = await readExchanged();
      if (!later.ok) return later;
      const { config, secrets } = resolved.value;
      return ok({
        config: later.value.reduce((all, { path, value }) => withValue(all, path, value), config),
        secrets: [...secrets, ...later.value.map(({ value }) => value)],
      });
    },

    async keep(file, values) {
      const named = secretsOf(file.config);
      const others: Kept[number][] = [];
      for (const one of values) {
        const place = named.find(({ path }) => path.join('\0') === one.path.join('\0'));
        if (place === undefined) {
          others.push(one);
          continue;
        }
        const stored = await vault.set(workspace, place.name, new Secret(one.value));
        if (!stored.ok) return stored;
      }
      if (others.length === 0) return ok(undefined);
      const before = await readExchanged();
      if (!before.ok) return before;
      const isNew = (path: readonly string[]) =>
        !others.some((one) => one.path.join('\0') === path.join('\0'));
      const all = [...before.value.filter(({ path }) => isNew(path)), ...others];
      return vault.set(workspace, exchanged, new Secret(JSON.stringify(all)));
    },

    async names(file) {
      const held = await vault.list(workspace);
      if (!held.ok) return held;
      const own = new Set([
        ...(file === null ? [] : secretsOf(file.config).map(({ name }) => name)),
        exchanged,
      ]);
      return ok(held.value.map(({ name }) => name).filter((name) => own.has(name)));
    },
  };
}
