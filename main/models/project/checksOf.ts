import type { ProjectNode, TestNode, UnitTestNode } from './nodes.ts';
import type { Project } from './project.ts';

export type CheckNode = TestNode | UnitTestNode;

export function isCheck(node: ProjectNode): node is CheckNode {
  return node.resourceType === 'test' || node.resourceType === 'unit_test';
}

/** What a check is written on; a singular one speaks of all it reads. */
export function subjectsOf(check: CheckNode): readonly string[] {
  if (check.resourceType === 'unit_test') return [check.model];
  return check.generic === undefined ? check.dependsOn : [check.generic.attachedTo];
}

/** By the unique id of what they look at. */
export function checksBySubject(project: Project): ReadonlyMap<string, readonly CheckNode[]> {
  const found = new Map<string, CheckNode[]>();
  for (const node of project.nodes.values()) {
    if (!isCheck(node)) continue;
    for (const subject of subjectsOf(node)) {
      const list = found.get(subject) ?? [];
      list.push(node);
      found.set(subject, list);
    }
  }
  return found;
}

/** As a person calls its kind: `not_null`, `dbt_utils.accepted_range`. */
export function kindOf(check: CheckNode): string {
  if (check.resourceType === 'unit_test') return 'unit';
  if (check.generic === undefined) return 'singular';
  const { namespace, testName } = check.generic;
  return namespace === undefined ? testName : `${namespace}.${testName}`;
}

export function columnOf(check: CheckNode): string | null {
  return check.resourceType === 'test' ? (check.generic?.columnName ?? null) : null;
}

export function severityOf(check: CheckNode): 'error' | 'warn' {
  return check.resourceType === 'test' ? check.severity : 'error';
}
