import { createHash } from 'node:crypto';
import { parse, stringify } from 'yaml';
import { Dict } from '../../../jinja/dict.ts';
import { fn } from '../../../jinja/fn.ts';
import { fromJson } from '../../../jinja/fromJson.ts';
import { MacroReturn } from '../../../jinja/macroReturn.ts';
import type { Formal } from '../../../jinja/parameters.ts';
import { iterate } from '../../../jinja/python/sequence.ts';
import { SetValue } from '../../../jinja/set.ts';
import { Fault } from '../../../jinja/templateError.ts';
import { Callable, HostObject, Once, Range, Tuple, type Value, View } from '../../../jinja/value.ts';
import { isPlainList, isPlainMap, type Plain, type PlainMap, pythonText } from '../plain.ts';
import { Namespace } from './callable.ts';
import { toPlain, toValue } from './values.ts';

export interface CommonOptions {
  readonly projectName: string;
  /** By name; nested as `target` shows it. */
  readonly target: PlainMap;
  readonly flags: PlainMap;
  /** The variables this package sees, the command's own included. */
  readonly vars: PlainMap;
  readonly packageName: string;
  /** What `env_var` may tell; nothing else of the environment reaches a template. */
  readonly env: Readonly<Record<string, string>>;
  readonly onVar?: (name: string) => void;
  readonly onEnv?: (name: string) => void;
  /** Where `log`, `print` and `exceptions.warn` go. */
  readonly say?: (text: string, kind: 'log' | 'print' | 'warn') => void;
}

/** The names both passes share: what needs neither a graph nor a database. */
export function commonNames(options: CommonOptions): Record<string, Value> {
  const { flags, say } = options;
  return {
    project_name: options.projectName,
    dbt_version: '1.10.0',
    target: toValue(options.target),
    env: toValue(options.target),
    flags: new Namespace('flags', (name) => toValue(flags[name] ?? flags[name.toUpperCase()] ?? false)),
    var: varCallable(options),
    env_var: envCallable(options),
    return: fn('return', [['data', null]], ([value = null]) => {
      throw new MacroReturn(value);
    }),
    log: fn('log', ['msg', ['info', false]], ([text = null]) => {
      say?.(pythonText(toPlain(text)), 'log');
      return '';
    }),
    print: fn('print', ['msg'], ([text = null]) => {
      say?.(pythonText(toPlain(text)), 'print');
      return '';
    }),
    exceptions: exceptions(say),
    fromjson: fn('fromjson', ['string', ['default', null]], ([text = null, other = null]) => {
      try {
        return fromJson(JSON.parse(String(toPlain(text))));
      } catch {
        return other;
      }
    }),
    tojson: fn('tojson', ['value', ['default', null], ['sort_keys', false]], ([value = null]) =>
      jsonText(toPlain(value)),
    ),
    fromyaml: fn('fromyaml', ['value', ['default', null]], ([text = null, other = null]) => {
      try {
        return fromJson(parse(String(toPlain(text)), { version: '1.1', customTags: withoutDays }));
      } catch {
        return other;
      }
    }),
    toyaml: fn('toyaml', ['value', ['default', null], ['sort_keys', false]], ([value = null]) =>
      stringify(toPlain(value)),
    ),
    set: fn('set', ['value', ['default', null]], ([value = null, other = null]) => {
      const all = listed(value);
      return all === null ? other : new SetValue(all);
    }),
    set_strict: fn('set_strict', ['value'], ([value = null]) => new SetValue(listed(value) ?? [])),
    zip: new Callable('zip', ({ positional }) => zip(positional)),
    zip_strict: new Callable('zip_strict', ({ positional }) => zip(positional)),
    local_md5: fn('local_md5', ['value'], ([value = null]) =>
      createHash('md5')
        .update(pythonText(toPlain(value)))
        .digest('hex'),
    ),
  };
}

function withoutDays<T>(tags: T[]): T[] {
  return tags.filter((tag) => {
    const name = typeof tag === 'object' && tag !== null && 'tag' in tag ? String(tag.tag) : String(tag);
    return !name.endsWith('timestamp');
  });
}

