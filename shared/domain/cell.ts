import * as z from 'zod';
import type { Row, Value } from './column.ts';

/**
 * A value as it crosses the contract and as it is written in JSON: what JSON can't hold exactly is text, and the
 * column's type says what it means. Integers and decimals are their digits, bytes are hexadecimal.
 */
export const Cell = z.union([z.null(), z.boolean(), z.number(), z.string()]);
export type Cell = z.infer<typeof Cell>;

export function cellOf(value: Value): Cell {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (value instanceof Uint8Array) return Array.from(value, hex).join('');
  return value;
}

export function cellsOf(rows: readonly Row[]): Cell[][] {
  return rows.map((row) => row.map(cellOf));
}

/** A count of minor units as people write it: 1999 at scale 2 is 19.99. */
export function decimalText(minor: string, scale: number): string {
  if (scale === 0 || !/^-?\d+$/.test(minor)) return minor;
  const sign = minor.startsWith('-') ? '-' : '';
  const digits = minor.slice(sign.length).padStart(scale + 1, '0');
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
