import type { SecretName } from '../../../shared/contract/vault.ts';
import type { Secret } from '../../../shared/domain/secret.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Config } from '../host.ts';
import type { Json } from '../json.ts';
import { schemaOf } from './configSchema.ts';
import { type ConfigWritten, secretIn } from './sourceFile.ts';

export interface ResolvedConfig {
  readonly config: Config;
  /** The values that came from the vault: never seen outside. */
  readonly secrets: readonly string[];
}

/** Every place of a config where a secret is named. */
export function secretsOf(
  config: ConfigWritten,
  path: readonly string[] = [],
): { readonly path: readonly string[]; readonly name: SecretName }[] {
  const name = secretIn(config);
  if (name !== null) return [{ path, name }];
  if (typeof config !== 'object' || config === null) return [];
  return Object.entries(config).flatMap(([step, below]) => secretsOf(below, [...path, step]));
}

/** The config with its secrets in it, and what the spec says of members that nobody entered. Kept by nobody. */
export async function resolveConfig(
  written: { readonly [name: string]: ConfigWritten },
  spec: unknown,
  secretOf: (name: SecretName) => Promise<Result<Secret>>,
): Promise<Result<ResolvedConfig>> {
  const values = new Map<SecretName, string>();
  for (const { name } of secretsOf(written)) {
    const secret = await secretOf(name);
    if (!secret.ok) return secret;
    values.set(name, secret.value.reveal());
  }
  const config = filled(written, (name) => values.get(name) ?? '') as Config;
  return ok({ config: withDefaults(config, spec), secrets: [...values.values()] });
}

function filled(value: ConfigWritten, secretOf: (name: SecretName) => string): Json {
  const name = secretIn(value);
  if (name !== null) return secretOf(name);
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((one) => filled(one, secretOf));
  return Object.fromEntries(Object.entries(value).map(([step, one]) => [step, filled(one, secretOf)]));
}

function withDefaults(config: Config, spec: unknown): Config {
  const missing = Object.entries(schemaOf(spec).properties ?? {}).flatMap(([name, written]) => {
    const { default: fallback } = schemaOf(written);
    return fallback === undefined || config[name] !== undefined ? [] : [[name, fallback] as const];
  });
  return missing.length === 0 ? config : { ...config, ...Object.fromEntries(missing) };
}

/** A copy with the value at that place, whether there was one or not. */
export function withValue(config: Config, path: readonly string[], value: Json): Config {
  const [step, ...rest] = path;
  if (step === undefined) return config;
  if (rest.length === 0) return { ...config, [step]: value };
  const inner = config[step];
  const below = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as Config) : {};
  return { ...config, [step]: withValue(below, rest, value) };
}

function isList(value: ConfigWritten): value is readonly ConfigWritten[] {
  return Array.isArray(value);
}
