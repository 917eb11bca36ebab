import { Worker } from 'node:worker_threads';
import type { RelationName } from '../../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { MOST_CELLS } from '../../../audit/quick/tableFile.ts';
import type { Store } from '../../../warehouse/store.ts';
import type { TableTask, ToTableThread } from './tableWorker.ts';

const PAGE = 5_000;

export interface SavedTable {
  readonly path: string;
  readonly rows: number;
}

/** All rows of a relation as a plain workbook, in the order they lie in. Made in a thread: SheetJS doesn't pause. */
export async function saveTable(
  store: Store,
  { relation, path }: { readonly relation: RelationName; readonly path: string },
  signal: AbortSignal = new AbortController().signal,
  mostCells = MOST_CELLS,
): Promise<Result<SavedTable>> {
  if (!path.toLowerCase().endsWith('.xlsx'))
    return fail('BAD_INPUT', {
      message: `${path} doesn’t end in .xlsx, which is what is written.`,
      next: 'Choose a name that does.',
      subject: path,
    });
  const described = await store.describe(relation, { signal });
  if (!described.ok) return described;
  if (described.value === null)
    return fail('BAD_INPUT', {
      message: `There is no relation ${relation}.`,
      next: 'Load or build it first, or look at the list of relations.',
      subject: relation,
    });
  const { columns } = described.value;
  const most = Math.floor(mostCells / Math.max(1, columns.length));
  const task: TableTask = { columns: columns.map(({ name, type }) => ({ name, type })), path };
  const worker = new Worker(new URL('./tableWorker.ts', import.meta.url), { workerData: task });
  try {
    const answered = answerOf(worker);
    const rows = await hand(worker, store, relation, most, signal);
    if (!rows.ok) return rows;
    const saved = await answered;
    return saved.ok ? ok({ path, rows: rows.value }) : saved;
  } finally {
    await worker.terminate();
  }
}

/** Hands the rows over, a page at a time. */
async function hand(
  worker: Worker,
  store: Store,
  relation: RelationName,
  most: number,
  signal: AbortSignal,
): Promise<Result<number>> {
  const say = (page: ToTableThread) => worker.postMessage(page);
  for (let offset = 0; ; offset += PAGE) {
    const page = await store.page({ relation, offset, limit: PAGE }, { signal });
    if (!page.ok) return page;
    const rows = offset + page.value.rows.length;
    if (rows > most || (page.value.more && rows >= most))
      return fail('ROWS_TOO_MANY', {
        message: `${relation} has more than ${most.toLocaleString('en-GB')} rows of its columns: too much for a plain workbook.`,
        next: 'Make an audit package of it: that holds any number of rows.',
        subject: relation,
      });
    say(page.value.rows);
    if (page.value.more) continue;
    say(null);
    return ok(rows);
  }
}

/** Stopping comes while rows are handed over: what is being written by then takes a moment, and leaves a whole file or none. */
function answerOf(worker: Worker): Promise<Result<void>> {
  return new Promise((resolve, reject) => {
    worker.once('message', (answer: Result<void>) => resolve(answer));
    worker.once('error', reject);
    worker.once('exit', () =>
      resolve(
        fail('INTERNAL', {
          message: 'The thread that writes the workbook ended before it was done.',
          next: 'Try again; where it happens again, make an audit package of the relation.',
        }),
      ),
    );
  });
}
