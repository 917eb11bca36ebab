import type { DailyRow } from './dailySeries.ts';
import { type DayNumber, readDay } from './dayNumber.ts';
import { readValue } from './readValue.ts';
import { type Refusal, refuse } from './refusal.ts';

export interface ReadRows {
  readonly rows: readonly { readonly day: DayNumber; readonly value: number }[];
  readonly zone: string | null;
}

/** How a day without an offset is named among offsets. */
const PLAIN = 'no offset';

/** Every row with its day and number, or the first that has none. Rows are counted from 1. */
export function readRows(rows: readonly DailyRow[], name: string): ReadRows | Refusal {
  if (rows.length === 0)
    return refuse('noRows', `${name} has no rows.`, 'Choose a column and a period that hold data.');
  const read: { day: DayNumber; value: number }[] = [];
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
    // Plain days beside instants are a mixture too.
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
    read.push({ day: day.day, value: value.kind === 'number' ? value.value : Number.NaN });
  }
  const mixed = [zones, offsets].find((names) => names.size > 1);
  if (mixed !== undefined) {
    const [first, second] = mixed;
    return refuse(
      'mixedZones',
      `The days of ${name} are counted in different zones: ${first} and ${second}.`,
      'Put every row on the days of one reporting zone, and write plain days.',
    );
  }
  return { rows: read, zone: [...zones][0] ?? [...offsets].find((offset) => offset !== PLAIN) ?? null };
}

const SHOWN = 40;

function shown(value: unknown): string {
  const text = String(value);
  return `“${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}”`;
}
