import type { AuditTick } from '../../../shared/contract/audit.ts';
import type { SetTotals } from './packagePrint.ts';
import type { ColumnReading, SheetReading } from './readSheet.ts';
import { counted, tick } from './ticks.ts';

const TOLERANCE = 1e-9;

/** Rows, sums and days that were counted while the rows were written, against those that stand in the file. */
export function totalsTick(readings: readonly SheetReading[], sets: readonly SetTotals[]): AuditTick {
  if (sets.length === 0)
    return { title: 'Rows and totals', is: 'ok', told: 'There are no tables of rows in this variant.' };
  const bySheet = new Map(readings.map((one) => [one.print.name, one]));
  const faults: string[] = [];
  const right: string[] = [];
  for (const set of sets) {
    const parts = set.parts.flatMap(({ sheet }) => bySheet.get(sheet) ?? []);
    const rows = parts.reduce((sum, one) => sum + one.rows, 0);
    if (rows !== set.rows)
      faults.push(`${set.name}: ${counted(rows)} rows were read, ${counted(set.rows)} were written`);
    const columns = parts.map((one) => new Map(one.columns.map((column) => [column.title, column])));
    const ofTitle = (title: string) => columns.flatMap((part) => part.get(title) ?? []);
    for (const { title, sum } of set.sums) faults.push(...sumFault(set.name, title, sum, ofTitle(title)));
    for (const { title, first, last } of set.days) {
      const read = daysOf(ofTitle(title));
      if (read !== `${first} to ${last}`)
        faults.push(`${set.name}: ${title} reads ${read}, and was written ${first} to ${last}`);
    }
    const [day] = set.days;
    const sums = set.sums.map(({ title, sum }) => `, ${title} ${sum}`).join('');
    right.push(
      `${set.name} ${counted(set.rows)} rows${sums}${day === undefined ? '' : `, ${day.title} ${day.first} to ${day.last}`}`,
    );
  }
  return tick('Rows and totals', faults, `As counted while they were written: ${right.join('; ')}.`);
}

function sumFault(set: string, title: string, sum: string, columns: readonly ColumnReading[]): string[] {
  const read = columns.reduce((total, column) => total + column.sum, 0);
  const meant = Number(sum);
  // Numbers past what a cell keeps are written as text: their sum is not made anew.
  if (!Number.isSafeInteger(Math.round(meant))) return [];
  if (Math.abs(read - meant) <= TOLERANCE * Math.max(1, Math.abs(meant))) return [];
  return [`${set}: ${title} adds up to ${read}, and was written as ${sum}`];
}

function daysOf(columns: readonly ColumnReading[]): string {
  const days = columns.flatMap(({ first, last }) => [first, last]).filter((day) => day !== null);
  return days.length === 0 ? 'no days' : `${days.reduce(earlier)} to ${days.reduce(later)}`;
}

const earlier = (one: string, other: string) => (one < other ? one : other);
const later = (one: string, other: string) => (one > other ? one : other);
