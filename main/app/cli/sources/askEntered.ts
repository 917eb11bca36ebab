import type { FormField } from '../../../../shared/contract/sources.ts';
import { type SecretName as Name, SecretName } from '../../../../shared/contract/vault.ts';
import type { Secret } from '../../../../shared/domain/secret.ts';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { withValue } from '../../../sources/connectors/resolveConfig.ts';
import type { ConfigWritten } from '../../../sources/connectors/sourceFile.ts';
import type { Config } from '../../../sources/host.ts';
import type { Json } from '../../../sources/json.ts';
import type { Invocation } from '../command.ts';
import { pairs } from './gatherPairs.ts';

export interface Entered {
  readonly config: { readonly [name: string]: ConfigWritten };
  readonly secrets: readonly { readonly path: readonly string[]; readonly value: Secret }[];
}

/** What --set and --vault say, and what the form still needs that is secret: asked for at the terminal, or read line by line. */
export async function askEntered(
  fields: readonly FormField[],
  { options, terminal }: Pick<Invocation, 'options' | 'terminal'>,
): Promise<Result<Entered>> {
  const set = pairs(options['set'], 'set');
  if (!set.ok) return set;
  const named = pairs(options['vault'], 'vault');
  if (!named.ok) return named;
  let config: Config = {};
  const asked = flat(fields);
  for (const { path, value } of set.value) {
    const field = asked.find((one) => same(one.path, path));
    if (field !== undefined && 'secret' in field && field.secret) return isSecret(path);
    config = withValue(config, path, typed(field, value));
  }
  for (const { path, value } of named.value) {
    const name = SecretName.safeParse(value);
    if (!name.success) return wrongName(path);
    config = withValue(config, path, { secret: name.data } satisfies { secret: Name });
  }
  const withConstants = chosen(fields, config);
  const secrets: { path: readonly string[]; value: Secret }[] = [];
  for (const field of withConstants.asked) {
    if (!('secret' in field) || !field.secret || !field.required || there(withConstants.config, field.path))
      continue;
    const value = field.lines ? await terminal.longSecret(field.title) : await terminal.secret(field.title);
    if (!value.ok) return value;
    secrets.push({ path: field.path, value: value.value });
  }
  return ok({ config: withConstants.config as Entered['config'], secrets });
}

/** Fields of the chosen variants, and the members by which these are known. */
function chosen(fields: readonly FormField[], config: Config): { asked: FormField[]; config: Config } {
  let filled = config;
  const asked: FormField[] = [];
  for (const field of fields) {
    if (field.kind === 'group') {
      const below = chosen(field.fields, filled);
      asked.push(...(field.required || there(filled, field.path) ? below.asked : []));
      filled = below.config;
    } else if (field.kind === 'variant') {
      const isMeant = ({ constants }: (typeof field.variants)[number]) =>
        Object.entries(constants).every(([name, value]) => valueAt(filled, [...field.path, name]) === value);
      const touched = (one: (typeof field.variants)[number]) =>
        flat(one.fields).some(({ path }) => there(filled, path));
      const wanted = field.variants.find((one) => Object.keys(one.constants).length > 0 && isMeant(one));
      const variant =
        wanted ?? field.variants.find(touched) ?? (field.required ? field.variants[0] : undefined);
      if (variant === undefined) continue;
      for (const [name, value] of Object.entries(variant.constants))
        filled = withValue(filled, [...field.path, name], value as Json);
      const below = chosen(variant.fields, filled);
      asked.push(...below.asked);
      filled = below.config;
    } else asked.push(field);
  }
  return { asked, config: filled };
}

function flat(fields: readonly FormField[]): FormField[] {
  return fields.flatMap((field) => {
    if (field.kind === 'group') return [field, ...flat(field.fields)];
    return field.kind === 'variant' ? [field, ...field.variants.flatMap((one) => flat(one.fields))] : [field];
  });
}

/** As the field wants it: a list is divided by commas, a number is one. */
function typed(field: FormField | undefined, written: string): Json {
  if (field === undefined) return written;
  if (field.kind === 'list' || (field.kind === 'choice' && field.multiple)) {
    const item = field.kind === 'list' ? field.item : undefined;
    return written === '' ? [] : written.split(',').map((one) => typed(item, one.trim()));
  }
  if (field.kind === 'choice')
    return (
      (field.choices.find(({ value }) => String(value) === written)?.value as Json | undefined) ?? written
    );
  if (field.kind === 'integer' || field.kind === 'number') {
    const number = Number(written);
    return written.trim() === '' || Number.isNaN(number) ? written : number;
  }
  if (field.kind === 'boolean') return written === 'true' ? true : written === 'false' ? false : written;
  return written;
}

function there(config: Config, path: readonly string[]): boolean {
  const value = valueAt(config, path);
  return value !== undefined && value !== null;
}

function valueAt(config: Config, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, step) => (at as Config | null | undefined)?.[step], config);
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.join('\0') === b.join('\0');
}

function isSecret(path: readonly string[]): Result<never> {
  return fail('BAD_INPUT', {
    message: `${path.join('.')} is a secret, and arguments of a command are seen by others on this machine.`,
    next: 'Leave it out: it is asked for, or read from standard input. Or name one of the vault with --vault.',
  });
}

function wrongName(path: readonly string[]): Result<never> {
  return fail('BAD_INPUT', {
    message: `What --vault says of ${path.join('.')} can't be the name of a secret.`,
    next: 'Write it like --vault api_key=shop.api_key. See those there are with: vault list.',
  });
}
