const DAY = 86_400_000;
const USUAL_DAYS = 3;

/**
 * The days a directive can be put off to, from the day the brief is about: never past its own last day, for it would come
 * back too late to act on. Null where no day is left.
 */
export function snoozeDays(
  today: string,
  expires: string | null,
): { readonly first: string; readonly last: string | null; readonly usual: string } | null {
  const first = later(today, 1);
  if (expires !== null && expires < first) return null;
  const usual = later(today, USUAL_DAYS);
  return { first, last: expires, usual: expires !== null && expires < usual ? expires : usual };
}

function later(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}
