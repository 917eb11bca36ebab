import type { Json } from '../../../main/sources/json.ts';
import { formatBigJson } from './bigJson.ts';

/** Where two values first differ, in words; null: they are equal. Order of members is free, numbers compare by value. */
export function difference(
  expected: Json | undefined,
  actual: Json | undefined,
  path: string,
): string | null {
  if (expected === undefined || actual === undefined)
    return expected === actual ? null : told(path, expected, actual);
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return told(path, expected, actual);
    if (expected.length !== actual.length)
      return `${path}: expected ${expected.length} items, got ${actual.length}: ${told(path, expected, actual)}`;
    return first(expected.map((one, at) => difference(one, actual[at], `${path}[${at}]`)));
  }
  if (isObject(expected)) {
    if (!isObject(actual)) return told(path, expected, actual);
    const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
    return first(
      names.map((name) =>
        difference(own(expected, name), own(actual, name), path === '' ? name : `${path}.${name}`),
      ),
    );
  }
  return sameScalar(expected, actual) ? null : told(path, expected, actual);
}

function isObject(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(value: { readonly [name: string]: Json }, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function sameScalar(expected: Json, actual: Json): boolean {
  if (expected === actual) return true;
  // A number too large for a double may arrive as a number that keeps its digits, a big integer or text.
  if (typeof expected === 'bigint') return typeof actual !== 'number' && String(actual) === String(expected);
  return typeof expected === 'number' && typeof actual === 'bigint' && BigInt(expected) === actual;
}

function first(found: readonly (string | null)[]): string | null {
  return found.find((one) => one !== null) ?? null;
}

function told(path: string, expected: Json | undefined, actual: Json | undefined): string {
  const shown = (value: Json | undefined) =>
    value === undefined ? 'nothing' : formatBigJson(value).slice(0, 300);
  return `${path}: expected ${shown(expected)}, got ${shown(actual)}`;
}
