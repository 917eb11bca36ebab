import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildPlace, FoundColumn } from '../../../warehouse/builds.ts';
import type { Compiled, Rendering } from '../../compile/rendering.ts';
import type { MacroInfo, ModelNode } from '../../project/nodes.ts';
import { quoted } from '../../sql/quoted.ts';
import { grantStatements } from '../carry/grants.ts';
import { knownColumns } from '../carry/publishedColumns.ts';
import type { NodeRun } from '../nodeRun.ts';
import { refuseAmbiguous } from './changeByDelta.ts';
import { copyIndexes, copyTable } from './copyTable.ts';
import type { Gathered } from './gatherDelta.ts';
import { ask, askInOrder, dropInOrder } from './inOrder.ts';
import { strategySqlOf } from './overrides.ts';
import { alterStatements } from './schemaChange.ts';
import type { BuiltInStrategy, IncrementalSettings } from './settings.ts';
import { changeStatements } from './strategySql.ts';
import { keyColumns } from './uniqueKey.ts';

export interface CopyWay {
  readonly run: NodeRun<ModelNode>;
  readonly rendering: Rendering;
  readonly target: BuildPlace;
  readonly settings: IncrementalSettings;
  /** Writes the SQL; null: we do. */
  readonly macro: MacroInfo | null;
  readonly compiled: Compiled;
  readonly gathered: Gathered;
  /** A hook has had its copy already, and changed it. */
  readonly standsIn: boolean;
}

/**
 * Changes a copy of a table, which then takes its place: for what a project does itself and nobody can tell beforehand, or
 * what changes the columns of every row.
 */
export async function changeByCopy(way: CopyWay): Promise<Result<void>> {
  const { run, target, gathered } = way;
  const { builds } = run.surroundings;
  const { engine } = builds;
  const candidate = builds.candidateOf(target);
  const written = builds.written(candidate);
  if (!way.standsIn) {
    const copied = await copyTable(run, target, candidate);
    if (!copied.ok) return copied;
    run.made({ target, candidate, published: { how: 'renamed', candidate, target } });
  }
  const altered = await askInOrder(run, alterStatements(gathered.alters, written, engine));
  if (!altered.ok) return altered;
  const changed = await change(way, written);
  if (!changed.ok) return changed;
  const indexed = await copyIndexes(run, target, candidate, gathered.alters.removed);
  if (!indexed.ok) return indexed;
  const granted = await askInOrder(run, grantStatements(run, candidate));
  if (!granted.ok) return granted;
  const described = await knownColumns(run, candidate, way.compiled.sql);
  if (!described.ok) return described;
  run.made({ target, candidate, published: { how: 'renamed', candidate, target, ...described.value } });
  return dropInOrder(run, [gathered.delta]);
}

async function change(way: CopyWay, written: string): Promise<Result<unknown>> {
  const { run, settings, gathered, macro } = way;
  const { builds } = run.surroundings;
  if (macro !== null) {
    const sql = await strategySqlOf(run, way.rendering, macro, {
      target: way.target,
      delta: gathered.delta,
      columns: gathered.brought,
      settings,
    });
    if (!sql.ok) return sql;
    return sql.value.trim() === '' ? ok(undefined) : ask(run, sql.value);
  }
  const strategy: BuiltInStrategy = settings.builtIn ?? 'append';
  const delta = builds.written(gathered.delta);
  const key = strategy === 'append' ? null : settings.key;
  const columns = key === null ? null : keyColumns(key, gathered.liveColumns, builds.engine);
  if (builds.engine === 'sqlite' && strategy === 'merge' && columns !== null) {
    const clear = await refuseAmbiguous(run, delta, written, columns);
    if (!clear.ok) return clear;
  }
  return askInOrder(
    run,
    changeStatements(
      {
        engine: builds.engine,
        strategy,
        delta,
        key,
        predicates: settings.predicates,
        columns: gathered.brought.map((column) => column.name),
        updates: updatesOf(settings, gathered.brought),
      },
      written,
    ),
  );
}

function updatesOf(settings: IncrementalSettings, brought: readonly FoundColumn[]): readonly string[] {
  if (settings.updateOnly !== null) return settings.updateOnly;
  const kept = new Set((settings.updateExcept ?? []).map((one) => one.toLowerCase()));
  return brought.filter(({ name }) => !kept.has(name.toLowerCase())).map(({ name }) => quoted(name));
}
