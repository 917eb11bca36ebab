import type { ReadCell, ReadValue } from '../read/workbook/readSheet.ts';
import { decoded } from '../read/xml/unescaped.ts';
import { dayOfSerial, instantOfSerial } from '../workbook/serial.ts';
import { type SpelledValue, spelled } from '../workbook/spelling.ts';

/** Digits that every program keeps when it saves a workbook. */
const DIGITS = 15;
const TOKEN =
  /"(?:[^"]|"")*"|'((?:[^']|'')*)'(?=!)|(?<![\w.$])(\d+(?:\.\d*)?(?:E[+-]?\d+)?)(?![\w(])|_xlfn\.|\s+/gi;

/** What makes a number of a cell a day. */
export type Time = 'day' | 'instant' | null;

/** How a cell of ours is spelled as the writer does it; an empty text is an empty cell. */
export function exactly({ value, formula, locked }: ReadCell): string {
  if (!locked) return '';
  return spelled(formula === null ? plain(value) : { formula });
}

/**
 * The same for the same content, whichever program saved it: some round the last digits, write formulas in another way or drop how days look.
 * `time` is what the cell held when it was written.
 */
export function comparable({ value, formula }: ReadCell, time: Time = null): string {
  if (formula !== null) {
    const compared = comparableFormula(formula);
    // LibreOffice saves what is true or false as a formula.
    if (compared === 'TRUE()') return 'b1';
    return compared === 'FALSE()' ? 'b0' : `=${compared}`;
  }
  if (typeof value === 'number') return numberSpelled(value, time);
  // Some read a text that looks like an escaped character as that character.
  if (typeof value === 'string') return spelled(decoded(value).replace(/\r\n?/g, '\n') || null);
  return spelled(plain(value));
}

/** Of what `comparable` spells. */
export function timeIn(comparable: string): Time {
  if (comparable.startsWith('d')) return 'day';
  return comparable.startsWith('i') ? 'instant' : null;
}

/** As a person reads it. */
export function told(comparable: string): string {
  if (comparable.startsWith('b')) return comparable === 'b1' ? 'TRUE' : 'FALSE';
  return comparable.startsWith('=') ? comparable : comparable.slice(1);
}

function numberSpelled(value: number, time: Time): string {
  if (time === 'day' && Number.isInteger(value)) return `d${dayOfSerial(value)}`;
  if (time === 'instant') return `i${instantOfSerial(value)}`;
  return `n${Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS))}`;
}

function plain(value: ReadValue): SpelledValue {
  if (typeof value === 'object' && value !== null && 'error' in value) return value.error;
  return value === '' ? null : value;
}

/** Without blanks, quotes that a name doesn't need, and the ways to write a number. */
export function comparableFormula(formula: string): string {
  return formula
    .split(/("(?:[^"]|"")*")/)
    .map((part, at) => (at % 2 === 1 ? part : bare(part)))
    .join('');
}

function bare(part: string): string {
  return part
    .replace(TOKEN, (whole, sheet: string | undefined, number: string | undefined) => {
      if (sheet !== undefined) return sheet.replaceAll("''", "'").replaceAll(' ', '\u00A0');
      return number === undefined ? '' : String(Number(number)) || whole;
    })
    .toUpperCase();
}
