import type { OpenPackage } from '../read/readPackage.ts';
import type { ReadCell, ReadRow } from '../read/workbook/readSheet.ts';
import { cellName } from '../workbook/reference.ts';
import type { createChanges } from './changes.ts';
import { comparable, timeIn, told } from './comparable.ts';
import type { PagePrint } from './packagePrint.ts';
import type { ResultCell } from './readSheet.ts';
import { sameContent } from './sameContent.ts';

/** What was filled in, by the id that stands first in its row, and by column. */
export type Filled = ReadonlyMap<string, ReadonlyMap<number, ReadCell>>;

type Cells = Map<number, Map<number, string>>;

/** Holds a page to what was written, and gathers what a reviewer filled in. */
export async function comparePage(
  book: OpenPackage,
  name: string,
  print: PagePrint,
  changes: ReturnType<typeof createChanges>,
): Promise<{ readonly filled: Filled; readonly results: readonly ResultCell[] }> {
  const locked = byRow(print.locked);
  const inputs = byRow(print.inputs);
  const gather = createGathering(locked, inputs);
  const results: ResultCell[] = [];
  for await (const rows of book.rows(name))
    for (const row of rows) {
      compareRow(print.name, row, locked, inputs, changes);
      gather.take(row);
      for (const { formula, value } of row.cells)
        if (formula !== null && (value === 'TIES' || value === 'BREAK'))
          results.push({ row: idIn(row), ties: value === 'TIES' });
    }
  for (const [at, cells] of locked)
    for (const [column, was] of cells)
      changes.add({ sheet: print.name, cell: cellName(at, column), was: told(was), is: '' });
  return { filled: gather.filled, results };
}

/** What is found is taken out of `locked`, so that what is left is missing. */
export function compareRow(
  sheet: string,
  row: ReadRow,
  locked: Cells,
  inputs: ReadonlyMap<number, ReadonlyMap<number, string>>,
  changes: ReturnType<typeof createChanges>,
): void {
  const expected = locked.get(row.at);
  const open = inputs.get(row.at);
  for (const cell of row.cells) {
    if (open?.has(cell.column) === true) continue;
    const was = expected?.get(cell.column) ?? '';
    expected?.delete(cell.column);
    const is = comparable(cell, timeIn(was));
    if (!sameContent(was, is))
      changes.add({ sheet, cell: cellName(row.at, cell.column), was: told(was), is: told(is) });
  }
}

export function byRow(cells: readonly (readonly [number, number, string])[]): Cells {
  const rows: Cells = new Map();
  for (const [row, column, text] of cells) {
    const known = rows.get(row) ?? new Map<number, string>();
    known.set(column, text);
    rows.set(row, known);
  }
  return rows;
}

/** Rows may have been moved: they are known by their ids, and those that nobody wrote are left alone. */
function createGathering(locked: Cells, inputs: ReadonlyMap<number, ReadonlyMap<number, string>>) {
  const columns = new Map<string, { readonly at: number; readonly columns: readonly number[] }>();
  for (const [at, cells] of inputs) {
    const id = locked.get(at)?.get(1);
    if (id !== undefined) columns.set(id, { at, columns: [...cells.keys()] });
  }
  const filled = new Map<string, ReadonlyMap<number, ReadCell>>();
  return {
    filled,
    take(row: ReadRow) {
      const [first] = row.cells;
      if (first?.column !== 1) return;
      const known = columns.get(comparable(first));
      const id = idIn(row);
      if (known === undefined || (filled.has(id) && row.at !== known.at)) return;
      const cells = row.cells.filter(({ column }) => known.columns.includes(column));
      filled.set(id, new Map(cells.map((cell) => [cell.column, cell])));
    },
  };
}

function idIn({ cells }: ReadRow): string {
  const [first] = cells;
  return first?.column === 1 && typeof first.value === 'string' ? first.value : '';
}
