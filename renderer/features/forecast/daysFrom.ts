const DAY = 86_400_000;

/** So many calendar days from one on. */
export function daysFrom(first: string, count: number): string[] {
  const start = Date.parse(`${first}T00:00:00Z`);
  return Array.from({ length: count }, (_, i) => new Date(start + i * DAY).toISOString().slice(0, 10));
}

/** What an outcome is counted in, by the last part of its name. */
export function unitOf(outcome: string): string {
  return outcome.includes('/') ? (outcome.split('/').at(-1) ?? outcome) : outcome;
}
