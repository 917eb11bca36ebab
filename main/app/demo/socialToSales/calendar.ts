/** The first day of the demo, and how many it has at most: the calendars of the template cover just these. */
export const FIRST_DAY = '2024-01-01';
export const MOST_DAYS = 730;

const DAY = 86_400_000;

export interface Promotion {
  readonly first: string;
  readonly last: string;
  readonly name: string;
}

/** The same for every seed, so that the template's seeds know them. */
export const PROMOTIONS: readonly Promotion[] = `2024-01-18 2024-01-21 Winter clearance
2024-02-08 2024-02-12 Valentine week
2024-03-20 2024-03-23 Spring launch
2024-04-25 2024-04-28 Earth week
2024-05-24 2024-05-28 Memorial weekend
2024-07-11 2024-07-15 Summer deals
2024-08-08 2024-08-13 Back to school
2024-09-19 2024-09-22 Autumn launch
2024-10-17 2024-10-20 Spooky week
2024-11-28 2024-12-02 Black Friday week
2024-12-12 2024-12-15 Last posting days
2025-01-16 2025-01-19 Winter clearance
2025-02-06 2025-02-10 Valentine week
2025-03-19 2025-03-22 Spring launch
2025-04-23 2025-04-26 Earth week
2025-05-23 2025-05-27 Memorial weekend
2025-07-10 2025-07-14 Summer deals
2025-08-07 2025-08-12 Back to school
2025-09-18 2025-09-21 Autumn launch
2025-10-16 2025-10-19 Spooky week
2025-11-27 2025-12-01 Black Friday week
2025-12-11 2025-12-14 Last posting days`
  .split('\n')
  .map((line) => ({ first: line.slice(0, 10), last: line.slice(11, 21), name: line.slice(22) }));

export interface Holiday {
  readonly day: string;
  readonly name: string;
}

export const HOLIDAYS: readonly Holiday[] = `2024-01-01 New Year's Day
2024-01-15 Martin Luther King Jr. Day
2024-02-14 Valentine's Day
2024-02-19 Presidents' Day
2024-03-31 Easter Sunday
2024-05-12 Mother's Day
2024-05-27 Memorial Day
2024-06-16 Father's Day
2024-06-19 Juneteenth
2024-07-04 Independence Day
2024-09-02 Labor Day
2024-10-14 Columbus Day
2024-10-31 Halloween
2024-11-11 Veterans Day
2024-11-28 Thanksgiving
2024-12-25 Christmas Day
2025-01-01 New Year's Day
2025-01-20 Martin Luther King Jr. Day
2025-02-14 Valentine's Day
2025-02-17 Presidents' Day
2025-04-20 Easter Sunday
2025-05-11 Mother's Day
2025-05-26 Memorial Day
2025-06-15 Father's Day
2025-06-19 Juneteenth
2025-07-04 Independence Day
2025-09-01 Labor Day
2025-10-13 Columbus Day
2025-10-31 Halloween
2025-11-11 Veterans Day
2025-11-27 Thanksgiving
2025-12-25 Christmas Day`
  .split('\n')
  .map((line) => ({ day: line.slice(0, 10), name: line.slice(11) }));

/** The day that comes `at` days after the first. */
export function dayAt(at: number): string {
  return new Date(Date.parse(FIRST_DAY) + at * DAY).toISOString().slice(0, 10);
}

/** 1 on days of a promotion. */
export function promotedDays(days: number): Uint8Array {
  return Uint8Array.from({ length: days }, (_, at) => {
    const day = dayAt(at);
    return PROMOTIONS.some(({ first, last }) => first <= day && day <= last) ? 1 : 0;
  });
}

/** 1 on holidays. */
export function holidayDays(days: number): Uint8Array {
  const known = new Set(HOLIDAYS.map(({ day }) => day));
  return Uint8Array.from({ length: days }, (_, at) => (known.has(dayAt(at)) ? 1 : 0));
}
