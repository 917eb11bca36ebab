import {
  civil,
  DAY_MICROS,
  dayOf,
  isoWeek,
  type Moment,
  monday,
  moved,
  neededMoment,
  readMoment,
  weekday,
  written,
} from './moments.ts';
import { strict, text, type UserFunction, whole } from './userFunction.ts';

export const CALENDAR: readonly UserFunction[] = [
  {
    name: 'date_trunc',
    takes: [2],
    run: strict((part, value) => written(inCalendar(truncated(partOf(text(part)), neededMoment(value))))),
  },
  { name: 'date_part', takes: [2], run: strict((part, value) => partFrom(text(part), neededMoment(value))) },
  {
    name: 'date_add',
    takes: [3],
    run: strict((part, count, value) =>
      written(added(partOf(text(part)), whole(count), neededMoment(value))),
    ),
  },
  {
    name: 'date_diff',
    takes: [3],
    run: strict((part, first, second) =>
      BigInt(difference(partOf(text(part)), neededMoment(first), neededMoment(second))),
    ),
  },
  {
    name: 'safe_day',
    takes: [1],
    run: strict((value) => {
      const moment = readMoment(value);
      return moment === null ? null : written({ ...moment, shape: 'day' });
    }),
  },
  {
    name: 'safe_instant',
    takes: [1],
    run: strict((value) => {
      const moment = readMoment(value);
      return moment === null ? null : written({ ...moment, shape: 'instant' });
    }),
  },
];

/** Microseconds of the parts shorter than a day, and months of those longer. */
const SHORT = {
  microsecond: 1,
  millisecond: 1_000,
  second: 1_000_000,
  minute: 60_000_000,
  hour: 3_600_000_000,
} as const;
const MONTHS = { month: 1, quarter: 3, year: 12, decade: 120, century: 1_200 } as const;

type Short = keyof typeof SHORT;
type Long = keyof typeof MONTHS;
type Part = Short | Long | 'day' | 'week';

const isShort = (part: string): part is Short => Object.hasOwn(SHORT, part);
const isLong = (part: string): part is Long => Object.hasOwn(MONTHS, part);

function partOf(given: string): Part {
  const part = given
    .trim()
    .toLowerCase()
    .replace(/^centuries$/, 'century')
    .replace(/s$/, '');
  if (isShort(part) || isLong(part) || part === 'day' || part === 'week') return part;
  throw new Error(`“${given}” is no part of a date`);
}

function truncated(part: Part, moment: Moment): Moment {
  if (isShort(part)) return { ...moment, micros: moment.micros - (moment.micros % SHORT[part]) };
  const start = { ...moment, micros: 0 };
  if (part === 'day') return start;
  if (part === 'week') return { ...start, day: monday(moment.day) };
  const { year, month } = civil(moment.day);
  // The first century began with the year 1, the decades with the year 0.
  if (part === 'century') return { ...start, day: dayOf(Math.floor((year - 1) / 100) * 100 + 1, 1, 1) };
  if (part === 'decade') return { ...start, day: dayOf(Math.floor(year / 10) * 10, 1, 1) };
  return { ...start, day: dayOf(year, part === 'year' ? 1 : month - ((month - 1) % MONTHS[part]), 1) };
}

function added(part: Part, count: number, moment: Moment): Moment {
  if (isShort(part)) {
    const days = Math.trunc((count * SHORT[part]) / DAY_MICROS);
    // By days first: as microseconds alone they would be too many for a number to hold exactly.
    const rest = count - days * (DAY_MICROS / SHORT[part]);
    const shape = moment.shape === 'day' ? 'instant' : moment.shape;
    return inCalendar(moved({ ...moment, day: moment.day + days, shape }, rest * SHORT[part]));
  }
  if (part === 'day') return inCalendar({ ...moment, day: moment.day + count });
  if (part === 'week') return inCalendar({ ...moment, day: moment.day + 7 * count });
  const { year, month, date } = civil(moment.day);
  const months = year * 12 + month - 1 + count * MONTHS[part];
  const [toYear, toMonth] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1];
  const first = dayOf(toYear, toMonth, 1);
  const length = dayOf(toMonth === 12 ? toYear + 1 : toYear, (toMonth % 12) + 1, 1) - first;
  return inCalendar({ ...moment, day: first + Math.min(date, length) - 1 });
}

function inCalendar(moment: Moment): Moment {
  const { year } = civil(moment.day);
  if (year >= 1 && year <= 9_999) return moment;
  throw new Error('the date would lie outside of the years 1 to 9999');
}

/** How many borders of the part lie between the two, as dbt counts them on Postgres. */
function difference(part: Part, first: Moment, second: Moment): number {
  const days = second.day - first.day;
  if (part === 'day') return days;
  if (part === 'week') return weeks(first, second, days);
  if (isShort(part)) {
    const size = SHORT[part];
    return days * (DAY_MICROS / size) + Math.floor(second.micros / size) - Math.floor(first.micros / size);
  }
  const [from, to] = [civil(first.day), civil(second.day)];
  const years = to.year - from.year;
  if (part === 'year') return years;
  if (part === 'month') return years * 12 + to.month - from.month;
  if (part === 'quarter') return years * 4 + Math.ceil(to.month / 3) - Math.ceil(from.month / 3);
  const size = MONTHS[part] / 12;
  const shift = part === 'century' ? 1 : 0;
  return Math.floor((to.year - shift) / size) - Math.floor((from.year - shift) / size);
}

/** dbt's own count: backwards by whole weeks it gives one more than there are, and so must this. */
function weeks(first: Moment, second: Moment, days: number): number {
  const forwards = days > 0 || (days === 0 && second.micros >= first.micros);
  const ahead = weekday(first.day) <= weekday(second.day);
  return Math.trunc(days / 7) + (ahead ? (forwards ? 0 : -1) : forwards ? 1 : 0);
}

function partFrom(given: string, { day, micros }: Moment): bigint | number {
  const { year, month, date } = civil(day);
  const part = given.trim().toLowerCase();
  switch (part) {
    case 'dow':
    case 'dayofweek':
      return BigInt(weekday(day));
    case 'isodow':
      return BigInt(weekday(day) || 7);
    case 'doy':
    case 'dayofyear':
      return BigInt(day - dayOf(year, 1, 1) + 1);
    case 'isoyear':
      return BigInt(isoWeek(day).year);
    case 'epoch':
      return exact(day * 86_400 + micros / 1_000_000);
  }
  switch (partOf(part)) {
    case 'century':
      return BigInt(Math.floor((year - 1) / 100) + 1);
    case 'decade':
      return BigInt(Math.floor(year / 10));
    case 'year':
      return BigInt(year);
    case 'quarter':
      return BigInt(Math.ceil(month / 3));
    case 'month':
      return BigInt(month);
    case 'week':
      return BigInt(isoWeek(day).week);
    case 'day':
      return BigInt(date);
    case 'hour':
      return BigInt(Math.floor(micros / SHORT.hour));
    case 'minute':
      return BigInt(Math.floor(micros / SHORT.minute) % 60);
    case 'second':
      return exact((micros % SHORT.minute) / 1_000_000);
    case 'millisecond':
      return exact((micros % SHORT.minute) / 1_000);
    case 'microsecond':
      return BigInt(micros % SHORT.minute);
  }
}

/** A whole number stays one, as the other parts are. */
function exact(number: number): bigint | number {
  return Number.isInteger(number) ? BigInt(number) : number;
}
