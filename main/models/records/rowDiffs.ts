import { ok, type Result } from '../../../shared/errors/failure.ts';
import { internalTable } from '../../warehouse/internalTable.ts';
import type { Store, WriteSession } from '../../warehouse/store.ts';

/** What one publication changed for the readers of one relation. */
export interface PublishedDiff {
  /** Null, as the three below: not compared. */
  readonly rowsBefore: number | null;
  readonly rowsAfter: number | null;
  readonly added: number | null;
  readonly removed: number | null;
  /** Rows whose key was there before, with something else beside it. Null also where no key is known. */
  readonly changed: number | null;
  readonly columnsAdded: readonly string[];
  readonly columnsRemoved: readonly string[];
  readonly sample: DiffSample | null;
  /** Why it wasn't compared. */
  readonly note: string | null;
}

/** In the order of the key, so that a row as it was stands beside the row as it is. */
export interface DiffSample {
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly side: 'before' | 'after';
    readonly cells: readonly (string | null)[];
    /** How many of it this side has more. */
    readonly times: number;
  }[];
}

/**
 * In the transaction of a publication, so that a difference is on record exactly when readers see it. Rows are kept of the
 * latest difference of a node alone: of older ones the counts tell enough.
 */
export async function writeRowDiffs(
  store: Store,
  session: WriteSession,
  { build, at }: { build: string; at: string },
  diffs: ReadonlyMap<string, PublishedDiff>,
): Promise<Result<void>> {
  const table = internalTable(store, 'row_diffs');
  for (const [node, diff] of diffs) {
    const { rowsBefore, rowsAfter, added, removed, changed, note } = diff;
    const cleared = await session.execute(
      `update ${table} set "sample" = null where "node" = ? and "sample" is not null`,
      [node],
    );
    if (!cleared.ok) return cleared;
    const written = await session.execute(
      `insert into ${table} ("build", "node", "at", "rows_before", "rows_after", "added", "removed", "changed",
          "columns_added", "columns_removed", "sample", "note")
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        build,
        node,
        at,
        ...[rowsBefore, rowsAfter, added, removed, changed].map((count) =>
          count === null ? null : BigInt(count),
        ),
        JSON.stringify(diff.columnsAdded),
        JSON.stringify(diff.columnsRemoved),
        diff.sample === null ? null : JSON.stringify(diff.sample),
        note?.replaceAll('\0', '\uFFFD') ?? null,
      ],
    );
    if (!written.ok) return written;
  }
  return ok(undefined);
}
