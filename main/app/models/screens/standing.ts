import type { NodeHealth } from '../../../../shared/contract/models.ts';
import type { ProjectNode } from '../../../models/project/nodes.ts';
import type { Project } from '../../../models/project/project.ts';
import type { NodeState } from '../../../models/records/records.ts';
import { type CheckNode, checksBySubject } from './checksOf.ts';
import type { LatestResult } from './latestResults.ts';

/** What is on record about a project's nodes. */
export interface OnRecord {
  readonly results: ReadonlyMap<string, LatestResult>;
  readonly states: ReadonlyMap<string, NodeState>;
}

/** How every node of a project stands, asked node by node. */
export interface Standing {
  readonly checks: (id: string) => readonly CheckNode[];
  readonly failing: (id: string) => number;
  readonly health: (node: ProjectNode) => NodeHealth;
}

export function standingOf(project: Project, { results, states }: OnRecord): Standing {
  const bySubject = checksBySubject(project);
  const checks = (id: string) => bySubject.get(id) ?? [];
  const verdicts = (id: string) =>
    checks(id).flatMap((check) => {
      const found = results.get(check.uniqueId);
      return found === undefined ? [] : [found.status];
    });
  const failing = (id: string) =>
    verdicts(id).filter((status) => status === 'fail' || status === 'error' || status === 'runtime error')
      .length;

  return {
    checks,
    failing,
    health(node) {
      const id = node.uniqueId;
      if (project.blocked.has(id)) return 'blocked';
      const last = results.get(id)?.status;
      // A source's own result is its freshness.
      if (node.resourceType !== 'source' && last === 'error') return 'error';
      if (failing(id) > 0 || last === 'error' || last === 'runtime error') return 'failing';
      if (last === 'warn' || verdicts(id).includes('warn')) return 'warning';
      return makesRelation(node) && !states.has(id) && last !== 'success' && last !== 'unchanged'
        ? 'unbuilt'
        : 'ok';
    },
  };
}

function makesRelation(node: ProjectNode): boolean {
  return (
    (node.resourceType === 'model' || node.resourceType === 'seed' || node.resourceType === 'snapshot') &&
    node.relation !== null
  );
}
