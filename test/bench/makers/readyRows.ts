import { closeSync, openSync, readSync } from 'node:fs';
import type { RowMaker } from '../../../main/warehouse/store.ts';
import type { Row } from '../../../shared/domain/column.ts';

const PIECE = 1024 ** 2;

/** Rows of a ready file of the purchases, tabs between, so that bringing in is measured and not reading CSV. */
const readyRows: RowMaker = function* (input) {
  const descriptor = openSync(String(input), 'r');
  const piece = Buffer.alloc(PIECE);
  let rest = Buffer.alloc(0);
  try {
    for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece)) {
      const bytes = Buffer.concat([rest, piece.subarray(0, read)]);
      const end = bytes.lastIndexOf(10) + 1;
      rest = Buffer.from(bytes.subarray(end));
      const lines = bytes.toString('utf8', 0, Math.max(0, end - 1)).split('\n');
      if (end > 0) yield lines.map(rowOf);
    }
    return null;
  } finally {
    closeSync(descriptor);
  }
};

function rowOf(line: string): Row {
  const [day = '', price = '', quantity = '', ...texts] = line.split('\t');
  return [day, BigInt(price), BigInt(quantity), ...texts];
}

export default readyRows;
