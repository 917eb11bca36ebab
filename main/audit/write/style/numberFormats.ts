import type { NumberFormat } from '../../workbook/cell.ts';

/** Those every program knows by number; ECMA-376, part 1, 18.8.30. */
const BUILT_IN: Readonly<Record<string, number>> = { General: 0, '0': 1, '#,##0': 3, '#,##0.00': 4, '@': 49 };
const FIRST_OWN = 164;
const MOST_DIGITS = 12;

export function formatCode(format: NumberFormat): string {
  switch (format.kind) {
    case 'general':
      return 'General';
    case 'integer':
      return '#,##0';
    case 'percent':
      return '0.0%';
    // Backslashes keep a program of another language from putting its own separators.
    case 'day':
      return 'yyyy\\-mm\\-dd';
    case 'instant':
      return 'yyyy\\-mm\\-dd\\ hh:mm:ss';
    case 'text':
      return '@';
    case 'number':
      return `#,##0${fraction(format.digits)}`;
    case 'money':
      return `#,##0${fraction(format.digits)}\\ "${format.currency.replace(/[^\p{L}\p{N} .]/gu, '').slice(0, 12)}"`;
  }
}

function fraction(digits: number): string {
  const kept = Math.max(0, Math.min(MOST_DIGITS, Math.trunc(digits) || 0));
  return kept === 0 ? '' : `.${'0'.repeat(kept)}`;
}

export interface NumberFormats {
  idOf(code: string): number;
  /** Those that the file has to tell, with their numbers. */
  own(): readonly { readonly id: number; readonly code: string }[];
}

export function createNumberFormats(): NumberFormats {
  const own = new Map<string, number>();
  return {
    idOf(code) {
      const known = BUILT_IN[code] ?? own.get(code);
      if (known !== undefined) return known;
      const id = FIRST_OWN + own.size;
      own.set(code, id);
      return id;
    },
    own: () => [...own].map(([code, id]) => ({ id, code })),
  };
}
