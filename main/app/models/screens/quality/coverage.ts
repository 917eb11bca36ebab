import type { CoverageLine } from '../../../../../shared/contract/quality.ts';
import { type CheckNode, checksBySubject, columnOf } from '../../../../models/project/checksOf.ts';
import type { ProjectNode } from '../../../../models/project/nodes.ts';
import type { Plain } from '../../../../models/project/plain.ts';
import type { Project } from '../../../../models/project/project.ts';
import { nameOf, placeOf } from '../graphNodes.ts';

/** Which columns of which relations no check looks at; `columnsOf` knows what is in the warehouse. */
export function coverageOf(
  project: Project,
  columnsOf: (relation: string) => readonly string[],
): CoverageLine[] {
  const checks = checksBySubject(project);
  return [...project.nodes.values()].flatMap((node) => {
    const place = placeOf(node);
    if (place === null) return [];
    const columns = allColumns(node, columnsOf(`${place.schema}.${place.identifier}`));
    const on = checks.get(node.uniqueId) ?? [];
    const looked = new Set(on.flatMap((check) => lookedAt(check, columns)));
    return [
      {
        id: node.uniqueId,
        name: nameOf(node),
        layer: place.schema,
        columns: columns.length,
        unchecked: columns.filter((name) => !looked.has(name.toLowerCase())),
        whole: on.filter((check) => lookedAt(check, columns).length === 0).length,
      },
    ];
  });
}

/** Ours begin with an underscore and say where a row came from: they need no check of a project. */
function allColumns(node: ProjectNode, present: readonly string[]): string[] {
  const all = [...present, ...node.columns.map(({ name }) => name)].filter((name) => !name.startsWith('_'));
  const byKey = new Map(all.toReversed().map((name) => [name.toLowerCase(), name]));
  return [...new Set(all.map((name) => name.toLowerCase()))].map((key) => byKey.get(key) ?? key);
}

/** The column it is written on, and those its arguments name, as a combination that must be unique does. */
function lookedAt(check: CheckNode, columns: readonly string[]): string[] {
  if (check.resourceType === 'unit_test') return [];
  const known = new Set(columns.map((name) => name.toLowerCase()));
  const named = [columnOf(check) ?? '', ...textsOf(check.generic?.kwargs ?? null)];
  return named.map((name) => name.toLowerCase()).filter((name) => known.has(name));
}

function textsOf(value: Plain): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
