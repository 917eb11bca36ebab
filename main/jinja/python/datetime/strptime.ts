import { Fault } from '../../templateError.ts';
import { daysOf, type Micros, microsOf, SECOND, weekday } from './calendar.ts';
import { DAYS, MONTHS } from './strftime.ts';

const names = (list: readonly string[]) => list.flatMap((name) => [name, name.slice(0, 3)]).join('|');

const PATTERNS: Readonly<Record<string, string>> = {
  Y: '\\d{4}',
  y: '\\d{2}',
  m: '1[0-2]|0[1-9]|[1-9]',
  d: '3[01]|[12]\\d|0[1-9]|[1-9]| [1-9]',
  H: '2[0-3]|[01]\\d|\\d',
  I: '1[0-2]|0[1-9]|[1-9]| [1-9]',
  M: '[0-5]\\d|\\d',
  S: '6[01]|[0-5]\\d|\\d',
  f: '\\d{1,6}',
  j: '36[0-6]|3[0-5]\\d|[12]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]',
  G: '\\d{4}',
  U: '5[0-3]|[0-4]\\d|\\d',
  W: '5[0-3]|[0-4]\\d|\\d',
  V: '5[0-3]|0[1-9]|[1-4]\\d|\\d',
  u: '[1-7]',
  w: '[0-6]',
  p: 'am|pm',
  z: 'Z|[+-]\\d{2}:?\\d{2}(?::?\\d{2})?',
  Z: 'utc|gmt',
  a: names(DAYS),
  A: names(DAYS),
  b: names(MONTHS),
  B: names(MONTHS),
};
const SHORTHANDS: Readonly<Record<string, string>> = {
  c: '%a %b %d %H:%M:%S %Y',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
  F: '%Y-%m-%d',
  T: '%H:%M:%S',
  D: '%m/%d/%y',
  R: '%H:%M',
};

export interface Read {
  readonly wall: Micros;
  readonly ahead: Micros | null;
}

/** Reads a moment as Python's `strptime` does. */
export function strptime(text: string, format: string): Read {
  const read = createStrptime(format)(text);
  if (read === null) throw new Fault('ValueError', `time data '${text}' does not match format '${format}'`);
  return read;
}

/** A reader of one format, for those who read many texts of it; null: the text is not of that format. */
export function createStrptime(format: string): (text: string) => Read | null {
  const letters: string[] = [];
  const full = format.replace(/%([cxXFTDR])/g, (_, letter: string) => SHORTHANDS[letter] ?? '');
  const pattern = full.replace(/%([a-zA-Z%])|\s+|[.*+?^${}()|[\]\\]/g, (found, letter?: string) => {
    if (letter === '%') return '%';
    if (letter === undefined) return /\s/.test(found) ? '\\s+' : `\\${found}`;
    const part = PATTERNS[letter];
    if (part === undefined)
      throw new Fault('ValueError', `'${letter}' is a bad directive in format '${format}'`);
    letters.push(letter);
    return `(${part})`;
  });
  const whole = new RegExp(`^${pattern}$`, 'i');
  return (text) => {
    const found = whole.exec(text);
    return found === null
      ? null
      : readParts(new Map(letters.map((letter, at) => [letter, found[at + 1] ?? ''])));
  };
}

function readParts(parts: ReadonlyMap<string, string>): Read | null {
  const number = (letter: string, other: number) => Number(parts.get(letter) ?? other);
  const month = monthOf(parts.get('b') ?? parts.get('B')) ?? number('m', 1);
  const short = parts.get('y');
  const year = short === undefined ? number('Y', 1900) : Number(short) + (Number(short) < 69 ? 2000 : 1900);
  const ordinal = parts.get('j');
  const days =
    ordinal === undefined
      ? (dayOfWeek(parts, year) ?? daysOf(year, month, number('d', 1)))
      : dayInYear(year, Number(ordinal));
  if (days === null) return null;
  const half = parts.get('p')?.toLowerCase();
  const hour =
    half === undefined ? number('H', number('I', 0)) : (number('I', 0) % 12) + (half === 'pm' ? 12 : 0);
  const micro = Number((parts.get('f') ?? '').padEnd(6, '0'));
  const minute = number('M', 0);
  const second = number('S', 0);
  if (hour > 23 || minute > 59 || second > 61) return null;
  return { wall: microsOf(days, hour, minute, second, micro), ahead: aheadOf(parts.get('z')) };
}

function dayInYear(year: number, ordinal: number): number | null {
  const first = daysOf(year, 1, 1);
  return first === null ? null : first + ordinal - 1;
}

/** By a week of the year and a day of it; null where the text doesn't say both. */
function dayOfWeek(parts: ReadonlyMap<string, string>, year: number): number | null {
  const iso = parts.get('u');
  const day = iso === undefined ? (Number(parts.get('w') ?? Number.NaN) + 6) % 7 : Number(iso) - 1;
  if (Number.isNaN(day)) return null;
  const of = (letter: string) => Number(parts.get(letter) ?? Number.NaN);
  const isoYear = daysOf(of('G'), 1, 4);
  if (parts.has('V') && isoYear !== null) return isoYear - weekday(isoYear) + (of('V') - 1) * 7 + day;
  const first = daysOf(year, 1, 1);
  if (first === null) return null;
  // Week 1 begins at the first Monday, or at the first Sunday; what is before it is week 0.
  if (parts.has('W')) return first + ((7 - weekday(first)) % 7) + (of('W') - 1) * 7 + day;
  if (!parts.has('U')) return null;
  return first + ((6 - weekday(first) + 7) % 7) + (of('U') - 1) * 7 + ((day + 1) % 7);
}

function monthOf(name: string | undefined): number | null {
  if (name === undefined) return null;
  const short = name.slice(0, 3).toLowerCase();
  const at = MONTHS.findIndex((month) => month.slice(0, 3).toLowerCase() === short);
  return at < 0 ? null : at + 1;
}

/** Of `+05:30`. */
export function aheadOf(text: string | undefined): Micros | null {
  if (text === undefined) return null;
  if (text.toUpperCase() === 'Z') return 0n;
  const digits = text.slice(1).replaceAll(':', '');
  const seconds =
    Number(digits.slice(0, 2)) * 3600 +
    Number(digits.slice(2, 4) || 0) * 60 +
    Number(digits.slice(4, 6) || 0);
  return BigInt(text.startsWith('-') ? -seconds : seconds) * SECOND;
}
