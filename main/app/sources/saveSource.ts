import { SourceName } from '../../../shared/contract/sources.ts';
import { SecretName } from '../../../shared/contract/vault.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { checkConfig } from '../../sources/connectors/checkConfig.ts';
import { findConnector } from '../../sources/connectors/readConnectors.ts';
import { secretsOf, withValue } from '../../sources/connectors/resolveConfig.ts';
import type { ConfigWritten } from '../../sources/connectors/sourceFile.ts';
import type { Config } from '../../sources/host.ts';
import type { Vault } from '../../vault/vault.ts';
import type { SourceDesk } from './sourceDesk.ts';
import { findSource } from './sourceFiles.ts';
import type { SourceWish } from './sources.ts';
import { writeSource } from './writeSource.ts';

type ConfigMapping = { readonly [name: string]: ConfigWritten };

/** The vault first: a file that names a secret which isn't there would only fail later. */
export async function saveSource(
  wish: SourceWish,
  desk: SourceDesk,
  { vault, id, today }: { readonly vault: Vault; readonly id: string; readonly today: string },
): Promise<Result<void>> {
  const named = SourceName.safeParse(wish.name);
  if (!named.success)
    return fail('BAD_INPUT', {
      message: `"${wish.name.slice(0, 80)}" can't be the name of a source.`,
      next: `In names, ${named.error.issues[0]?.message}.`,
    });
  const connector = await findConnector(wish.connector, desk.connectors);
  if (!connector.ok) return connector;
  const before = await findSource(desk.folder, wish.name);
  const old = before.ok ? before.value.written : null;
  const kept = secretsOf(old?.config ?? {});
  const given = wish.secrets.map(({ path, value }) => ({
    path,
    value,
    name: kept.find((one) => one.path.join('\0') === path.join('\0'))?.name ?? secretName(wish.name, path),
  }));
  let config = wish.config as Config;
  for (const { path, name } of [...kept, ...given])
    if (missing(config, path) && parentThere(config, path))
      config = withValue(config, path, { secret: name });
  const wrong = checkConfig(connector.value.manifest.spec.schema, config as ConfigMapping);
  if (wrong.length > 0)
    return fail('BAD_INPUT', {
      message: `The config isn't complete: ${wrong.map(({ message }) => message).join('; ')}.`,
      next: 'Correct these and try again. Nothing was kept.',
      subject: wish.name,
    });
  for (const { name, value } of given) {
    const stored = await vault.set(id, name, value);
    if (!stored.ok) return stored;
  }
  const written = await writeSource(desk.folder, wish.name, {
    connector: wish.connector,
    config: config as ConfigMapping,
    streams: wish.streams,
    approved: wish.approved ? (old?.approved ?? today) : null,
  });
  return written.ok ? ok(undefined) : written;
}

function missing(config: Config, path: readonly string[]): boolean {
  const value = path.reduce<unknown>((at, step) => (at as Config | undefined)?.[step], config);
  return value === undefined || value === null || value === '';
}

/** A secret of a variant that isn't chosen any more goes with it. */
function parentThere(config: Config, path: readonly string[]): boolean {
  const parent = path.slice(0, -1).reduce<unknown>((at, step) => (at as Config | undefined)?.[step], config);
  return path.length === 1 || (typeof parent === 'object' && parent !== null);
}

function secretName(source: string, path: readonly string[]): SecretName {
  const written = `${source}.${path.join('.')}`.toLowerCase().replace(/[^a-z0-9._-]+/g, '_');
  return SecretName.parse(written.slice(0, 100));
}
