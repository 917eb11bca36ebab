import type { Value } from '../../../jinja/value.ts';
import type { MacroRegistry } from '../macros/registry.ts';
import type { RelationPlace } from '../nodes.ts';
import type { ProjectTarget } from '../options.ts';
import type { Plain, PlainMap } from '../plain.ts';
import { pythonText } from '../plain.ts';
import type { Place, ProblemList } from '../problem.ts';
import { type CaptureSetting, createCapture, isFault } from '../render/capture.ts';
import { toPlain, toValue } from '../render/values.ts';

/** Where a node's relation goes: by dbt's rule, or by the macros that a project puts in its place. */
export interface RelationNamer {
  place(facts: PlainMap, config: PlainMap, at: Place): Promise<RelationPlace>;
}

const MACROS = {
  schema: 'generate_schema_name',
  identifier: 'generate_alias_name',
  database: 'generate_database_name',
} as const;
type Part = keyof typeof MACROS;

export function createRelationNamer(
  target: ProjectTarget,
  registry: MacroRegistry,
  rootPackage: string,
  settingOf: (packageName: string) => CaptureSetting,
  problems: ProblemList,
): RelationNamer {
  const told = new Set<string>();
  const generate = async (part: Part, custom: string | null, facts: PlainMap, at: Place) => {
    const macro = registry.find(MACROS[part], rootPackage);
    if (macro === null || macro.packageName !== rootPackage) return standard(part, custom, facts, target);
    const setting = settingOf(rootPackage);
    const capture = createCapture(setting, { file: macro.place.file, base: {}, relation: null, facts });
    const args: Value[] = [custom, toValue(facts)];
    const made = await capture.callMacro(macro, args, at);
    if (!isFault(made)) return pythonText(toPlain(made)).trim();
    const key = `${made.place.file}:${made.place.line}:${made.message}`;
    if (!told.has(key))
      problems.error(
        made.place,
        `${MACROS[part]} fails: ${made.message}.`,
        'Correct the macro; every relation gets its name from it.',
        'everything',
      );
    told.add(key);
    return standard(part, custom, facts, target);
  };
  return {
    async place(facts, config, at) {
      const schema = text(config['target_schema']);
      const database = text(config['target_database']);
      return {
        database: database ?? (await generate('database', text(config['database']), facts, at)),
        schema: schema ?? (await generate('schema', text(config['schema']), facts, at)),
        identifier: await generate('identifier', text(config['alias']), facts, at),
      };
    },
  };
}

function text(value: Plain | undefined): string | null {
  return value === undefined || value === null ? null : pythonText(value);
}

function standard(part: Part, custom: string | null, facts: PlainMap, target: ProjectTarget): string {
  const own = custom?.trim() ?? '';
  if (part === 'database') return own === '' ? target.database : own;
  if (part === 'schema') return own === '' ? target.schema : `${target.schema}_${own}`;
  return own === '' ? (text(facts['name']) ?? '') : own;
}
