import type { RowMaker } from '../../../main/warehouse/store.ts';
import type { Row } from '../../../shared/domain/column.ts';

export interface NumbersInput {
  readonly batches: number;
  readonly rows: number;
  /** What happens instead of the last batch. */
  readonly end?: 'throws' | 'nul';
  /** Before every batch. */
  readonly pauseMs?: number;
}

/** Rows of a number and a text, for tests of bringing rows in. */
const numbers: RowMaker = async function* (input, report) {
  const { batches, rows, end, pauseMs } = input as NumbersInput;
  for (let batch = 0; batch < batches; batch += 1) {
    if (pauseMs !== undefined) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    const made: Row[] = [];
    for (let row = 0; row < rows; row += 1)
      made.push([BigInt(batch * rows + row), `row ${row}\tof\nbatch ${batch}`]);
    if (end === 'nul' && batch === batches - 1) made.push([0n, 'half\0way']);
    yield made;
    report({ rows: (batch + 1) * rows, bytes: 0 });
  }
  if (end === 'throws') throw new Error('the file shrank while it was read');
  return { batches };
};

export default numbers;
