import type {
  BuildLine,
  GraphNode,
  NodeCheck,
  NodeColumn,
  NodeDetail,
  NodeRef,
} from '../../../../shared/contract/models.ts';
import {
  type CheckNode,
  kindOf as checkKind,
  columnOf,
  severityOf,
} from '../../../models/project/checksOf.ts';
import type { ProjectNode } from '../../../models/project/nodes.ts';
import { type Plain, pythonText } from '../../../models/project/plain.ts';
import type { Project } from '../../../models/project/project.ts';
import { graphNode, isShown, nodeRef, problemOf } from './graphNodes.ts';
import type { RelationColumn } from './relationColumns.ts';
import { type OnRecord, type Standing, standingOf } from './standing.ts';

const LONGEST_TEMPLATE = 400_000;

/** What the warehouse and the other rooms know of one node. */
export interface Known {
  readonly columns: readonly RelationColumn[] | null;
  readonly builds: readonly BuildLine[];
  readonly candidate: boolean;
}

export function nodeDetail(node: ProjectNode, project: Project, record: OnRecord, known: Known): NodeDetail {
  const standing = standingOf(project, record);
  const checks = standing.checks(node.uniqueId);
  const blocking = project.blocked.get(node.uniqueId);
  const near = (ids: readonly string[]) => refsOf(ids, project, standing);
  return {
    node: graphNode(node, standing, record) satisfies GraphNode,
    description: node.description,
    place: { file: node.place.file, line: node.place.line, column: node.place.column },
    describedIn: node.patchPlace === undefined ? null : `${node.patchPlace.file}:${node.patchPlace.line}`,
    raw: 'rawCode' in node ? node.rawCode.slice(0, LONGEST_TEMPLATE) : null,
    columns: columnsOf(node, checks, known),
    checks: checks.map((check) => checkOf(check, record)),
    upstream: near(project.graph.parents(node.uniqueId)),
    downstream: near(project.graph.children(node.uniqueId)),
    builds: [...known.builds],
    problems: blocking === undefined ? [] : [problemOf(blocking, project)],
    candidate: known.candidate,
    config: Object.entries(node.config).flatMap(([name, value]) =>
      isSaid(value) ? [{ name, value: pythonText(value) }] : [],
    ),
  };
}

function refsOf(ids: readonly string[], project: Project, standing: Standing): NodeRef[] {
  return ids.flatMap((id) => {
    const found = project.nodes.get(id);
    return found !== undefined && isShown(found) ? [nodeRef(found, standing)] : [];
  });
}

/** In the order of the relation, then what is only described. */
function columnsOf(node: ProjectNode, checks: readonly CheckNode[], known: Known): NodeColumn[] {
  const declared = new Map(node.columns.map((column) => [column.name.toLowerCase(), column]));
  const present = new Map((known.columns ?? []).map((column) => [column.name.toLowerCase(), column]));
  const names = new Set([...present.keys(), ...declared.keys()]);
  return [...names].map((key) => {
    const described = declared.get(key);
    const there = present.get(key);
    return {
      name: there?.name ?? described?.name ?? key,
      type: there?.type ?? described?.dataType ?? null,
      description: described?.description ?? '',
      declared: described !== undefined,
      present: there !== undefined,
      checks: checks.filter((check) => columnOf(check)?.toLowerCase() === key).map(checkKind),
    };
  });
}

function checkOf(check: CheckNode, { results }: OnRecord): NodeCheck {
  const last = results.get(check.uniqueId);
  return {
    id: check.uniqueId,
    name: check.name,
    kind: checkKind(check),
    column: columnOf(check),
    severity: severityOf(check),
    status: last?.status ?? null,
    failures: last?.failures ?? null,
    at: last?.at ?? null,
  };
}

function isSaid(value: Plain): boolean {
  if (value === null || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
