import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { Dict } from '../../../jinja/dict.ts';
import type { Value } from '../../../jinja/value.ts';
import type { BuildPlace, FoundColumn } from '../../../warehouse/builds.ts';
import { ColumnValue } from '../../compile/columnValue.ts';
import { createRelations } from '../../compile/relations.ts';
import type { Rendering } from '../../compile/rendering.ts';
import type { MacroInfo, ModelNode } from '../../project/nodes.ts';
import type { Project } from '../../project/project.ts';
import type { NodeRun } from '../nodeRun.ts';
import type { IncrementalSettings } from './settings.ts';

/** What dbt's own macros call on their way from a strategy to its SQL, any of which a project may put its own in place of. */
const ON_THE_WAY: Readonly<Record<string, readonly string[]>> = {
  append: ['get_incremental_append_sql', 'get_insert_into_sql'],
  'delete+insert': ['get_incremental_delete_insert_sql', 'get_delete_insert_merge_sql'],
  merge: ['get_incremental_merge_sql', 'get_merge_sql', 'get_merge_update_columns'],
};

/** The project's macro that writes the SQL of a model's strategy; null when it is left to us. */
export function strategyMacro(
  project: Project,
  node: ModelNode,
  rendering: Rendering,
  settings: IncrementalSettings,
): Result<MacroInfo | null> {
  const name = `get_incremental_${settings.strategyName.replaceAll('+', '_')}_sql`;
  const macro = rendering.find(name) ?? null;
  if (settings.builtIn === null)
    return macro === null
      ? fail('MODEL_INVALID', {
          message: `${node.name} asks for the incremental strategy ${settings.strategyName}, and no macro ${name} writes it.`,
          next: `Use append, delete+insert or merge, or add a macro ${name}.`,
          subject: node.uniqueId,
          problems: [{ ...node.place, message: `No macro is called ${name}.`, severity: 'error' }],
        })
      : ok(macro);
  const names = [...(ON_THE_WAY[settings.builtIn] ?? [])];
  if (settings.strategyName === 'default') names.push('get_incremental_default_sql');
  return ok(names.some((one) => replaced(project, node, one)) ? macro : null);
}

function replaced(project: Project, node: ModelNode, name: string): boolean {
  const ours = new Set((project.options.builtInMacros ?? []).map((one) => one.packageName));
  const found = [
    project.macros.find(name, node.packageName),
    project.macros.dispatch(name, 'dbt', node.packageName).macro,
  ];
  return found.some((macro) => macro !== null && !ours.has(macro.packageName));
}

/** The SQL a project's macro makes of the argument dbt gives it. */
export async function strategySqlOf(
  run: NodeRun<ModelNode>,
  rendering: Rendering,
  macro: MacroInfo,
  told: {
    readonly target: BuildPlace;
    readonly delta: BuildPlace;
    readonly columns: readonly FoundColumn[];
    readonly settings: IncrementalSettings;
  },
): Promise<Result<string>> {
  const relations = createRelations(run.surroundings);
  const { key, predicates } = told.settings;
  const keyValue: Value = key === null ? null : key.listed ? [...key.parts] : (key.parts[0] ?? null);
  const argument = Dict.of({
    target_relation: relations.of(told.target, { kind: 'table' }),
    temp_relation: relations.of(told.delta, { kind: 'table' }),
    unique_key: keyValue,
    dest_columns: told.columns.map((column) => ColumnValue.of(column)),
    incremental_predicates: predicates.length === 0 ? null : [...predicates],
  });
  const written = await rendering.call(macro, [argument]);
  if (!written.ok) return written;
  return ok(typeof written.value === 'string' ? written.value : '');
}
