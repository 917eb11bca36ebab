import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { WriteSession } from '../store.ts';
import type { LoadTables } from './loadTables.ts';
import { type Reader, readLines } from './readings.ts';

/**
 * How many ids were given out that the ledger doesn't list. A load raises the counter by one and adds one line, or neither, so
 * no load changes this number: each line that is lost raises it. Those of which the rows are swept are remembered.
 */
export interface Gaps {
  readonly now: number;
  readonly remembered: number;
}

export async function countGaps(reader: Reader, tables: LoadTables): Promise<Result<Gaps>> {
  const counter = (name: string) => `(select "value" from ${tables.counters} where "name" = '${name}')`;
  // One statement, so that another process can't list a load between the two counts.
  const read = await readLines(
    reader,
    `select ${counter('load')} - (select count(*) from ${tables.loads}) as "now",
      coalesce(${counter('gaps')}, 0) as "remembered"`,
  );
  if (!read.ok) return read;
  const [line] = read.value;
  return ok({ now: line?.numberOrNull('now') ?? 0, remembered: line?.numberOrNull('remembered') ?? 0 });
}

export function rememberGaps(session: WriteSession, tables: LoadTables, gaps: Gaps): Promise<Result<number>> {
  return session.execute(
    `insert into ${tables.counters} ("name", "value") values ('gaps', ?)
      on conflict ("name") do update set "value" = excluded."value"`,
    [BigInt(gaps.now)],
  );
}
