import { bounded, PatternTooSlow } from '../boundedPattern.ts';
import { allOf, type ConfigSchema, schemaOf } from './configSchema.ts';
import { type ConfigWritten, secretIn } from './sourceFile.ts';

export interface ConfigProblem {
  readonly path: readonly string[];
  readonly message: string;
}

/** Beyond it a pattern is not tried: patterns come with files that anybody may have written. */
const LONGEST_MATCHED = 1_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** What a connector's spec has against a config. A reference to a secret stands for any text; no message repeats a value that may be one. */
export function checkConfig(spec: unknown, config: ConfigWritten): readonly ConfigProblem[] {
  return check(schemaOf(spec), config, []);
}

function check(schema: ConfigSchema, value: ConfigWritten, path: readonly string[]): ConfigProblem[] {
  const say = (message: string): ConfigProblem[] => [{ path, message: `${nameOf(path)} ${message}` }];
  const options = schema.oneOf ?? schema.anyOf;
  if (secretIn(value) !== null)
    return isPlain(schema) && (options ?? []).map(schemaOf).every(isPlain)
      ? []
      : say('can’t be one secret: it has several parts, and each may be one');
  if (options !== undefined) return checkVariants(options.map(schemaOf), value, path);
  if (schema.const !== undefined && !same(schema.const, value)) return say(`must be ${shown(schema.const)}`);
  if (schema.enum !== undefined && !schema.enum.some((one) => same(one, value)))
    return say(`must be one of ${schema.enum.map(shown).join(', ')}`);
  const types = allOf(schema.type);
  if (types.length > 0 && !types.some((type) => isOf(type, value)))
    return say(`must be ${types.map(typeWords).join(' or ')}`);
  if (typeof value === 'string') return checkText(schema, value, say);
  if (typeof value === 'number') return checkNumber(schema, value, say);
  if (isList(value)) return checkList(schema, value, path, say);
  return typeof value === 'object' && value !== null ? checkObject(schema, value, path) : [];
}

function isPlain({ type, properties }: ConfigSchema): boolean {
  const types = allOf(type);
  const holds = types.some((one) => one !== 'object' && one !== 'array');
  return properties === undefined && (types.length === 0 || holds);
}

function checkText(schema: ConfigSchema, value: string, say: (words: string) => ConfigProblem[]) {
  if (schema.minLength !== undefined && value.length < schema.minLength)
    return say(value === '' ? 'must not be empty' : `must be at least ${schema.minLength} letters long`);
  if (schema.maxLength !== undefined && value.length > schema.maxLength)
    return say(`must be at most ${schema.maxLength} letters long`);
  if (schema.format === 'date' && !DAY.test(value)) return say('must be a day such as 2026-01-31');
  if (schema.format === 'date-time' && !INSTANT.test(value) && !DAY.test(value))
    return say('must be a moment such as 2026-01-31T00:00:00Z');
  const pattern = schema.pattern === undefined ? null : patternOf(schema.pattern);
  if (pattern === null || value.length > LONGEST_MATCHED || isOfForm(pattern, value)) return [];
  const example = schema.examples?.find((one) => typeof one === 'string');
  const form = schema.pattern_descriptor ?? schema.pattern;
  return say(`must be of the form ${form}${example === undefined ? '' : `, such as ${example}`}`);
}

function checkNumber(schema: ConfigSchema, value: number, say: (words: string) => ConfigProblem[]) {
  if (schema.minimum !== undefined && value < schema.minimum)
    return say(`must be at least ${schema.minimum}`);
  if (schema.maximum !== undefined && value > schema.maximum) return say(`must be at most ${schema.maximum}`);
  return [];
}

function checkList(
  schema: ConfigSchema,
  value: readonly ConfigWritten[],
  path: readonly string[],
  say: (words: string) => ConfigProblem[],
) {
  if (schema.minItems !== undefined && value.length < schema.minItems)
    return say(`needs at least ${schema.minItems}`);
  if (schema.maxItems !== undefined && value.length > schema.maxItems)
    return say(`can hold at most ${schema.maxItems}`);
  const items = schemaOf(schema.items ?? {});
  return value.flatMap((item, index) => check(items, item, [...path, String(index)]));
}

function checkObject(
  schema: ConfigSchema,
  value: { readonly [name: string]: ConfigWritten },
  path: readonly string[],
): ConfigProblem[] {
  const properties = schema.properties ?? {};
  const missing = (schema.required ?? [])
    .filter((name) => value[name] === undefined || value[name] === null)
    .map((name) => ({ path: [...path, name], message: `${nameOf([...path, name])} is missing` }));
  const below = Object.entries(value).flatMap(([name, one]) => {
    const written = properties[name];
    if (written !== undefined)
      return one === null && !(schema.required ?? []).includes(name)
        ? []
        : check(schemaOf(written), one, [...path, name]);
    if (schema.additionalProperties !== false) return [];
    const known = Object.keys(properties).join(', ');
    return [
      { path: [...path, name], message: `${nameOf([...path, name])} is not asked for; there are ${known}` },
    ];
  });
  return [...missing, ...below];
}

/** The variant whose constants the value bears is meant; without any, the one with the least against it. */
function checkVariants(
  options: readonly ConfigSchema[],
  value: ConfigWritten,
  path: readonly string[],
): ConfigProblem[] {
  const known = options.find((option) => bearsConstants(option, value));
  if (known !== undefined) return check(known, value, path);
  const tried = options.map((option) => check(option, value, path));
  const best = [...tried].sort((a, b) => a.length - b.length)[0] ?? [];
  if (best.length === 0) return [];
  const titles = options.map(({ title }) => title).filter((title) => title !== undefined);
  return titles.length < 2 || value === null || typeof value !== 'object'
    ? best
    : [{ path, message: `${nameOf(path)} is none of ${titles.join(', ')}` }, ...best];
}

function bearsConstants(option: ConfigSchema, value: ConfigWritten): boolean {
  if (typeof value !== 'object' || value === null || isList(value)) return false;
  const constants = Object.entries(option.properties ?? {}).flatMap(([name, written]) => {
    const { const: constant } = schemaOf(written);
    return constant === undefined ? [] : [[name, constant] as const];
  });
  return constants.length > 0 && constants.every(([name, constant]) => same(constant, value[name] ?? null));
}

/** One that takes too long stops nobody: the vendor says what is wrong with the value. */
function isOfForm(pattern: RegExp, value: string): boolean {
  try {
    return bounded(pattern.source, value, () => pattern.test(value));
  } catch (thrown) {
    if (thrown instanceof PatternTooSlow) return true;
    throw thrown;
  }
}

function patternOf(written: string): RegExp | null {
  try {
    return new RegExp(written);
  } catch {
    // Python's patterns are a little different: one we can't read stops nobody.
    return null;
  }
}

function isOf(type: string, value: ConfigWritten): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return isList(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !isList(value);
  if (type === 'integer') return Number.isInteger(value);
  // YAML reads 2026 as a number where a text was meant, and every text can be a number written out.
  if (type === 'string') return typeof value === 'string';
  return type === 'any' || typeof value === type;
}

function isList(value: ConfigWritten): value is readonly ConfigWritten[] {
  return Array.isArray(value);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'text (put a number in quotes)',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  null: 'empty',
};

function typeWords(type: string): string {
  return WORDS[type] ?? type;
}

function nameOf(path: readonly string[]): string {
  return path.length === 0 ? 'the config' : path.join('.');
}
