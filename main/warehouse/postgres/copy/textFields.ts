import type { Value } from '../../../../shared/domain/column.ts';
import { fitsInteger } from '../storable.ts';

/** Stands for null. Not the usual `\N`: only what needs care holds a backslash. */
export const NULL = '\u0001';

/** What a COPY must be told, to read such fields. */
export const TEXT_OPTIONS = `null e'\\x01'`;

/** Stands for a value that can't be stored; no text of Postgres can hold it, so it is never anything else. */
export const BARRED = '\0';

/** Control characters and the backslash: all that can mean something to COPY is among them. */
const SUSPECT = /[^ -[\]-\uffff]/;
const EACH_SUSPECT = /[^ -[\]-\uffff]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '\u0001': '\\x01',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\\': '\\\\',
};

/** Any value but a text. */
export function fieldOf(value: Exclude<Value, string>): string {
  if (value === null) return NULL;
  if (typeof value === 'bigint') return fitsInteger(value) ? String(value) : BARRED;
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'number')
    return Number.isNaN(value) ? BARRED : Object.is(value, -0) ? '-0' : String(value);
  return `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`;
}

/** A field that COPY takes for this value whatever its text holds. */
export function escapedField(value: Value): string {
  if (typeof value !== 'string') return fieldOf(value);
  return SUSPECT.test(value)
    ? value.replace(EACH_SUSPECT, (character) => ESCAPES[character] ?? character)
    : value;
}
