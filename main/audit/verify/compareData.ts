import type { OpenPackage } from '../read/readPackage.ts';
import { cellName, columnLetters } from '../workbook/reference.ts';
import type { createChanges } from './changes.ts';
import { told } from './comparable.ts';
import { byRow, compareRow } from './comparePage.ts';
import { BLOCK, createBlocks, sameBlock } from './dataBlocks.ts';
import type { DataPrint } from './packagePrint.ts';
import { counted } from './ticks.ts';

const NONE = new Map<number, Map<number, string>>();

/** Holds rows to what was written, a thousand at a time. Answers with how many there are to compare. */
export async function compareData(
  book: OpenPackage,
  name: string,
  print: DataPrint,
  changes: ReturnType<typeof createChanges>,
  onRows: (rows: number) => void,
): Promise<number> {
  const { from, times } = print;
  const locked = byRow(print.locked);
  const blocks = createBlocks();
  let beyond = 0;
  for await (const rows of book.rows(name)) {
    for (const row of rows) {
      if (row.at < from) compareRow(print.name, row, locked, NONE, changes);
      else if (row.at >= from + print.rows) beyond += row.cells.some(({ value }) => value !== null) ? 1 : 0;
      else blocks.add(row.at - from, row, times);
    }
    onRows(rows.length);
  }
  for (const [at, cells] of locked)
    for (const [column, was] of cells)
      changes.add({ sheet: print.name, cell: cellName(at, column), was: told(was), is: '' });
  const last = columnLetters(Math.max(1, ...print.locked.map(([, column]) => column)));
  blocks.end(print.rows).forEach((block, index) => {
    if (sameBlock(print.blocks[index], block)) return;
    const first = from + index * BLOCK;
    const end = Math.min(first + BLOCK, from + print.rows) - 1;
    changes.add({
      ...{ sheet: print.name, cell: `A${first}:${last}${end}` },
      was: `${counted(end - first + 1)} rows as written`,
      is: 'rows of which at least one differs',
    });
  });
  if (beyond > 0)
    changes.add({
      ...{ sheet: print.name, cell: `A${from + print.rows}` },
      ...{ was: 'the end of the table', is: `${counted(beyond)} rows more` },
    });
  return print.rows;
}
