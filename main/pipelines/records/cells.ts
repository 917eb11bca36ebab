import type { Value } from '../../../shared/domain/column.ts';

/** Reading what the records themselves wrote. */
export function textIn(value: Value | undefined): string {
  return String(value);
}

export function textOrNull(value: Value | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

export function wholeIn(value: Value | undefined): number {
  return Number(value);
}

export function wholeOrNull(value: Value | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}

export function truthIn(value: Value | undefined): boolean {
  return Number(value) !== 0;
}

/** The caller names what it wrote there. */
export function jsonIn<T>(value: Value | undefined): T {
  return JSON.parse(String(value)) as T;
}
