import type { ColumnType } from '../../../shared/domain/column.ts';
import { type DayOrder, readDay, readInstant } from './values/day.ts';
import { type DecimalMark, decimalsOf, readInteger, readNumber } from './values/number.ts';
import { MISSING, type Notation } from './values/reader.ts';

export interface GuessedType extends Notation {
  readonly type: ColumnType;
  /** What a person should know before they accept it. */
  readonly note?: string;
}

const TEXT: ColumnType = { kind: 'text' };

/** The narrowest type all of the first values have. When they could mean two things it stays text and says so. */
export function guessType(cells: readonly unknown[]): GuessedType {
  const values = cells.filter((cell) => cell !== null && cell !== undefined && !isMissing(cell));
  if (values.length === 0) return { type: TEXT, note: 'Empty in the first rows.' };
  if (values.every((value) => typeof value === 'boolean')) return { type: { kind: 'boolean' } };
  if (values.every((value) => typeof value === 'bigint' || typeof value === 'number'))
    return ofNumbers(values.map(Number));
  if (values.every((value) => typeof value === 'object' && !(value instanceof Uint8Array)))
    return { type: { kind: 'json' } };
  if (!values.every((value) => typeof value === 'string'))
    return { type: TEXT, note: 'Holds values of several kinds.' };
  return ofText(values.map((value) => value.trim().slice(0, 4_096)));
}

function isMissing(cell: unknown): boolean {
  return typeof cell === 'string' && MISSING.has(cell.trim());
}

/** Numbers have lost their trailing zeros: 19.9 may be an amount as well as a measure, 19.999 is none. */
function ofNumbers(values: readonly number[]): GuessedType {
  if (values.every(Number.isInteger)) return { type: { kind: 'integer' } };
  const money = values.every((value) => Math.abs(value) < 1e12 && /^-?\d+(\.\d{1,2})?$/.test(String(value)));
  const cents = values.some((value) => /\.\d\d$/.test(String(value)));
  return { type: money && cents ? { kind: 'decimal', scale: 2 } : { kind: 'number' } };
}

function ofText(values: readonly string[]): GuessedType {
  if (values.every((value) => /^(true|false|yes|no)$/i.test(value))) return { type: { kind: 'boolean' } };
  if (values.some((value) => /^\+|^-?0\d/.test(value)) && values.every((value) => /^[+-]?\d+$/.test(value)))
    return { type: TEXT, note: 'Digits with leading zeros or a plus are kept as written.' };
  if (values.every((value) => readInteger(value) !== null)) return { type: { kind: 'integer' } };
  return narrowest(values) ?? ofMost(values);
}

function narrowest(values: readonly string[]): GuessedType | null {
  return ofAmounts(values) ?? ofDays(values) ?? ofInstants(values) ?? ofJson(values);
}

const FEWEST_JUDGED = 10;
/** Above this share of values that don't fit, nobody meant the narrower type. */
const MOST_ODD = 0.1;

const FAMILIES: readonly { readonly word: string; readonly fits: (value: string) => boolean }[] = [
  {
    word: 'numbers',
    fits: (value) => ['.', ','].some((mark) => decimalsOf(value, mark as DecimalMark) !== null),
  },
  {
    word: 'days',
    fits: (value) => (['ymd', 'dmy', 'mdy'] as const).some((order) => readDay(value, order) !== null),
  },
  { word: 'instants', fits: (value) => readInstant(value) !== null },
];

/** A few odd values make a column text; a person who isn't told looks for its figures in vain. */
function ofMost(values: readonly string[]): GuessedType {
  if (values.length < FEWEST_JUDGED) return { type: TEXT };
  for (const { word, fits } of FAMILIES) {
    const odd = values.filter((value) => !fits(value));
    const [first] = odd;
    if (first === undefined || odd.length > values.length * MOST_ODD) continue;
    const shown = first.length > 24 ? `${first.slice(0, 24)}…` : first;
    const others = odd.length === 1 ? '' : ` and ${odd.length - 1} more`;
    return {
      type: TEXT,
      note: `Text because of “${shown}”${others}; the other first values are ${word}. Choose a type to reject what doesn’t fit it.`,
    };
  }
  return { type: TEXT };
}

function ofAmounts(values: readonly string[]): GuessedType | null {
  const fits = (mark: DecimalMark) => values.every((value) => decimalsOf(value, mark) !== null);
  const [point, comma] = [fits('.'), fits(',')];
  if (point && comma && values.some((value) => /[.,]/.test(value)))
    return {
      type: TEXT,
      note: 'The point or comma may separate decimals or thousands: choose a number type and say which.',
    };
  if (point || comma) {
    const mark = point ? '.' : ',';
    const notation = mark === ',' ? ({ decimalMark: mark } as const) : {};
    const scales = values.map((value) => decimalsOf(value, mark) ?? 0);
    const most = Math.max(...scales);
    const written = scales.filter((scale) => scale > 0);
    const signed = values.some((value) => /[$€£¥]/.test(value));
    const even = most >= 2 && most <= 4 && written.every((scale) => scale === most);
    if (even || (signed && most <= 4))
      return { type: { kind: 'decimal', scale: Math.max(most, signed ? 2 : 0) }, ...notation };
    if (most === 0) return { type: { kind: 'decimal', scale: 0 }, ...notation };
    if (values.every((value) => readNumber(value, mark) !== null))
      return { type: { kind: 'number' }, ...notation };
    return { type: { kind: 'decimal', scale: Math.min(most, 9) }, ...notation };
  }
  return values.every((value) => readNumber(value, '.') !== null) ? { type: { kind: 'number' } } : null;
}

const NUMERIC_DAY = /^(\d{1,2})([-/.])(\d{1,2})\2\d{4}$/;

function ofDays(values: readonly string[]): GuessedType | null {
  const orders: DayOrder[] = (['ymd', 'dmy', 'mdy'] as const).filter((order) =>
    values.every((value) => readDay(value, order) !== null),
  );
  const [only, other] = orders;
  if (only === undefined) return null;
  if (only === 'ymd') return { type: { kind: 'day' } };
  if (other === undefined) return { type: { kind: 'day' }, dayOrder: only };
  // Points between day and month are written where the day comes first.
  const pointed = values.every((value) => NUMERIC_DAY.exec(value)?.[2] === '.');
  if (pointed) return { type: { kind: 'day' }, dayOrder: 'dmy' };
  return { type: TEXT, note: 'Could be day/month or month/day: choose day and say which comes first.' };
}

function ofInstants(values: readonly string[]): GuessedType | null {
  if (values.every((value) => readInstant(value) !== null)) return { type: { kind: 'instant' } };
  if (values.every((value) => readInstant(`${value}Z`) !== null))
    return { type: TEXT, note: 'Times without a zone stay text: nobody can tell which instant is meant.' };
  return null;
}

function ofJson(values: readonly string[]): GuessedType | null {
  const json = values.every((value) => /^[[{]/.test(value) && value.length < 4_096 && parses(value));
  return json ? { type: { kind: 'json' } } : null;
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
