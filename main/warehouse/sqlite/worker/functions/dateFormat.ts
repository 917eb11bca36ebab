import { civil, dayOf, isoWeek, type Moment, pad, weekday } from './moments.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** Written in any case, they are the same number. */
const NUMBERS = 'YYYY YYY YY IYYY IY Y DDD DD ID D HH24 HH12 HH MI MM SSSSS SSSS SS MS US IW WW W Q CC J'
  .split(' ')
  .map((part) => part.replace(/[A-Z]/g, (letter) => `[${letter}${letter.toLowerCase()}]`));
/** Written in their case. */
const NAMES =
  'MONTH Month month MON Mon mon DAY Day day DY Dy dy AM PM am pm A\\.M\\. P\\.M\\. a\\.m\\. p\\.m\\. TZ OF';

/** Names before numbers, and the longest first: `MONTH` is no `MON` followed by `TH`. */
const PART = new RegExp(
  `"((?:[^"\\\\]|\\\\.)*)"|\\\\(.)|([Ff][Mm])?(Y,YYY|${[...NAMES.split(' '), ...NUMBERS].join('|')})(TH|th)?`,
  'g',
);

/** Postgres's `to_char` of a moment: patterns are replaced, the rest stays, and so does what stands in double quotes. */
export function formatMoment(moment: Moment, pattern: string): string {
  return pattern.replace(PART, (whole, quoted, escaped, fill, part, ordinal) => {
    if (quoted !== undefined) return String(quoted).replace(/\\(.)/g, '$1');
    if (escaped !== undefined) return String(escaped);
    const made = partOf(moment, String(part), fill !== undefined);
    if (made === null) return String(whole);
    return ordinal === undefined ? made : made + suffix(made, String(ordinal));
  });
}

function partOf(moment: Moment, part: string, bare: boolean): string | null {
  const number = numberOf(moment, part.toUpperCase());
  if (number !== null) {
    const [value, width] = number;
    return bare ? String(value) : pad(value, width);
  }
  const { month } = civil(moment.day);
  const hour = Math.floor(moment.micros / 3_600_000_000);
  switch (part) {
    case 'Y,YYY': {
      const year = pad(civil(moment.day).year, 4);
      return `${year.slice(0, -3)},${year.slice(-3)}`;
    }
    case 'AM':
    case 'PM':
      return hour < 12 ? 'AM' : 'PM';
    case 'am':
    case 'pm':
      return hour < 12 ? 'am' : 'pm';
    case 'A.M.':
    case 'P.M.':
      return hour < 12 ? 'A.M.' : 'P.M.';
    case 'a.m.':
    case 'p.m.':
      return hour < 12 ? 'a.m.' : 'p.m.';
    case 'TZ':
      return 'UTC';
    case 'OF':
      return '+00';
  }
  const isMonth = part.toLowerCase().startsWith('mon');
  const name = (isMonth ? MONTHS[month - 1] : DAYS[weekday(moment.day)]) ?? '';
  const short = part.length === (isMonth ? 3 : 2);
  const cased = casedAs(short ? name.slice(0, 3) : name, part);
  // Names are padded to the longest of their kind.
  return short || bare ? cased : cased.padEnd(9);
}

function casedAs(name: string, part: string): string {
  if (part === part.toUpperCase()) return name.toUpperCase();
  return part === part.toLowerCase() ? name.toLowerCase() : name;
}

/** A value and its width in digits. */
function numberOf({ day, micros }: Moment, part: string): [number, number] | null {
  const { year, month, date } = civil(day);
  const seconds = Math.floor(micros / 1_000_000);
  const dayOfYear = day - dayOf(year, 1, 1) + 1;
  const hour = Math.floor(seconds / 3_600);
  switch (part) {
    case 'YYYY':
      return [year, 4];
    case 'YYY':
      return [year % 1_000, 3];
    case 'YY':
      return [year % 100, 2];
    case 'Y':
      return [year % 10, 1];
    case 'IYYY':
      return [isoWeek(day).year, 4];
    case 'IY':
      return [isoWeek(day).year % 100, 2];
    case 'MM':
      return [month, 2];
    case 'DDD':
      return [dayOfYear, 3];
    case 'DD':
      return [date, 2];
    case 'D':
      return [weekday(day) + 1, 1];
    case 'ID':
      return [weekday(day) || 7, 1];
    case 'HH24':
      return [hour, 2];
    case 'HH12':
    case 'HH':
      return [hour % 12 || 12, 2];
    case 'MI':
      return [Math.floor(seconds / 60) % 60, 2];
    case 'SS':
      return [seconds % 60, 2];
    case 'SSSS':
    case 'SSSSS':
      return [seconds, 1];
    case 'MS':
      return [Math.floor((micros % 1_000_000) / 1_000), 3];
    case 'US':
      return [micros % 1_000_000, 6];
    case 'IW':
      return [isoWeek(day).week, 2];
    case 'WW':
      return [Math.floor((dayOfYear - 1) / 7) + 1, 2];
    case 'W':
      return [Math.floor((date - 1) / 7) + 1, 1];
    case 'Q':
      return [Math.ceil(month / 3), 1];
    case 'CC':
      return [Math.floor((year - 1) / 100) + 1, 2];
    case 'J':
      return [day + 2_440_588, 1];
    default:
      return null;
  }
}

function suffix(made: string, as: string): string {
  const last = made.at(-1) ?? '';
  const teens = made.at(-2) === '1';
  const end = teens ? 'th' : ({ '1': 'st', '2': 'nd', '3': 'rd' }[last] ?? 'th');
  return as === 'TH' ? end.toUpperCase() : end;
}
