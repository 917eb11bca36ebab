import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Rejected } from '../loads.ts';
import type { WriteSession } from '../store.ts';
import { insertLines } from './insertLines.ts';
import type { LoadTables } from './loadTables.ts';
import { type Reader, readLines } from './readings.ts';

export interface Quarantine {
  readonly count: number;
  put(rejected: readonly Rejected[]): Promise<Result<void>>;
  /** Takes those into the count that were too many to be kept. */
  countTo(rejected: number): void;
}

/** Keeps what a load didn't take, in the order it came, in the transaction of that load. */
export function openQuarantine(session: WriteSession, tables: LoadTables, load: number): Quarantine {
  let count = 0;
  return {
    get count() {
      return count;
    },
    put(rejected) {
      const lines = rejected.map(({ ordinal, line, reason, record }) => {
        count += 1;
        const at = line === undefined ? null : BigInt(line);
        return [BigInt(load), BigInt(count), BigInt(ordinal), at, storable(reason), storable(record)];
      });
      return insertLines(
        session,
        tables.rejected,
        ['load', 'position', 'ordinal', 'line', 'reason', 'record'],
        lines,
      );
    },
    countTo(rejected) {
      count = Math.max(count, rejected);
    },
  };
}

/** PostgreSQL's text holds no NUL, and a record is often rejected because it does. */
function storable(text: string): string {
  return text.replaceAll('\0', '␀');
}

export async function readRejected(
  reader: Reader,
  tables: LoadTables,
  load: number,
  page: { skip: number; take: number },
): Promise<Result<Rejected[]>> {
  const read = await readLines(
    reader,
    `select * from ${tables.rejected} where "load" = ? order by "position" limit ? offset ?`,
    [BigInt(load), BigInt(page.take), BigInt(page.skip)],
  );
  if (!read.ok) return read;
  return ok(
    read.value.map((line) => {
      const at = line.numberOrNull('line');
      return {
        ordinal: line.number('ordinal'),
        ...(at !== null && { line: at }),
        reason: line.text('reason'),
        record: line.text('record'),
      };
    }),
  );
}
