/** The lower ends of bands; the first begins with all that is below the second. */
const AGES = [0, 18, 25, 35, 45, 55, 65, 75] as const;
const INCOMES = [0, 10_000, 20_000, 30_000, 50_000, 75_000, 100_000, 150_000, 250_000] as const;

/** `25 to 34`, `75 and over`. What is no age has no band. */
export function ageBand(age: number | null): string | null {
  return age === null || age >= 150 ? null : band(AGES, age, 1);
}

/** Of whole units of the currency, a year: `30,000 to under 50,000`. */
export function incomeBand(income: number | null): string | null {
  return income === null ? null : band(INCOMES, income, null);
}

function band(from: readonly number[], value: number, step: number | null): string | null {
  if (!Number.isFinite(value) || value < 0) return null;
  const at = from.findLastIndex((lower) => lower <= value);
  const lower = from[at] ?? 0;
  const next = from[at + 1];
  if (next === undefined) return `${written(lower)} and over`;
  if (step !== null) return `${written(lower)} to ${written(next - step)}`;
  return lower === 0 ? `under ${written(next)}` : `${written(lower)} to under ${written(next)}`;
}

function written(value: number): string {
  return value.toLocaleString('en-GB');
}
