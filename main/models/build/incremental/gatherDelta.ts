import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildPlace, FoundColumn } from '../../../warehouse/builds.ts';
import type { Compiled } from '../../compile/rendering.ts';
import type { ModelNode } from '../../project/nodes.ts';
import type { NodeRun } from '../nodeRun.ts';
import { ask } from './inOrder.ts';
import { changeInWords, differs, type SchemaChange, schemaChange, widened } from './schemaChange.ts';
import type { IncrementalSettings } from './settings.ts';

/** What a model's SQL gave this time, in a relation of its own, held against the table it is for. */
export interface Gathered {
  readonly delta: BuildPlace;
  readonly rows: number;
  readonly deltaColumns: readonly FoundColumn[];
  readonly liveColumns: readonly FoundColumn[];
  /** Columns new rows bring to the table, as dbt calls them its destination columns. */
  readonly brought: readonly FoundColumn[];
  /** What must be done to the table first. */
  readonly alters: SchemaChange;
}

const NOTHING: SchemaChange = { added: [], removed: [], retyped: [] };

export async function gatherDelta(
  run: NodeRun<ModelNode>,
  compiled: Compiled,
  settings: IncrementalSettings,
  places: { readonly live: BuildPlace; readonly delta: BuildPlace },
): Promise<Result<Gathered>> {
  const { builds } = run.surroundings;
  const { engine } = builds;
  const unlogged = engine === 'postgres' ? 'unlogged ' : '';
  const made = await ask(run, `create ${unlogged}table ${builds.written(places.delta)} as\n${compiled.sql}`, {
    shown: compiled.shown,
    linesBefore: 1,
  });
  if (!made.ok) return made;
  const deltaColumns = await run.line.columns(places.delta);
  if (!deltaColumns.ok) return deltaColumns;
  const liveColumns = await run.line.columns(places.live);
  if (!liveColumns.ok) return liveColumns;

  const wider = widened(deltaColumns.value, liveColumns.value, engine);
  const widths = new Map(wider.map(({ name, dataType }) => [name, dataType]));
  const target = liveColumns.value.map((column) => ({
    ...column,
    dataType: widths.get(column.name) ?? column.dataType,
  }));
  const change = schemaChange(deltaColumns.value, target, engine);
  const judged = judge(run.node, settings, change);
  if (!judged.ok) return judged;
  return ok({
    delta: places.delta,
    rows: made.value.affected,
    deltaColumns: deltaColumns.value,
    liveColumns: liveColumns.value,
    brought: settings.onSchemaChange === 'ignore' ? target : deltaColumns.value,
    alters: { ...judged.value, retyped: [...wider, ...judged.value.retyped] },
  });
}

/** What of a difference the mode of the model lets happen. */
function judge(node: ModelNode, settings: IncrementalSettings, change: SchemaChange): Result<SchemaChange> {
  const refuse = (message: string, next: string) =>
    fail('MODEL_FAILED', {
      message: `${node.name} failed: ${message}`,
      next,
      subject: node.uniqueId,
      problems: [{ ...node.codeAt, message, severity: 'error' }],
    });
  switch (settings.onSchemaChange) {
    case 'ignore':
      return change.removed.length === 0
        ? ok(NOTHING)
        : refuse(
            `its SQL no longer gives ${change.removed.join(', ')}, which its table has.`,
            'Give the column again, set on_schema_change to append_new_columns or sync_all_columns, or build it with full refresh.',
          );
    case 'fail':
      return differs(change)
        ? refuse(
            `its columns are not those of its table (${changeInWords(change)}), and on_schema_change is fail.`,
            'Build it with full refresh, or set on_schema_change to append_new_columns or sync_all_columns.',
          )
        : ok(NOTHING);
    case 'append_new_columns':
      return ok({ ...NOTHING, added: change.added });
    case 'sync_all_columns':
      return ok(change);
  }
}
