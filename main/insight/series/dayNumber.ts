/** Days since 1970-01-01, in the calendar of whatever zone the day was counted in. */
export type DayNumber = number;

export interface ReadDay {
  readonly day: DayNumber;
  /** "UTC" or "+02:00" when the text said when exactly, null for a plain day. */
  readonly offset: string | null;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Reads 2024-01-31, with a time of day and an offset if there is one; null for anything else. A day and month in slashes could be either way round. */
export function readDay(text: string): ReadDay | null {
  const parts = DAY.exec(text.trim());
  if (parts === null) return null;
  const [year, month, dayOfMonth] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const day = numberOfDay(year, month, dayOfMonth);
  return writeDay(day) === text.trim().slice(0, 10) ? { day, offset: nameOffset(parts[4]) } : null;
}

function nameOffset(offset: string | undefined): string | null {
  if (offset === undefined) return null;
  if (/^(Z|[+-]00:?00)$/.test(offset)) return 'UTC';
  return `${offset.slice(0, 3)}:${offset.slice(-2)}`;
}

/*
 * Counting from March puts the leap day at the end of the year, so that the days before each month follow one line. A `Date` would do the same at
 * fifty times the cost, for the years 0 to 99 wrongly.
 */
function numberOfDay(year: number, month: number, dayOfMonth: number): DayNumber {
  const y = month > 2 ? year : year - 1;
  const monthsFromMarch = (month + 9) % 12;
  const inYear = Math.floor((153 * monthsFromMarch + 2) / 5) + dayOfMonth - 1;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + inYear - 719468;
}

/** 2024-01-31. */
export function writeDay(day: DayNumber): string {
  const shifted = day + 719468;
  const era = Math.floor(shifted / 146097);
  const inEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36524) - Math.floor(inEra / 146096)) / 365,
  );
  const inYear = inEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthsFromMarch = Math.floor((5 * inYear + 2) / 153);
  const dayOfMonth = inYear - Math.floor((153 * monthsFromMarch + 2) / 5) + 1;
  const month = monthsFromMarch < 10 ? monthsFromMarch + 3 : monthsFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return [String(year).padStart(4, '0'), padded(month), padded(dayOfMonth)].join('-');
}

function padded(part: number): string {
  return String(part).padStart(2, '0');
}
