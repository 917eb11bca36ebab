import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuiltKind } from '../../../warehouse/builds.ts';
import { createRelations } from '../../compile/relations.ts';
import type { MacroInfo } from '../../project/nodes.ts';
import type { Project } from '../../project/project.ts';
import type { Making } from './making.ts';

/** What dbt's own materializations call to write the statement, outermost first. */
const WRITERS = {
  table: ['get_create_table_as_sql', 'create_table_as'],
  view: ['get_create_view_as_sql', 'create_view_as'],
} as const;

/** The creating statement as a macro of the project writes it; null where there is no such macro. */
export async function overridden(making: Making, kind: BuiltKind): Promise<Result<string | null>> {
  const { run, rendering, compiled, target } = making;
  const { project } = run.surroundings;
  if (kind === 'materialized view') return ok(null);
  for (const name of WRITERS[kind]) {
    const macro = ownMacro(project, run.node.packageName, name);
    if (macro === null) continue;
    const relation = createRelations(making.standing).of(target, { kind });
    const positional = kind === 'table' ? [false, relation, compiled.sql] : [relation, compiled.sql];
    const written = await rendering.call(macro, positional);
    if (!written.ok) return written;
    return ok(typeof written.value === 'string' ? written.value : '');
  }
  return ok(null);
}

export function ownMacro(project: Project, packageName: string, name: string): MacroInfo | null {
  const ours = new Set((project.options.builtInMacros ?? []).map((one) => one.packageName));
  const found = [
    project.macros.find(name, packageName),
    project.macros.dispatch(name, 'dbt', packageName).macro,
  ];
  return found.find((macro) => macro !== null && !ours.has(macro.packageName)) ?? null;
}
