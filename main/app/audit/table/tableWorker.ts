import { parentPort, workerData } from 'node:worker_threads';
import type { Row } from '../../../../shared/domain/column.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { type TableColumn, tableFile } from '../../../audit/quick/tableFile.ts';
import { openWholeFile } from '../../../audit/write/file/wholeFile.ts';
import { writeFailure } from '../../../audit/write/file/writeFailure.ts';

export interface TableTask {
  readonly columns: readonly TableColumn[];
  readonly path: string;
}
/** Pages in their order; null when all are there. */
export type ToTableThread = readonly Row[] | null;

const { columns, path } = workerData as TableTask;
const rows: Row[] = [];

parentPort?.on('message', async (page: ToTableThread) => {
  if (page !== null) {
    for (const row of page) rows.push(row);
    return;
  }
  parentPort?.postMessage(await written());
  parentPort?.close();
});

async function written(): Promise<Result<void>> {
  const bytes = tableFile(columns, rows);
  let file: Awaited<ReturnType<typeof openWholeFile>> | null = null;
  try {
    file = await openWholeFile(path);
    await file.write(bytes);
    await file.finish();
    return ok(undefined);
  } catch (error) {
    await file?.discard();
    const failure = writeFailure(error, path);
    if (failure === null) throw error;
    return { ok: false, failure };
  }
}
