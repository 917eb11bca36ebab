import type { Environment } from '../../jinja/jinja.ts';
import type { KeptCompilations } from '../compile/keptCompilations.ts';
import type { Links } from './assemble/link.ts';
import type { Graph } from './graph/graph.ts';
import type { MacroRegistry } from './macros/registry.ts';
import type { DocBlock, ProjectNode } from './nodes.ts';
import type { ProjectOptions } from './options.ts';
import type { ProjectPackage } from './packages.ts';
import type { PlainMap } from './plain.ts';
import type { ProjectProblem } from './problem.ts';
import type { MacroTemplates } from './render/scope.ts';
import { type Selection, type SelectionRequest, selectNodes } from './select/select.ts';
import type { Spec } from './select/spec.ts';
import { type ProjectState, projectState } from './state/state.ts';

/** A dbt project as it lies in its folder, read once and never changed. */
export interface Project {
  readonly name: string;
  readonly folder: string;
  readonly options: ProjectOptions;
  /** The project itself first. */
  readonly packages: readonly ProjectPackage[];
  /** What is enabled, by unique id, sorted by it: sources, exposures, tests and operations included. */
  readonly nodes: ReadonlyMap<string, ProjectNode>;
  readonly disabled: ReadonlyMap<string, ProjectNode>;
  readonly macros: MacroRegistry;
  readonly docs: readonly DocBlock[];
  readonly graph: Graph;
  readonly links: Links;
  /** Selectors of `selectors.yml`. */
  readonly selectors: ReadonlyMap<string, Spec>;
  readonly problems: readonly ProjectProblem[];
  /** Which nodes can't be built, and the problem to blame: their own, or one upstream. */
  readonly blocked: ReadonlyMap<string, ProjectProblem>;
  /** What `var` answers in a package. */
  varsOf(packageName: string): PlainMap;
  /** What a second pass renders with: nothing is compiled twice. */
  readonly environment: Environment;
  readonly templates: MacroTemplates;
  /** Changes with everything a template sees that isn't its own node's: options, packages, names of macros. */
  readonly seenByAll: string;
  /** Shared by all readings of one reader; each kept as long as its grounds hold. */
  readonly compilations: KeptCompilations;
}

export function selectFrom(project: Project, request: SelectionRequest, state?: ProjectState): Selection {
  let current: ProjectState | null = null;
  return selectNodes(request, {
    nodes: project.nodes,
    graph: project.graph,
    named: project.selectors,
    context: {
      rootPackage: project.name,
      current: () => {
        current ??= stateOf(project);
        return current;
      },
      ...(state === undefined ? {} : { state }),
    },
  });
}

/** What to keep of a project to tell later what changed; plain JSON. */
export function stateOf(project: Project): ProjectState {
  return projectState(project.nodes.values(), project.macros.all.values(), (node) => {
    const vars = project.varsOf(node.packageName);
    const used = node.captured.vars.flatMap((name) => {
      const value = vars[name];
      return value === undefined ? [] : [[name, value] as const];
    });
    return Object.fromEntries(used);
  });
}

/** Everything a set of problems stops, downstream included. */
export function blockedBy(
  problems: readonly ProjectProblem[],
  ids: Iterable<string>,
  graph: Graph,
): ReadonlyMap<string, ProjectProblem> {
  const blocked = new Map<string, ProjectProblem>();
  const known = new Set(ids);
  for (const problem of problems) {
    if (problem.severity !== 'error') continue;
    const stopped = problem.stops === 'everything' ? known : problem.stops;
    for (const id of [...stopped, ...graph.descendants(stopped)])
      if (known.has(id) && !blocked.has(id)) blocked.set(id, problem);
  }
  return blocked;
}
