import { readFileSync, statSync } from 'node:fs';
import type { Row } from '../../shared/domain/column.ts';
import makeRows, { type FileOutcome } from '../sources/files/makeRows.ts';
import type { Rejected } from '../warehouse/loads.ts';
import type { RowMaker } from '../warehouse/store.ts';

/** What the quarantine takes in one load; beyond it rows are counted and no longer kept. */
const MOST_QUARANTINED_BYTES = 64 * 1024 ** 2;

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
  const kept = rejectedFile === null ? problems : readRejected(rejectedFile);
  return { rejected: kept, rejectedRows: rejected, notes };
}

function readRejected(path: string): Rejected[] {
  const text = readFileSync(path, 'utf8').slice(0, MOST_QUARANTINED_BYTES);
  const whole = statSync(path).size > MOST_QUARANTINED_BYTES ? text.slice(0, text.lastIndexOf('\n')) : text;
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Rejected);
}
