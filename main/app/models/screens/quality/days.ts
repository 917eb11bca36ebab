/** Calendar days in a zone, and the moments they begin at. */

/** The last `count` days up to and with the one that holds `now`, oldest first. */
export function lastDays(now: Date, zone: string, count: number): string[] {
  const today = Date.parse(`${dayOf(now, zone)}T00:00:00Z`);
  return Array.from({ length: count }, (_, at) =>
    new Date(today - (count - 1 - at) * DAY).toISOString().slice(0, 10),
  );
}

export function dayOf(moment: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(moment);
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
}

/** When the day begins there, as text that sorts like the moments on record. */
export function beginningOf(day: string, zone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // Twice: the offset that counts is the one at the beginning itself, not at the first guess.
  let found = midnight;
  for (let round = 0; round < 2; round += 1) found = midnight - offsetAt(found, zone);
  return new Date(found).toISOString();
}

const DAY = 86_400_000;

function offsetAt(moment: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment);
  const at = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'));
  return local - Math.floor(moment / 1000) * 1000;
}
