import { SECRET_MARK, Secret } from '../../shared/domain/secret.ts';
import { isSensitiveName } from './shapes.ts';

/** How many characters the fields of one entry may take. */
export const FIELDS_LIMIT = 8_192;
const DEEPEST = 8;
/** Charged for every value, so that a million short ones end as well. */
const VALUE_COST = 4;

export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

/** Turns whatever a caller put into fields into small, redacted JSON. Never throws. */
export function plainFields(fields: object, redact: (text: string) => string): { [key: string]: Plain } {
  const ancestors = new Set<object>();
  let left = FIELDS_LIMIT;

  function text(value: string): string {
    const struck = redact(value);
    if (struck.length <= left) {
      left -= struck.length;
      return struck;
    }
    const shown = struck.slice(0, left);
    left = 0;
    return `${shown}… (cut, ${value.length} characters)`;
  }

  function plain(value: unknown): Plain {
    left -= VALUE_COST;
    if (left <= 0) return '… (cut)';
    if (value === null || value === undefined) return null;
    if (typeof value === 'boolean') return value;
    if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
    if (typeof value === 'object') return fromObject(value);
    return typeof value === 'function' ? '[function]' : text(String(value));
  }

  function fromObject(value: object): Plain {
    if (value instanceof Secret) return SECRET_MARK;
    if (ancestors.has(value)) return '[circular]';
    if (ancestors.size >= DEEPEST) return '[deeper]';
    ancestors.add(value);
    try {
      return contents(value);
    } catch {
      return '[unreadable]';
    } finally {
      ancestors.delete(value);
    }
  }

  function contents(value: object): Plain {
    if (Array.isArray(value)) return list(value);
    if (value instanceof Error) return record(errorEntries(value));
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
    // Bytes are never spelled out: nobody reads them, and no pattern would recognise a secret among them.
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
    if (value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
    if (value instanceof Map) return record([...value].map(([key, item]) => [String(key), item]));
    if (value instanceof Set) return list([...value]);
    if (value instanceof URL || value instanceof URLSearchParams) return text(value.toString());
    if ('toJSON' in value && typeof value.toJSON === 'function') return plain(value.toJSON());
    return record(Object.keys(value).map((key) => [key, read(value, key)]));
  }

  function list(items: readonly unknown[]): Plain[] {
    const shown: Plain[] = [];
    for (const item of items) {
      if (left <= 0) {
        shown.push(`… (cut, ${items.length} items)`);
        break;
      }
      shown.push(plain(item));
    }
    return shown;
  }

  function record(entries: readonly (readonly [string, unknown])[]): { [key: string]: Plain } {
    const shown: [string, Plain][] = [];
    for (const [key, value] of entries) {
      if (left <= 0) {
        shown.push(['…', `(cut, ${entries.length} fields)`]);
        break;
      }
      shown.push([text(key), isSensitiveName(key) ? struck(value) : plain(value)]);
    }
    return Object.fromEntries(shown);
  }

  function struck(value: unknown): Plain {
    return value === undefined || value === null || typeof value === 'boolean'
      ? (value ?? null)
      : SECRET_MARK;
  }

  return record(Object.keys(fields).map((key) => [key, read(fields, key)]));
}

function read(from: object, key: string): unknown {
  try {
    return Reflect.get(from, key);
  } catch {
    return '[unreadable]';
  }
}

function errorEntries(error: Error): [string, unknown][] {
  const entries: [string, unknown][] = [
    ['name', error.name],
    ['message', error.message],
    ['stack', error.stack],
  ];
  for (const key of ['code', 'cause']) if (key in error) entries.push([key, read(error, key)]);
  return entries;
}
