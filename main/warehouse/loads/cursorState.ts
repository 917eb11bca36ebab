import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { LoadPlan } from '../loads.ts';
import type { WriteSession } from '../store.ts';
import type { LoadTables } from './loadTables.ts';
import { type Reader, readLines } from './readings.ts';

/** Where a stream goes on; undefined before its first load. */
export async function readState(
  reader: Reader,
  tables: LoadTables,
  source: string,
  stream: string,
): Promise<Result<unknown>> {
  const read = await readLines(
    reader,
    `select "value" from ${tables.cursors} where "source" = ? and "stream" = ?`,
    [source, stream],
  );
  if (!read.ok) return read;
  const [line] = read.value;
  return ok(line === undefined ? undefined : JSON.parse(line.text('value')));
}

export async function writeState(
  session: WriteSession,
  tables: LoadTables,
  plan: LoadPlan,
  now: { readonly load: number; readonly at: string; readonly value: unknown },
): Promise<Result<number>> {
  const value = JSON.stringify(now.value);
  if (value === undefined) return ok(0);
  return session.execute(
    `insert into ${tables.cursors} ("source", "stream", "value", "load", "at") values (?, ?, ?, ?, ?)
      on conflict ("source", "stream")
      do update set "value" = excluded."value", "load" = excluded."load", "at" = excluded."at"`,
    [plan.source, plan.stream, value, BigInt(now.load), now.at],
  );
}
