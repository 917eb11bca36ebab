import { dayOf, instantOf, numberOf } from './readCell.ts';

/** What a seed's column is taken for, as dbt guesses it from all of its cells. */
export type SeedType = 'integer' | 'float' | 'date' | 'timestamp' | 'boolean' | 'text';

/** `null` in any letters, nothing, or blanks: no value. */
export function isEmpty(cell: string | null): cell is null {
  return cell === null || cell.trim() === '' || cell.trim().toLowerCase() === 'null';
}

/** The first that fits every cell: numbers, then days, moments, yes and no, else text. A column of nothing is of integers. */
export function inferType(cells: Iterable<string | null>): SeedType {
  let whole = true;
  const fits = { number: true, date: true, timestamp: true, moment: true, boolean: true };
  for (const cell of cells) {
    if (isEmpty(cell)) continue;
    if (fits.number) {
      const number = numberOf(cell);
      fits.number = number !== null;
      whole &&= number !== null && /^-?\d+(\.0*)?$/.test(number);
    }
    fits.date &&= dayOf(cell) !== null;
    fits.timestamp &&= instantOf(cell, ' ') !== null;
    fits.moment &&= instantOf(cell, 'T') !== null;
    fits.boolean &&= /^(true|false)$/i.test(cell.trim());
    if (!Object.values(fits).includes(true)) return 'text';
  }
  if (fits.number) return whole ? 'integer' : 'float';
  if (fits.date) return 'date';
  if (fits.timestamp || fits.moment) return 'timestamp';
  return fits.boolean ? 'boolean' : 'text';
}
