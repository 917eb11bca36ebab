import type { ColumnType, Value } from '../../../../shared/domain/column.ts';
import { stringifyExactly } from '../json/exact.ts';
import { type DayOrder, readDay, readInstant } from './day.ts';
import { type DecimalMark, readDecimal, readInteger, readNumber, within } from './number.ts';

/** How what is written in a column is to be understood, beside its type. */
export interface Notation {
  readonly dayOrder?: DayOrder;
  readonly decimalMark?: DecimalMark;
}

/** Not null: null is a value. */
export const UNREADABLE = Symbol('unreadable');
export type Reading = Value | typeof UNREADABLE;
export type Reader = (raw: unknown) => Reading;

/** What people write where there is nothing. Not in text, where it may be what is meant. */
export const MISSING: ReadonlySet<string> = new Set(['', 'NULL', 'null', 'NA', 'N/A', 'n/a', '\\N', '#N/A']);

/** Turns what a file holds into the value of a column: text from CSV, and what JSON, workbooks and Parquet know by type. */
export function readerFor(type: ColumnType, notation: Notation): Reader {
  if (type.kind === 'text') return textOf;
  const fromText = textReader(type, notation);
  return (raw) => {
    if (raw === null || raw === undefined) return null;
    if (typeof raw !== 'string') return fromTyped(raw, type, fromText);
    const text = raw.trim();
    if (text.length < 5 && MISSING.has(text)) return null;
    return fromText(text) ?? UNREADABLE;
  };
}

function textReader(
  type: ColumnType,
  { dayOrder = 'ymd', decimalMark = '.' }: Notation,
): (text: string) => Value {
  switch (type.kind) {
    case 'integer':
      return readInteger;
    case 'number':
      return (text) => readNumber(text, decimalMark);
    case 'decimal':
      return (text) => readDecimal(text, type.scale, decimalMark);
    case 'boolean':
      return readBoolean;
    case 'day':
      return (text) => readDay(text, dayOrder);
    case 'instant':
      return readInstant;
    case 'json':
      return (text) => (isJson(text) ? text : null);
    case 'bytes':
      return (text) => Buffer.from(text, 'utf8');
    case 'text':
      return (text) => text;
  }
}

function fromTyped(raw: unknown, type: ColumnType, fromText: (text: string) => Value): Reading {
  if (type.kind === 'json') return raw instanceof Uint8Array ? UNREADABLE : stringifyExactly(raw);
  if (raw instanceof Uint8Array) return type.kind === 'bytes' ? raw : UNREADABLE;
  if (typeof raw === 'boolean') return type.kind === 'boolean' ? raw : UNREADABLE;
  if (typeof raw === 'bigint') return fromWhole(raw, type);
  if (typeof raw !== 'number') return UNREADABLE;
  if (type.kind === 'number') return Number.isFinite(raw) ? raw : UNREADABLE;
  if (Number.isSafeInteger(raw)) return fromWhole(BigInt(raw), type);
  return type.kind === 'decimal' ? (fromText(plainDigits(raw)) ?? UNREADABLE) : UNREADABLE;
}

function fromWhole(raw: bigint, type: ColumnType): Reading {
  switch (type.kind) {
    case 'integer':
      return within(raw) ?? UNREADABLE;
    case 'decimal':
      return within(raw * 10n ** BigInt(type.scale)) ?? UNREADABLE;
    case 'number':
      return Number(raw);
    case 'boolean':
      return raw === 0n ? false : raw === 1n ? true : UNREADABLE;
    default:
      return UNREADABLE;
  }
}

/** Readers of amounts know no exponents; below 1e-6 JavaScript writes one. */
function plainDigits(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(12).replace(/0+$/, '') : text;
}

function readBoolean(text: string): boolean | null {
  if (/^(true|t|yes|y|1)$/i.test(text)) return true;
  return /^(false|f|no|n|0)$/i.test(text) ? false : null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Anything as a person would read it; what has parts, as JSON. */
export function textOf(raw: unknown): string | null {
  if (raw === null || raw === undefined) return null;
  if (typeof raw === 'string') return raw;
  if (raw instanceof Uint8Array) return `\\x${Buffer.from(raw).toString('hex')}`;
  if (typeof raw === 'object') return stringifyExactly(raw);
  return String(raw);
}
