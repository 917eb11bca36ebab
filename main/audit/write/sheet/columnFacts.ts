import type { Cell } from '../../workbook/cell.ts';
import { serialOfDay } from '../../workbook/serial.ts';
import type { DataColumn, WrittenData } from '../../workbook/workbook.ts';

/** What is kept of the columns of a data sheet while its rows pass. */
export interface ColumnFacts {
  take(row: readonly Cell[]): void;
  sums(): WrittenData['sums'];
  days(): WrittenData['days'];
}

export function columnFacts(columns: readonly DataColumn[]): ColumnFacts {
  const positions = (wanted: (column: DataColumn) => boolean) =>
    columns.flatMap((column, at) => (wanted(column) ? [{ at, title: column.title }] : []));
  const summed = positions((column) => column.summed === true).map((column) => ({
    ...column,
    sum: new Sum(),
  }));
  const dated = positions((column) => column.format.kind === 'day').map((column) => ({
    ...column,
    first: '',
    last: '',
  }));
  return {
    take(row) {
      for (const { at, sum } of summed) {
        const value = bare(row[at] ?? null);
        if (typeof value === 'number' || typeof value === 'bigint') sum.add(value);
      }
      for (const column of dated) {
        const value = bare(row[column.at] ?? null);
        if (value === null || typeof value !== 'object' || !('day' in value)) continue;
        const { day } = value;
        const wider = column.first === '' || day < column.first || day > column.last;
        if (!wider || serialOfDay(day) === null) continue;
        if (column.first === '' || day < column.first) column.first = day;
        if (day > column.last) column.last = day;
      }
    },
    sums: () => new Map(summed.map(({ title, sum }) => [title, sum.total()])),
    days: () =>
      new Map(dated.map(({ title, first, last }) => [title, first === '' ? null : { first, last }])),
  };
}

function bare(cell: Cell) {
  if (cell === null || typeof cell !== 'object' || 'day' in cell || 'instant' in cell) return cell;
  return 'value' in cell ? cell.value : null;
}

/** Whole numbers exactly, whatever their size; others with the rounding of each addition carried along (Neumaier). */
class Sum {
  private whole = 0;
  private large = 0n;
  private broken = 0;
  private lost = 0;

  add(value: number | bigint): void {
    if (typeof value === 'bigint') this.large += value;
    else if (Number.isSafeInteger(value)) {
      const next = this.whole + value;
      if (Number.isSafeInteger(next)) this.whole = next;
      else this.large += BigInt(value);
    } else if (Number.isFinite(value)) {
      const next = this.broken + value;
      this.lost +=
        Math.abs(this.broken) >= Math.abs(value) ? this.broken - next + value : value - next + this.broken;
      this.broken = next;
    }
  }

  total(): number | bigint {
    const whole = this.large + BigInt(this.whole);
    const fraction = this.broken + this.lost;
    if (fraction !== 0) return Number(whole) + fraction;
    const number = Number(whole);
    return Number.isSafeInteger(number) ? number : whole;
  }
}
