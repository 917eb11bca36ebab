import type { NodeHealth } from '../../../../shared/contract/models.ts';
import { RelationName } from '../../../../shared/domain/relation.ts';
import { type CheckNode, checksBySubject } from '../../../models/project/checksOf.ts';
import type { ProjectNode } from '../../../models/project/nodes.ts';
import type { Project } from '../../../models/project/project.ts';
import type { NodeState } from '../../../models/records/records.ts';
import type { LatestResult } from './latestResults.ts';

/** What is on record about a project's nodes. */
export interface OnRecord {
  readonly results: ReadonlyMap<string, LatestResult>;
  readonly states: ReadonlyMap<string, NodeState>;
  /** Every relation of the layers, `raw.orders`. */
  readonly relations: ReadonlySet<string>;
}

/** How every node of a project stands, asked node by node. */
export interface Standing {
  readonly checks: (id: string) => readonly CheckNode[];
  readonly failing: (id: string) => number;
  readonly health: (node: ProjectNode) => NodeHealth;
}

export function standingOf(project: Project, { results, states, relations }: OnRecord): Standing {
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
      if (isMissing(node, relations)) return 'unbuilt';
      return isPublished(node, states.has(id), last === 'success' || last === 'unchanged', relations)
        ? 'ok'
        : 'unbuilt';
    },
  };
}

/** A source of a layer that nothing was loaded into; of other schemas nothing is known. */
export function isMissing(node: ProjectNode, relations: ReadonlySet<string>): boolean {
  if (node.resourceType !== 'source') return false;
  const name = RelationName.safeParse(`${node.relation.schema}.${node.relation.identifier}`);
  return name.success && !relations.has(name.data);
}

/** That it was built says little: a build that was cancelled, or kept back, published nothing of it. */
function isPublished(
  node: ProjectNode,
  hasState: boolean,
  built: boolean,
  relations: ReadonlySet<string>,
): boolean {
  const relation = relationMade(node);
  if (hasState || relation === null) return true;
  if (!built) return false;
  const name = RelationName.safeParse(`${relation.schema}.${relation.identifier}`);
  return !name.success || relations.has(name.data);
}

function relationMade(node: ProjectNode) {
  return node.resourceType === 'model' || node.resourceType === 'seed' || node.resourceType === 'snapshot'
    ? node.relation
    : null;
}
