import { DICT_METHODS } from '../../../jinja/methods/dict.ts';
import { LIST_METHODS } from '../../../jinja/methods/list.ts';
import { FLOAT_METHODS, INT_METHODS } from '../../../jinja/methods/number.ts';
import { TEXT_METHODS } from '../../../jinja/methods/text.ts';
import type { Config } from '../../host.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Seen } from '../parts.ts';

interface Path {
  readonly root: string;
  readonly keys: readonly string[];
}

const PIECE = /^\{\{\s*([a-z_]+)((?:\.[A-Za-z][A-Za-z_0-9]*|\[(?:'[^'\\{}]*'|"[^"\\{}]*")\])+)\s*\}\}/;
const KEY = /\.([A-Za-z][A-Za-z_0-9]*)|\[(?:'([^']*)'|"([^"]*)")\]/g;
const ROOTS = new Set([
  ...['config', 'parameters', 'record', 'response', 'next_page_token'],
  ...['stream_slice', 'stream_interval', 'stream_partition'],
]);
/** Names that mean something of a value itself, before or after its members. */
const METHODS = [DICT_METHODS, TEXT_METHODS, LIST_METHODS, INT_METHODS, FLOAT_METHODS];
const OWN_WORDS = new Set([
  'partition',
  'cursor_slice',
  'extra_fields',
  'numerator',
  'denominator',
  'real',
  'imag',
]);

/**
 * Templates of text and plain paths only (`/shops/{{ stream_slice['id'] }}/items`) need no interpreter. Null: this is none of
 * them. Called, it answers undefined where there is more to it than taking a text or a whole number out of JSON.
 */
export function compilePlain(
  source: string,
  config: Config,
  parameters: JsonObject,
): ((seen: Seen) => string | undefined) | null {
  const pieces = piecesOf(source);
  if (pieces === null) return null;
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined && typeof only !== 'string')
    return (seen) => textAt(only, seen, config, parameters);
  return (seen) => {
    let out = '';
    for (const piece of pieces) {
      const text = typeof piece === 'string' ? piece : textAt(piece, seen, config, parameters);
      if (text === undefined) return undefined;
      out += text;
    }
    return out;
  };
}

function piecesOf(source: string): readonly (string | Path)[] | null {
  // A line end after a tag is Jinja's to take away or to leave.
  if (/[\r\n]/.test(source)) return null;
  const pieces: (string | Path)[] = [];
  let at = 0;
  while (at < source.length) {
    const begun = /\{[{%#]/.exec(source.slice(at));
    if (begun === null) {
      pieces.push(source.slice(at));
      break;
    }
    const open = at + begun.index;
    if (open > at) pieces.push(source.slice(at, open));
    const found = PIECE.exec(source.slice(open));
    if (found === null) return null;
    const path = pathOf(found[1] ?? '', found[2] ?? '');
    if (path === null) return null;
    pieces.push(path);
    at = open + found[0].length;
  }
  return pieces;
}

function pathOf(root: string, steps: string): Path | null {
  if (!ROOTS.has(root)) return null;
  const keys = [...steps.matchAll(KEY)].map(([, bare, single, double]) => bare ?? single ?? double ?? '');
  const isSpecial = (key: string) =>
    key.startsWith('_') || OWN_WORDS.has(key) || METHODS.some((methods) => methods.has(key));
  return keys.some(isSpecial) ? null : { root, keys };
}

function textAt(
  { root, keys }: Path,
  seen: Seen,
  config: Config,
  parameters: JsonObject,
): string | undefined {
  let value = rootOf(root, keys[0] ?? '', seen, config, parameters);
  for (const key of keys) {
    if (value === undefined) return undefined;
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, key))
      value = undefined;
    else value = (value as JsonObject)[key];
  }
  if (typeof value === 'string') return value;
  if (value === undefined) return '';
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return Number.isSafeInteger(value) ? String(value) : undefined;
}

function rootOf(
  root: string,
  key: string,
  seen: Seen,
  config: Config,
  parameters: JsonObject,
): Json | undefined {
  switch (root) {
    case 'config':
      return config;
    case 'parameters':
      return parameters;
    case 'record':
      return seen.record;
    case 'response':
      return seen.response;
    case 'next_page_token':
      return seen.token ?? null;
    default: {
      const { cursor = {}, partition = {} } = seen.slice ?? {};
      return Object.hasOwn(cursor, key) ? cursor : partition;
    }
  }
}
