/** Waves that a series is freed from: some harmonics of one period, in steps. */
export interface Season {
  readonly period: number;
  readonly harmonics: readonly number[];
  /** Steps below which it is left out, because it can't be told from a trend. */
  readonly from: number;
}

const YEAR = 365.25;

/** Three harmonics of the week, all that a week of days has, and two of the year. */
export const DAY_SEASONS: readonly Season[] = [
  { period: 7, harmonics: [1, 2, 3], from: 0 },
  // Two years can't support a free annual shape; two harmonics take the slow swing without chasing noise.
  { period: YEAR, harmonics: [1, 2], from: 0 },
];

/** Of weeks the week has no shape. */
export const WEEK_SEASONS: readonly Season[] = [{ period: YEAR / 7, harmonics: [1, 2], from: 0 }];

/** One of 168 hours: the harmonics of the week, of the day (every seventh), and beside those of the day the ones that let weekends have another day. */
const HOURS_OF_WEEK: Season = {
  period: 168,
  harmonics: [1, 2, 3, ...[7, 14, 21].flatMap((k) => [k - 2, k - 1, k, k + 1, k + 2]), 28, 35, 42],
  from: 0,
};

/** Below two years of hours the year's waves would take any slow rise for a season. */
export const HOUR_SEASONS: readonly Season[] = [
  HOURS_OF_WEEK,
  { period: 24 * YEAR, harmonics: [1, 2], from: 2 * 24 * YEAR },
];

/** Those that a series of so many steps supports. */
export function seasonsFor(seasons: readonly Season[], length: number): readonly Season[] {
  return seasons.filter(({ from }) => length >= from);
}
