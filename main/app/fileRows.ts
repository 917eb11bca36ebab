import type { Row } from '../../shared/domain/column.ts';
import makeRows, { type FileOutcome } from '../sources/files/makeRows.ts';
import type { SetAside } from '../warehouse/loads.ts';
import type { RowMaker } from '../warehouse/store.ts';

/**
 * A `RowMaker`: the rows of a file as `makeRows` reads them, with the rejected ones in the form in which a load takes
 * them into quarantine. It runs on the thread that writes.
 */
export default function fileRows(input: unknown, report: Parameters<RowMaker>[1]): ReturnType<RowMaker> {
  const rows = makeRows(input, report);
  return Symbol.iterator in rows ? sameRows(rows) : sameRowsLater(rows);
}

function* sameRows(rows: Generator<readonly Row[], unknown, void>): Generator<readonly Row[], unknown, void> {
  return told((yield* rows) as FileOutcome);
}

async function* sameRowsLater(
  rows: AsyncGenerator<readonly Row[], unknown, void>,
): AsyncGenerator<readonly Row[], unknown, void> {
  return told((yield* rows) as FileOutcome);
}

function told({ rejected, problems, rejectedFile, notes }: FileOutcome) {
  const aside: SetAside = {
    rejected: rejectedFile === null ? problems : [],
    rejectedFile,
    rejectedRows: rejected,
  };
  return { ...aside, notes };
}
