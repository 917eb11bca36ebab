import * as z from 'zod';
import { RelationName } from '../../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { internalTable } from '../../../warehouse/internalTable.ts';
import type { Rows, Store, WriteSession } from '../../../warehouse/store.ts';

/** What an attempt came to, as it is told again when it was killed between its commit and its record. */
export const Applied = z.object({
  told: z.string(),
  rows: z.number(),
  wrote: z.array(RelationName),
});
export type Applied = z.infer<typeof Applied>;

interface Reader {
  query(sql: string, params?: readonly string[]): Promise<Result<Rows>>;
}

export async function findApplied(
  store: Pick<Store, 'engine'>,
  reader: Reader,
  attempt: string,
): Promise<Result<Applied | null>> {
  const table = internalTable(store, 'applied_steps');
  const read = await reader.query(`select "outcome" from ${table} where "attempt" = ?`, [attempt]);
  if (!read.ok) return read;
  const [line] = read.value.rows;
  return ok(line === undefined ? null : Applied.parse(JSON.parse(String(line[0]))));
}

/** Within the transaction of what was written. */
export async function markApplied(
  store: Pick<Store, 'engine'>,
  session: WriteSession,
  mark: { readonly attempt: string; readonly run: string; readonly at: string },
  applied: Applied,
): Promise<Result<void>> {
  const noted = await session.execute(
    `insert into ${internalTable(store, 'applied_steps')} ("attempt", "run", "at", "outcome") values (?, ?, ?, ?)`,
    [mark.attempt, mark.run, mark.at, JSON.stringify(applied)],
  );
  return noted.ok ? noteWrites(store, session, applied.wrote, mark) : noted;
}

/** So that whoever waits for a relation hears that it was written. */
export async function noteWrites(
  store: Pick<Store, 'engine'>,
  session: WriteSession,
  wrote: readonly RelationName[],
  mark: { readonly attempt: string; readonly at: string },
): Promise<Result<void>> {
  for (const relation of wrote) {
    const written = await session.execute(
      `insert into ${internalTable(store, 'step_writes')} ("relation", "attempt", "at") values (?, ?, ?)
        on conflict ("relation") do update set "attempt" = excluded."attempt", "at" = excluded."at"`,
      [relation, mark.attempt, mark.at],
    );
    if (!written.ok) return written;
  }
  return ok(undefined);
}
