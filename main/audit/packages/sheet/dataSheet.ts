import type { Row, Value } from '../../../../shared/domain/column.ts';
import type { Cell } from '../../workbook/cell.ts';
import type { DataColumn, DataSheet } from '../../workbook/workbook.ts';
import type { RowColumn, RowSet, RowsOf } from '../material/rowSet.ts';
import { cellOf, formatOf } from './cellOf.ts';
import type { Tally } from './tally.ts';

const WIDTHS: Readonly<Record<RowColumn['type']['kind'], number>> = {
  ...{ integer: 14, decimal: 14, number: 16, boolean: 10, day: 12, instant: 20 },
  ...{ text: 28, json: 40, bytes: 24 },
};

const WIDEST = 80;

/** The rows of a set as a sheet, counted along its first column; what Excel will make of them is made while they pass. */
export function dataSheetOf(set: RowSet, rowsOf: RowsOf, tally: Tally): DataSheet {
  const { name, title, columns, count, rows } = set;
  return {
    ...{ kind: 'data', name, expected: count },
    heading: [
      { value: title, look: 'subtitle' },
      { value: `${count.toLocaleString('en')} rows. The first column counts them.`, look: 'quiet' },
      null,
    ],
    columns: [
      { title: '#', width: 9, format: { kind: 'integer' } },
      ...columns.map((column): DataColumn => {
        const { name: heading, type, told, holds } = column;
        return {
          ...{
            title: heading,
            width: holds === 'free text' ? WIDEST : WIDTHS[type.kind],
            format: formatOf(type),
          },
          ...(told !== '' && { note: told }),
        };
      }),
    ],
    async *rows() {
      let number = 0;
      const pages: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]> =
        rows === null ? rowsOf(name) : [rows];
      for await (const page of pages)
        yield page.map((row): Cell[] => {
          tally.add(row);
          number += 1;
          return [number, ...columns.map((column, at) => dataCell(row[at] ?? null, column))];
        });
    },
  };
}

/** Long texts run over the rows below them rather than off the page. */
function dataCell(value: Value, { type, holds }: RowColumn): Cell {
  const cell = cellOf(value, type);
  return holds === 'free text' && typeof cell === 'string' ? { value: cell, look: 'wrapped' } : cell;
}
