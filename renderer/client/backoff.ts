const SHORTEST = 200;
const LONGEST = 5_000;

/** How long to wait before the next attempt, in ms: doubling from 200 ms to 5 s, the upper half of it left to chance so that windows don't return in step. */
export function pauseBefore(attempt: number, random: () => number): number {
  const full = Math.min(LONGEST, SHORTEST * 2 ** Math.min(attempt, 10));
  return Math.round(full / 2 + (full / 2) * random());
}
