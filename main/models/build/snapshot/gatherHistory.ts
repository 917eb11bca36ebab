import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildPlace, FoundColumn } from '../../../warehouse/builds.ts';
import type { SnapshotNode } from '../../project/nodes.ts';
import { ask } from '../incremental/inOrder.ts';
import { columnNamed } from '../incremental/uniqueKey.ts';
import type { NodeRun } from '../nodeRun.ts';
import type { SnapshotSettings } from './settings.ts';
import { CHANGE, changesSince, type SnapshotParts } from './snapshotSql.ts';

/** What changed since the last snapshot, in a relation of its own, held against the versions there are. */
export interface HistoryGathered {
  readonly delta: BuildPlace;
  readonly liveColumns: readonly FoundColumn[];
  /** Without the column that says which change a row is. */
  readonly brought: readonly FoundColumn[];
  readonly begun: number;
  readonly ended: number;
}

export async function gatherHistory(
  run: NodeRun<SnapshotNode>,
  parts: SnapshotParts,
  shown: string,
  places: { readonly live: BuildPlace; readonly delta: BuildPlace },
): Promise<Result<HistoryGathered>> {
  const { builds } = run.surroundings;
  const live = await run.line.columns(places.live);
  if (!live.ok) return live;
  const complete = demandHistory(run.node, parts.settings, live.value);
  if (!complete.ok) return complete;
  const asked = await ask(run, `select * from (\n${parts.sql}\n) as source_rows limit 0`, {
    shown,
    linesBefore: 1,
  });
  if (!asked.ok) return asked;
  const source = asked.value.columns.map((column) => column.name);
  const checked = checkedColumns(run, parts, source, live.value);
  if (!checked.ok) return checked;
  const unlogged = builds.engine === 'postgres' ? 'unlogged ' : '';
  const delta = builds.written(places.delta);
  const sql = changesSince(parts, {
    live: builds.written(places.live),
    columns: live.value,
    source,
    checked: checked.value,
  });
  const made = await ask(run, `create ${unlogged}table ${delta} as\n${sql}`, { shown, linesBefore: 4 });
  if (!made.ok) return made;
  if (builds.engine === 'postgres') {
    const known = await ask(run, `analyze ${delta}`);
    if (!known.ok) return known;
  }
  const columns = await run.line.columns(places.delta);
  if (!columns.ok) return columns;
  const counted = await ask(run, `select ${CHANGE}, count(*) from ${delta} group by ${CHANGE}`);
  if (!counted.ok) return counted;
  const counts = new Map(counted.value.rows.map(([change, rows]) => [String(change), Number(rows)]));
  return ok({
    delta: places.delta,
    liveColumns: live.value,
    brought: columns.value.filter((column) => column.name !== '~change'),
    begun: counts.get('insert') ?? 0,
    ended: (counts.get('update') ?? 0) + (counts.get('delete') ?? 0),
  });
}

/** A table without these columns is no history of ours: nothing may be written into it. */
function demandHistory(
  node: SnapshotNode,
  settings: SnapshotSettings,
  columns: readonly FoundColumn[],
): Result<void> {
  const { isDeleted, ...others } = settings.names;
  const wanted = [...Object.values(others), ...(settings.hardDeletes === 'new_record' ? [isDeleted] : [])];
  const there = new Set(columns.map((column) => column.name));
  const missing = wanted.filter((name) => !there.has(name));
  if (missing.length === 0) return ok(undefined);
  const message = `the relation of ${node.name} lacks ${missing.join(', ')}, so it can’t go on as its history.`;
  return fail('MODEL_FAILED', {
    message,
    next: 'Add the columns, give the snapshot another alias, or set snapshot_meta_column_names to the names it has.',
    subject: node.uniqueId,
    problems: [{ ...node.place, message, severity: 'error' }],
  });
}

function checkedColumns(
  run: NodeRun<SnapshotNode>,
  parts: SnapshotParts,
  source: readonly string[],
  live: readonly FoundColumn[],
): Result<readonly string[] | null> {
  const { rule } = parts.settings;
  if (rule.kind === 'timestamp') return ok([]);
  const named = source.map((name) => ({ name }));
  const wanted = rule.columns === 'all' ? source : rule.columns;
  const found: string[] = [];
  for (const one of wanted) {
    const name = rule.columns === 'all' ? one : columnNamed(one.trim(), named, parts.engine);
    if (name === null) {
      const message = `check_cols of ${run.node.name} names ${one}, which its SQL doesn’t give.`;
      return fail('MODEL_INVALID', {
        message,
        next: 'Name columns of the SQL, or set check_cols to all.',
        subject: run.node.uniqueId,
        problems: [{ ...run.node.place, message, severity: 'error' }],
      });
    }
    found.push(name);
  }
  const there = new Set(live.map((column) => column.name));
  return ok(found.every((name) => there.has(name)) ? found : null);
}
