import type { Graph } from '../../project/graph/graph.ts';
import type { ProjectNode, ResourceType } from '../../project/nodes.ts';
import { compareText, type ProjectProblem } from '../../project/problem.ts';
import type { BuildCommand } from '../request.ts';

/** Making changes the database, asking only looks: SQLite makes one thing at a time and asks beside it. */
export type Lane = 'making' | 'asking';

export interface PlannedNode {
  readonly node: ProjectNode;
  readonly lane: Lane;
  /** Planned ids, each of which must have ended well before this begins. */
  readonly waitsFor: readonly string[];
  /** Its own fault in the project: it can't even be tried. */
  readonly fault: ProjectProblem | null;
  /** The fault of something it depends on that is not in the plan itself. */
  readonly faultAbove: ProjectProblem | null;
  /** An ephemeral model: nothing is made of it, and no result told, but what hangs on it waits. */
  readonly silent: boolean;
}

/** In an order in which everything comes after what it waits for; what holds up most comes first. */
export type Plan = ReadonlyMap<string, PlannedNode>;

export interface Planned {
  readonly nodes: ReadonlyMap<string, ProjectNode>;
  readonly graph: Graph;
  readonly problems: readonly ProjectProblem[];
  readonly blocked: ReadonlyMap<string, ProjectProblem>;
}

const CARRIED_OUT: Readonly<Record<BuildCommand, readonly ResourceType[]>> = {
  build: ['model', 'seed', 'snapshot', 'test', 'unit_test'],
  run: ['model'],
  test: ['test', 'unit_test'],
  seed: ['seed'],
  snapshot: ['snapshot'],
  compile: ['model', 'seed', 'snapshot', 'test', 'analysis'],
  freshness: ['source'],
  'run-operation': [],
};

/** What a command carries out of a selection, and what each part of it waits for: dbt's order. */
export function planBuild(project: Planned, command: BuildCommand, selected: readonly string[]): Plan {
  const chosen = new Map<string, ProjectNode>();
  for (const id of selected) {
    const node = project.nodes.get(id);
    if (node !== undefined && carriedOut(node, command)) chosen.set(id, node);
  }
  const waits = waiting(project.graph, command, chosen);
  const faults = new Map<string, ProjectProblem>();
  for (const problem of project.problems)
    if (problem.severity === 'error' && problem.stops !== 'everything')
      for (const id of problem.stops) if (!faults.has(id)) faults.set(id, problem);
  return new Map(
    inOrder([...chosen.keys()], waits).flatMap((id) => {
      const node = chosen.get(id);
      if (node === undefined) return [];
      const fault = faults.get(id) ?? null;
      const planned: PlannedNode = {
        node,
        lane: makes(node) ? 'making' : 'asking',
        // What can't be tried waits for nothing: in a circle, all would wait for each other.
        waitsFor: fault === null ? (waits.get(id) ?? []) : [],
        fault,
        faultAbove: fault === null ? (project.blocked.get(id) ?? null) : null,
        silent: command === 'build' && isEphemeral(node),
      };
      return [[id, planned] as const];
    }),
  );
}

function carriedOut(node: ProjectNode, command: BuildCommand): boolean {
  if (!CARRIED_OUT[command].includes(node.resourceType)) return false;
  if (node.resourceType === 'source') {
    const { freshness } = node;
    return freshness !== null && (freshness.warnAfter !== undefined || freshness.errorAfter !== undefined);
  }
  return command !== 'run' || !isEphemeral(node);
}

function isEphemeral(node: ProjectNode): boolean {
  return node.resourceType === 'model' && node.materialized === 'ephemeral';
}

function makes(node: ProjectNode): boolean {
  return node.resourceType === 'model' || node.resourceType === 'seed' || node.resourceType === 'snapshot';
}

function waiting(
  graph: Graph,
  command: BuildCommand,
  chosen: ReadonlyMap<string, ProjectNode>,
): ReadonlyMap<string, readonly string[]> {
  const waits = new Map<string, Set<string>>();
  for (const [id, node] of chosen) waits.set(id, nearestAbove(id, node, graph, chosen));
  if (command === 'build') {
    for (const [id, node] of chosen)
      if (node.resourceType === 'test')
        for (const below of belowAll(node.dependsOn, graph, chosen)) waits.get(below)?.add(id);
    const unitTests = [...chosen.values()].filter((node) => node.resourceType === 'unit_test');
    // A unit test looks at what its model reads, so it waits for the same; and the model waits for it in turn.
    for (const { uniqueId, model } of unitTests)
      if (chosen.has(model)) waits.set(uniqueId, new Set(waits.get(model)));
    for (const { uniqueId, model } of unitTests) waits.get(model)?.add(uniqueId);
  } else if (command === 'test' || command === 'compile' || command === 'freshness') {
    return new Map([...chosen.keys()].map((id) => [id, []]));
  }
  return new Map([...waits].map(([id, set]) => [id, [...set].sort(compareText)]));
}

/** The chosen ones met first on each way up: what lies between and isn't built doesn't part them. */
function nearestAbove(
  id: string,
  node: ProjectNode,
  graph: Graph,
  chosen: ReadonlyMap<string, ProjectNode>,
): Set<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const start = node.resourceType === 'unit_test' ? graph.parents(node.model) : graph.parents(id);
  const open = [...start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at) || at === id) continue;
    seen.add(at);
    if (chosen.has(at)) found.add(at);
    else open.push(...graph.parents(at));
  }
  return found;
}

/** What is made only after a test of everything it needs has passed: what lies below all that the test looks at. */
function belowAll(
  looksAt: readonly string[],
  graph: Graph,
  chosen: ReadonlyMap<string, ProjectNode>,
): readonly string[] {
  const [first, ...others] = looksAt;
  if (first === undefined) return [];
  const rest = others.map((id) => graph.descendants([id]));
  return [...graph.descendants([first])].filter((id) => {
    const node = chosen.get(id);
    return node !== undefined && makes(node) && rest.every((below) => below.has(id));
  });
}

/**
 * By the longest way below it, the longest first: what is above has a longer one than what it is above of, so everything
 * comes after what it waits for. What goes in a circle is a fault of the project, and comes last.
 */
function inOrder(ids: readonly string[], waits: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const below = new Map<string, string[]>();
  for (const id of ids)
    for (const above of waits.get(id) ?? []) below.set(above, [...(below.get(above) ?? []), id]);
  const height = new Map<string, number>();
  for (const id of [...walk(ids, waits, below)].reverse())
    height.set(id, 1 + Math.max(0, ...(below.get(id) ?? []).map((one) => height.get(one) ?? 0)));
  return [...ids].sort((a, b) => (height.get(b) ?? 0) - (height.get(a) ?? 0) || compareText(a, b));
}

/** Kahn's: each after all that it waits for. */
function walk(
  ids: readonly string[],
  waits: ReadonlyMap<string, readonly string[]>,
  below: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const left = new Map(ids.map((id) => [id, waits.get(id)?.length ?? 0]));
  const walked = ids.filter((id) => left.get(id) === 0);
  for (const id of walked)
    for (const one of below.get(id) ?? []) {
      const rest = (left.get(one) ?? 1) - 1;
      left.set(one, rest);
      if (rest === 0) walked.push(one);
    }
  return walked;
}
