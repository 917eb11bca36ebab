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
/** From here on what the weekdays do differently shows through what is left, and there is enough left to take it out, too. */
const FINER_FROM = 12 * WEEK_OF_HOURS;

/**
 * Weekends have another day than weekdays, so that the season of hours is that of the week. All twelve waves of the day (every seventh) are in
 * it: shops and people sleep and wake within an hour, and what six waves left of that called four in ten unrelated pairs related. Beside
 * them go the waves that let weekdays differ: one week's shape whole would cost a quarter of the steps of four weeks.
 */
function weekOfHours(length: number): Season {
  const isFine = length >= FINER_FROM;
  const beside = (wave: number) => Math.min(wave % 7, 7 - (wave % 7));
  const reach = (wave: number) => (wave < 24 ? 2 : isFine ? (wave < 45 ? 2 : 1) : 0);
  const harmonics = upTo(WEEK_OF_HOURS / 2).filter((wave) => wave <= 3 || beside(wave) <= reach(wave));
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
