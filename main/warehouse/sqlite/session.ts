import type { Row } from '../../../shared/domain/column.ts';
import { type Failure, fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { RowStamps, WriteSession } from '../store.ts';
import type { InsertTarget, Operation, Operations } from './protocol.ts';
import { asRows, ROWS_LIMIT, value } from './reading.ts';
import type { Answered, CallOptions, WorkerCalls } from './workerCalls.ts';

/** Rows that cross to the writer in one message; more would keep the main thread busy for a noticeable time. */
const ROWS_PER_MESSAGE = 1_000;

export interface Opened {
  readonly session: WriteSession;
  /** Anything else the writer can be asked, under the same rules. */
  call<Op extends Operation>(
    op: Op,
    ask: Operations[Op]['ask'],
    options?: CallOptions,
  ): Promise<Result<Answered<Op>>>;
  /** Lets no further call in, waits for the last, and answers the first failure: after one, nothing may be committed. */
  end(): Promise<Failure | null>;
}

/** Calls within one transaction, in the worker and the generation that it was begun in. */
export function createSession(writer: WorkerCalls, signal: AbortSignal): Opened {
  const generation = writer.generation();
  const running = new Set<Promise<unknown>>();
  let ended = false;
  let doomed: Failure | null = null;

  async function call<Op extends Operation>(
    op: Op,
    ask: Operations[Op]['ask'],
    options: CallOptions = {},
  ): Promise<Result<Answered<Op>>> {
    if (ended) return tooLate();
    if (doomed !== null) return { ok: false, failure: doomed };
    // After its worker ended, a call would otherwise run in a new one, outside any transaction.
    if (writer.generation() !== generation) return tooLate();
    const going = writer.call(op, ask, { signal, ...options });
    running.add(going);
    const result = await going;
    running.delete(going);
    if (!result.ok) doomed ??= result.failure;
    return result;
  }

  const done = async <Op extends Operation>(op: Op, ask: Operations[Op]['ask']): Promise<Result<void>> => {
    const result = await call(op, ask);
    return result.ok ? ok(undefined) : result;
  };

  const session: WriteSession = {
    query: async (sql, params = []) => asRows(await call('query', { sql, params, limit: ROWS_LIMIT })),
    execute: async (sql, params = []) => value(await call('execute', { sql, params })),
    createTable: (spec) => done('createTable', spec),
    addColumn: (relation, column) => done('addColumn', { relation, column }),
    createView: (name, sql, comment) => done('createView', { name, sql, comment: comment ?? null }),
    drop: (relation) => done('drop', relation),
    createIndex: (relation, columns, unique = false) => done('createIndex', { relation, columns, unique }),
    describe: async (relation) => value(await call('describe', relation)),
    insert: async (relation, columns, batches, stamps = {}) => {
      const target = targetOf(relation, columns, stamps);
      let before = 0;
      for await (const batch of batches) {
        for (const rows of cut(batch)) {
          const inserted = await call('insert', { ...target, rows, before });
          if (!inserted.ok) return inserted;
          before += inserted.value.value;
        }
      }
      return ok(before);
    },
    insertFrom: async (relation, columns, source) => {
      const { module, input, wellFormed = false, signal: own, onProgress } = source;
      return value(
        await call(
          'insertFrom',
          { ...targetOf(relation, columns, source), module, input, wellFormed },
          {
            signal: own === undefined ? signal : AbortSignal.any([signal, own]),
            ...(onProgress === undefined ? {} : { onProgress }),
          },
        ),
      );
    },
    replaceAll: (pairs) => done('replaceAll', pairs),
  };

  return {
    session,
    call,
    async end() {
      ended = true;
      await Promise.all(running);
      return doomed;
    },
  };
}

function targetOf(
  relation: InsertTarget['relation'],
  columns: readonly string[],
  { constants, ordinal }: RowStamps,
): InsertTarget {
  return {
    relation,
    columns,
    ...(constants === undefined ? {} : { constants }),
    ...(ordinal === undefined ? {} : { ordinal }),
  };
}

function* cut(batch: readonly Row[]): Generator<readonly Row[]> {
  for (let from = 0; from < batch.length; from += ROWS_PER_MESSAGE)
    yield batch.slice(from, from + ROWS_PER_MESSAGE);
}

function tooLate() {
  return fail('INTERNAL', {
    message: 'The transaction has ended; this call came after it.',
    next: 'Report this defect with the log.',
  });
}
