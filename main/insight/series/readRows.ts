import type { DailyRow } from './dailySeries.ts';
import { readDay } from './dayNumber.ts';
import { readValue } from './readValue.ts';
import { type Refusal, refuse } from './refusal.ts';

/** Row after row, in two columns: a long table as objects takes ten times the memory. */
export interface ReadRows {
  readonly days: Int32Array;
  /** NaN where nothing is known. */
  readonly values: Float64Array;
  readonly zone: string | null;
}

/** How a day without an offset is named among offsets. */
export const PLAIN = 'no offset';

/** Every row with its day and number, or the first that has none. Rows are counted from 1. */
export function readRows(rows: readonly DailyRow[], name: string): ReadRows | Refusal {
  if (rows.length === 0)
    return refuse('noRows', `${name} has no rows.`, 'Choose a column and a period that hold data.');
  const days = new Int32Array(rows.length);
  const values = new Float64Array(rows.length);
  const zones = new Set<string>();
  const offsets = new Set<string>();
  for (const [i, row] of rows.entries()) {
    const where = `row ${i + 1} of ${name}`;
    const day = readDay(row.day);
    if (day === null)
      return refuse(
        'dayUnreadable',
        `“${row.day}” in ${where} is no day.`,
        'Write days like 2024-01-31, the year first.',
      );
    offsets.add(day.offset ?? PLAIN);
    if (row.zone) zones.add(row.zone);
    const value = readValue(row.value);
    if (value.kind === 'text')
      return refuse(
        'textInNumbers',
        `${shown(row.value)} in ${where} is no number.`,
        'Use plain numbers with a point for decimals, without thousands separators, currency or percent signs; leave unknown days empty.',
      );
    if (value.kind === 'infinite')
      return refuse(
        'infinite',
        `The value in ${where} is infinite.`,
        'Correct it, or leave it empty if it is not known; a division by zero is the usual source.',
      );
    days[i] = day.day;
    values[i] = value.kind === 'number' ? value.value : Number.NaN;
  }
  const mixed = mixedZones(zones, name) ?? mixedZones(offsets, name);
  return mixed ?? { days, values, zone: [...zones][0] ?? zoneOf(offsets) };
}

/** Of the zones, or the offsets with `PLAIN` for a day without one: plain days beside instants are a mixture too. */
export function mixedZones(names: ReadonlySet<string>, name: string): Refusal | null {
  if (names.size < 2) return null;
  const [first, second] = names;
  return refuse(
    'mixedZones',
    `The days of ${name} are counted in different zones: ${first} and ${second}.`,
    'Put every row on the days of one reporting zone, and write plain days.',
  );
}

export function zoneOf(offsets: ReadonlySet<string>): string | null {
  return [...offsets].find((offset) => offset !== PLAIN) ?? null;
}

const SHOWN = 40;

function shown(value: unknown): string {
  const text = String(value);
  return `“${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}”`;
}
