import type { MacroRegistry } from '../macros/registry.ts';
import type { SnapshotNode } from '../nodes.ts';
import { isPlainList, type PlainMap } from '../plain.ts';
import type { ProblemList } from '../problem.ts';
import { child, placeOf, text } from '../yaml/located.ts';
import { type Draft, foldersOf } from './drafts.ts';
import type { Declared } from './propertyFiles.ts';

/** A snapshot written in YAML is a query of everything in its relation. */
export function yamlSnapshotDraft({ owner, source, located }: Declared): Draft | null {
  const name = text(child(located, 'name'));
  const relation = child(located, 'relation');
  const written = text(relation);
  if (name === undefined || relation === undefined || written === undefined) return null;
  const callsAt = placeOf(relation);
  return {
    kind: 'snapshot',
    owner,
    uniqueId: `snapshot.${owner.name}.${name}`,
    name,
    path: source.path,
    place: placeOf(child(located, 'name') ?? located),
    fqn: [owner.name, ...foldersOf(source.inside), name],
    code: `select * from ${written.includes('{{') ? written : `{{ ${written} }}`}`,
    codeAt: { file: source.file, line: callsAt.line, column: 1 },
    callsAt,
  };
}

const HARD_DELETES = ['ignore', 'invalidate', 'new_record'];

/** What a snapshot must say before it can be taken. */
export function checkSnapshot(node: SnapshotNode, registry: MacroRegistry, problems: ProblemList): void {
  const { config, name, uniqueId } = node;
  const tell = (message: string, next: string) =>
    problems.error(node.patchPlace ?? node.place, message, next, [uniqueId]);
  const { strategy } = config as { strategy?: PlainMap[string] };
  if (isMissing(config['unique_key']))
    tell(
      `The snapshot ${name} has no unique_key.`,
      'Write the column, or the list of columns, that tells rows apart.',
    );
  if (typeof strategy !== 'string')
    tell(`The snapshot ${name} has no strategy.`, 'Write strategy: timestamp or strategy: check.');
  else if (strategy === 'timestamp' && isMissing(config['updated_at']))
    tell(
      `The snapshot ${name} goes by time and has no updated_at.`,
      'Write the column that says when a row changed.',
    );
  else if (strategy === 'check' && isMissing(config['check_cols']))
    tell(
      `The snapshot ${name} compares columns and has no check_cols.`,
      "Write a list of columns, or 'all'.",
    );
  else if (
    !['timestamp', 'check'].includes(strategy) &&
    registry.find(`snapshot_${strategy}_strategy`, node.packageName) === null
  )
    tell(`${strategy} is no strategy of a snapshot.`, 'Write strategy: timestamp or strategy: check.');
  const { hard_deletes: mode } = config as { hard_deletes?: PlainMap[string] };
  if (mode !== undefined && mode !== null && !HARD_DELETES.includes(String(mode)))
    tell(
      `${String(mode)} is no way to treat deleted rows.`,
      `hard_deletes is one of ${HARD_DELETES.join(', ')}.`,
    );
  if (mode !== undefined && mode !== null && config['invalidate_hard_deletes'] !== undefined)
    tell(
      `The snapshot ${name} says both hard_deletes and invalidate_hard_deletes.`,
      'Keep hard_deletes; invalidate_hard_deletes is its old spelling.',
    );
}

/** `invalidate`, `new_record` or `ignore`, whichever spelling the config has. */
export function hardDeletesOf(config: PlainMap): 'ignore' | 'invalidate' | 'new_record' {
  const mode = config['hard_deletes'];
  if (mode === 'invalidate' || mode === 'new_record') return mode;
  return mode === undefined && config['invalidate_hard_deletes'] === true ? 'invalidate' : 'ignore';
}

function isMissing(value: PlainMap[string] | undefined): boolean {
  return value === undefined || value === null || value === '' || (isPlainList(value) && value.length === 0);
}
