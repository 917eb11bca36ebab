const HOUR = 3_600_000;

/** The date in a zone, as `2024-06-01`. */
export function dayIn(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return parts.format(at);
}

/** The first millisecond of the next date there. Found by asking, since days of 23 and 25 hours start at odd times. */
export function endOfDay(zone: string, at: number): number {
  const today = dayIn(zone, at);
  let same = at;
  let next = at + HOUR;
  while (dayIn(zone, next) === today) {
    same = next;
    next += HOUR;
  }
  while (next - same > 1) {
    const middle = Math.floor((same + next) / 2);
    if (dayIn(zone, middle) === today) same = middle;
    else next = middle;
  }
  return next;
}