function varCallable({ vars, packageName, onVar }: CommonOptions): Value {
  const ask = (name: string, args: readonly Value[]): Value => {
    onVar?.(name);
    const value = vars[name];
    if (value !== undefined) return toValue(value);
    const [fallback] = args;
    if (fallback !== undefined) return fallback;
    throw new Fault(
      'CompilationError',
      `The variable '${name}' is not set for ${packageName}: set it below vars: in dbt_project.yml or with --vars, or give var() a second argument`,
    );
  };
  const has = fn('has_var', ['name'], ([name = '']) => Object.hasOwn(vars, String(toPlain(name))));
  return new Callable(
    'var',
    ({ positional, named }) => {
      const name = positional[0] ?? named.get('name') ?? '';
      // None is a default too.
      const fallback = positional.length > 1 ? positional[1] : named.get('default');
      return ask(String(toPlain(name)), fallback === undefined ? [] : [fallback]);
    },
    { attributes: new Map([['has_var', has]]) },
  );
}

function envCallable({ env, onEnv }: CommonOptions): Value {
  const formals: readonly Formal[] = ['var', ['default', null]];
  return fn('env_var', formals, ([named = '', fallback = null]) => {
    const name = String(toPlain(named));
    onEnv?.(name);
    const value = Object.hasOwn(env, name) ? env[name] : undefined;
    if (value !== undefined) return value;
    if (fallback !== null) return pythonText(toPlain(fallback));
    throw new Fault(
      'CompilationError',
      `The environment variable '${name}' is not handed to this project: allow it, or give env_var() a second argument`,
    );
  });
}

function exceptions(say: CommonOptions['say']): Value {
  const raise = (name: string) =>
    new Callable(name, ({ positional, named }) => {
      const text = positional[0] ?? named.get('msg') ?? [...named.values()][0] ?? '';
      throw new Fault('CompilationError', pythonText(toPlain(text)));
    });
  return new Namespace('exceptions', (name) => {
    if (name === 'warn')
      return fn('warn', ['msg'], ([text = null]) => {
        say?.(pythonText(toPlain(text)), 'warn');
        return '';
      });
    return /^[a-z_]+$/.test(name) ? raise(name) : undefined;
  });
}

/** What a loop over a value would go through; null where it can't be gone through. */
export function listed(value: Value): readonly Value[] | null {
  if (Array.isArray(value)) return value;
  if (typeof value === 'string') return [...value];
  if (value instanceof Tuple) return value.items;
  if (value instanceof Dict) return [...value.keys()];
  if (value instanceof SetValue) return [...value.values()];
  if (value instanceof Range) return Array.from({ length: value.length }, (_, at) => value.at(at));
  if (value instanceof Once) return [...iterate(value)];
  if (value instanceof View) {
    if (value.part === 'keys') return [...value.dict.keys()];
    if (value.part === 'values') return [...value.dict.values()];
    return [...value.dict.entries()].map(([key, one]) => new Tuple([key, one]));
  }
  if (value instanceof HostObject) return value.iterate === undefined ? null : [...value.iterate()];
  return null;
}

function zip(lists: readonly Value[]): Value {
  const read = lists.map((list) => listed(list) ?? []);
  const shortest = Math.min(...read.map((list) => list.length), Number.MAX_SAFE_INTEGER);
  if (read.length === 0) return [];
  return Array.from({ length: shortest }, (_, at) => new Tuple(read.map((list) => list[at] ?? null)));
}

/** As Python's `json.dumps` spaces it. */
export function jsonText(value: Plain): string {
  if (isPlainList(value)) return `[${value.map(jsonText).join(', ')}]`;
  if (isPlainMap(value))
    return `{${Object.entries(value)
      .map(([key, one]) => `${JSON.stringify(key)}: ${jsonText(one)}`)
      .join(', ')}}`;
  if (typeof value === 'string' || value === null || typeof value === 'boolean') return JSON.stringify(value);
  return pythonText(value);
}
