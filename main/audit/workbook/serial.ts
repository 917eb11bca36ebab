const DAY_MS = 86_400_000;
/** Excel counts a 29 February 1900 that never was: from 1 March on its days are those since 1899-12-30. */
const ZERO = Date.UTC(1899, 11, 30);
const FIRST = 61;
const LAST = 2_958_465;

/** Excel's number of an ISO day; null for what is no day, or none that Excel counts right: it is told as text then. */
export function serialOfDay(day: string): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (found === null) return null;
  const [year, month, date] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const time = Date.UTC(year, month - 1, date);
  // 30 February would come out as another day.
  if (new Date(time).getUTCDate() !== date || month < 1 || month > 12) return null;
  return counted((time - ZERO) / DAY_MS);
}

/** Of an ISO instant; one without a zone is taken as UTC. Excel keeps milliseconds and no more. */
export function serialOfInstant(instant: string): number | null {
  const found =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s?(Z|[+-]\d{2}(?::?\d{2})?)?$/i.exec(
      instant,
    );
  if (found === null || serialOfDay(found[1] ?? '') === null) return null;
  const zone = (found[3] ?? 'Z').replace(
    /^([+-]\d{2}):?(\d{2})?$/,
    (_, hours, minutes = '00') => `${hours}:${minutes}`,
  );
  const time = Date.parse(`${found[1]}T${found[2]?.replace(',', '.')}${zone.toUpperCase()}`);
  return Number.isNaN(time) ? null : counted((time - ZERO) / DAY_MS);
}

export function dayOfSerial(serial: number): string {
  return new Date(ZERO + Math.floor(serial) * DAY_MS).toISOString().slice(0, 10);
}

export function instantOfSerial(serial: number): string {
  return new Date(ZERO + Math.round(serial * DAY_MS)).toISOString();
}

function counted(serial: number): number | null {
  return serial >= FIRST && serial < LAST + 1 ? serial : null;
}
