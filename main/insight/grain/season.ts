/** Waves that a series is freed from: some harmonics of one period, in steps. */
export interface Season {
  readonly period: number;
  readonly harmonics: readonly number[];
}

/** Those that a series of so many steps supports. */
export type SeasonsOf = (length: number) => readonly Season[];

const YEAR = 365.25;

/**
 * Three harmonics of the week, all that a week of days has, and two of the year: two years can't support a free annual shape; two harmonics take
 * the slow swing without chasing noise.
 */
export const daySeasons: SeasonsOf = () => [
  { period: 7, harmonics: [1, 2, 3] },
  { period: YEAR, harmonics: [1, 2] },
];

/** Of weeks the week has no shape. */
export const weekSeasons: SeasonsOf = () => [{ period: YEAR / 7, harmonics: [1, 2] }];

const WEEK_OF_HOURS = 168;

/** Below it the finer shape would take a tenth of what there is to compare, and unrelated pairs begin to look related. */
const FINER_FROM = 12 * WEEK_OF_HOURS;

/**
 * Weekends have another day than weekdays, so that the season of hours is that of the week: of few weeks its slow waves, those of the day (every
 * seventh) and the ones beside them; of more, all down to four hours.
 */
function weekOfHours(length: number): Season {
  const days = [7, 14, 21].flatMap((k) => [k - 2, k - 1, k, k + 1, k + 2]);
  const harmonics = length < FINER_FROM ? [1, 2, 3, ...days, 28, 35, 42] : upTo(42);
  return { period: WEEK_OF_HOURS, harmonics };
}

/** The fastest half swing that is taken out of hours beside their week. */
const SWING = 30 * 24;

/**
 * To be compared, hours are freed from all that swings slower than two months, the year among it. A lead of hours can't lie in it, but two
 * series that share it are a little related at every lead at once, which is enough to be called so: of unrelated pairs of 200 days a fifth were.
 */
export const hourSeasons: SeasonsOf = (length) => [
  weekOfHours(length),
  { period: 2 * length, harmonics: upTo(Math.max(1, Math.floor(length / SWING))) },
];

/** Such swings can't be drawn on into what is to come. The year's can, from two years on, below which any slow rise would be taken for it. */
export const hourSeasonsAhead: SeasonsOf = (length) =>
  length < 2 * 24 * YEAR
    ? [weekOfHours(length)]
    : [weekOfHours(length), { period: 24 * YEAR, harmonics: [1, 2] }];

function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, i) => i + 1);
}
