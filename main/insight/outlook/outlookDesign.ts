import { seasonDesign } from '../whitening/design.ts';

/** What the calendar knows of a cause: 1 on its days. */
export interface KnownCause {
  readonly name: string;
  /** As long as the outcome and the days ahead together. */
  readonly marks: Float64Array;
}

const YEAR = 365.25;
/** A harmonic of the year needs a whole one; a second tells a shape from a chance only where the year has come again. */
const FIRST_HARMONIC = 1.25 * YEAR;
const SECOND_HARMONIC = 1.75 * YEAR;
/** Seen on fewer days, a cause by itself would be learned from what else happened on them. */
const LEAST_MARKED = 8;
/** Intercept and trend: the one is the model's own, and the other runs away from a level that only wandered. */
const LEVEL_COLUMNS = 2;

/**
 * What is known of a day before it comes, as columns over the window and the days ahead: week, year and causes. Which of them are told apart is decided
 * by the days of the window alone.
 */
export function outlookDesign(
  days: number,
  horizon: number,
  causes: readonly Float64Array[],
  outcome: Float64Array,
): Float64Array[] {
  const annualHarmonics = days >= SECOND_HARMONIC ? 2 : days >= FIRST_HARMONIC ? 1 : 0;
  const season = seasonDesign(days + horizon, { annualHarmonics }).slice(LEVEL_COLUMNS);
  return [...season, ...toldApart(causes, days, outcome)];
}

/** Causes seen often enough have a column each, the others one together; none where even that is too rare. */
function toldApart(causes: readonly Float64Array[], days: number, outcome: Float64Array): Float64Array[] {
  const seen = (marks: Float64Array) => {
    let count = 0;
    for (let t = 0; t < days; t++) if (marks[t] === 1 && !Number.isNaN(outcome[t] as number)) count++;
    return count;
  };
  const own = causes.filter((marks) => seen(marks) >= LEAST_MARKED);
  const rare = causes.filter((marks) => seen(marks) < LEAST_MARKED);
  if (rare.length === 0) return [...own];
  const together = rare.reduce(
    (sum, marks) => sum.map((value, t) => Math.max(value, marks[t] ?? 0)),
    new Float64Array(rare[0]?.length ?? 0),
  );
  return seen(together) >= LEAST_MARKED ? [...own, together] : [...own];
}
