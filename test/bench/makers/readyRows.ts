import { closeSync, openSync, readSync } from 'node:fs';
import type { RowMaker } from '../../../main/warehouse/store.ts';
import type { Row, Value } from '../../../shared/domain/column.ts';

const PIECE = 2 * 1024 ** 2;
/** Characters of a batch: some 2,000 rows, so that few are in memory at once. */
const BATCH = 256 * 1024;

/** Rows of a ready file of the purchases, tabs between, so that bringing in is measured and not reading CSV. */
const readyRows: RowMaker = function* (input) {
  const descriptor = openSync(String(input), 'r');
  const piece = Buffer.alloc(PIECE);
  let kept = 0;
  try {
    for (;;) {
      const read = readSync(descriptor, piece, kept, PIECE - kept, null);
      if (read === 0) return null;
      const end = piece.lastIndexOf(10, kept + read - 1) + 1;
      const text = piece.toString('utf8', 0, end);
      for (let from = 0; from < text.length; ) {
        const last = text.indexOf('\n', from + BATCH);
        const to = last === -1 ? text.length - 1 : last;
        yield text.slice(from, to).split('\n').map(rowOf);
        from = to + 1;
      }
      piece.copyWithin(0, end, kept + read);
      kept += read - end;
    }
  } finally {
    closeSync(descriptor);
  }
};

function rowOf(line: string): Row {
  const row: Value[] = line.split('\t');
  row[1] = BigInt(String(row[1]));
  row[2] = BigInt(String(row[2]));
  return row;
}

export default readyRows;
