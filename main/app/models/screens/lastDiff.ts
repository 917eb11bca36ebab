import type { LastDiff } from '../../../../shared/contract/models.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { DiffSample } from '../../../models/records/rowDiffs.ts';
import { internalTable } from '../../../warehouse/internalTable.ts';
import type { Store } from '../../../warehouse/store.ts';
import { readRecords } from './readRecords.ts';

/** Of the build whose rows readers see: a difference of an earlier one would be taken for it. */
export async function lastDiff(
  store: Store,
  project: string,
  node: string,
): Promise<Result<LastDiff | null>> {
  const found = await readRecords(
    store,
    `select d.* from ${internalTable(store, 'row_diffs')} as d
      join ${internalTable(store, 'node_states')} as s on s."node" = d."node" and s."build" = d."build"
      where s."project" = ? and s."node" = ?`,
    [project, node],
  );
  if (!found.ok) return found;
  const [line] = found.value;
  if (line === undefined) return ok(null);
  const sample = json<DiffSample>(line.maybeText('sample')) ?? { columns: [], rows: [] };
  return ok({
    build: line.text('build'),
    at: line.text('at'),
    rowsBefore: line.maybeNumber('rows_before'),
    rowsAfter: line.maybeNumber('rows_after'),
    added: line.maybeNumber('added'),
    removed: line.maybeNumber('removed'),
    changed: line.maybeNumber('changed'),
    columnsAdded: json<string[]>(line.maybeText('columns_added')) ?? [],
    columnsRemoved: json<string[]>(line.maybeText('columns_removed')) ?? [],
    columns: [...sample.columns],
    rows: sample.rows.map(({ side, cells, times }) => ({ side, cells: [...cells], times })),
    note: line.maybeText('note'),
  });
}

/** Only what Leadline itself wrote there. */
function json<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T);
}
