import { ok, type Result } from '../../../shared/errors/failure.ts';
import { internalTable } from '../../warehouse/internalTable.ts';
import type { Store } from '../../warehouse/store.ts';

/** When somebody last saw the brief, and which version of the study it told then. */
export interface Visit {
  readonly at: string;
  readonly version: number | null;
}

export async function lastVisit(
  store: Pick<Store, 'engine' | 'query'>,
  study: string,
): Promise<Result<Visit | null>> {
  const read = await store.query(
    `select "at", "version" from ${internalTable(store, 'brief_visits')} where "study" = ? order by "at" desc limit 1`,
    [study],
    { priority: 'interactive' },
  );
  if (!read.ok) return read;
  const [row] = read.value.rows;
  return ok(
    row === undefined ? null : { at: String(row[0]), version: row[1] == null ? null : Number(row[1]) },
  );
}

export function keepVisit(store: Store, study: string, { at, version }: Visit): Promise<Result<void>> {
  return store.write(
    async (session) => {
      const kept = await session.execute(
        `insert into ${internalTable(store, 'brief_visits')} ("at", "study", "version") values (?, ?, ?) on conflict ("at") do nothing`,
        [at, study, version === null ? null : BigInt(version)],
      );
      return kept.ok ? ok(undefined) : kept;
    },
    { priority: 'interactive' },
  );
}
