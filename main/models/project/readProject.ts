import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { keepCompilations } from '../compile/keptCompilations.ts';
import { gather } from './assemble/gather.ts';
import { createLinks, linkNode } from './assemble/link.ts';
import { prepare } from './assemble/prepare.ts';
import { checkUniqueness } from './assemble/uniqueness.ts';
import { readText } from './files/projectFiles.ts';
import { createGraph, type Graph } from './graph/graph.ts';
import { createMemory } from './memory.ts';
import type { ProjectNode } from './nodes.ts';
import type { ProjectOptions } from './options.ts';
import { compareText, createProblemList, type ProblemList, type ProjectProblem } from './problem.ts';
import { blockedBy, type Project } from './project.ts';
import { createProjectEnvironment } from './render/environment.ts';
import { keepTemplates } from './render/keptTemplates.ts';
import { readSelectors } from './select/selectorsFile.ts';
import type { Spec } from './select/spec.ts';
import { readYaml } from './yaml/readYaml.ts';

/** A project, or why there is none to speak of. */
export type ReadProject =
  | { readonly ok: true; readonly project: Project }
  | { readonly ok: false; readonly problems: readonly ProjectProblem[] };

/** Reads a project again and again; what didn't change since the last reading is not evaluated again. */
export interface ProjectReader {
  read(folder: string, options: ProjectOptions): Promise<ReadProject>;
}

export function createProjectReader(): ProjectReader {
  const environment = keepTemplates(createProjectEnvironment());
  const memory = createMemory();
  const compilations = keepCompilations();
  return {
    async read(folder, options) {
      environment.nextRound();
      memory.begin();
      const problems = createProblemList();
      const prepared = await prepare(folder, options, environment, memory, problems);
      if (prepared === null) return { ok: false, problems: problems.all() };
      const { assembly, docs, templates } = prepared;
      const gathered = await gather(assembly);
      const linked = linkAll(gathered.enabled, gathered.disabled, assembly.root.name, problems);
      const graph = createGraph(new Map(linked.enabled.map((node) => [node.uniqueId, node.dependsOn])));
      checkUniqueness(linked.enabled, problems);
      tellCycles(graph, new Map(linked.enabled.map((node) => [node.uniqueId, node])), problems);
      const nodes = byId(linked.enabled);
      const selectors = await selectorsOf(folder, problems);
      const found = problems.all();
      return {
        ok: true,
        project: {
          name: assembly.root.name,
          folder,
          options,
          packages: assembly.packages,
          nodes,
          disabled: byId(linked.disabled),
          macros: assembly.registry,
          docs,
          graph,
          links: createLinks(linked.enabled, linked.disabled, assembly.root.name),
          selectors,
          problems: found,
          blocked: blockedBy(found, nodes.keys(), graph),
          varsOf: assembly.varsOf,
          environment,
          templates,
          seenByAll: assembly.surroundings,
          compilations,
        },
      };
    },
  };
}

/** Reads one project once. */
export function readProject(folder: string, options: ProjectOptions): Promise<ReadProject> {
  return createProjectReader().read(folder, options);
}

function byId(nodes: readonly ProjectNode[]): ReadonlyMap<string, ProjectNode> {
  const sorted = [...nodes].sort((a, b) => compareText(a.uniqueId, b.uniqueId));
  return new Map(sorted.map((node) => [node.uniqueId, node]));
}

/** A test of something disabled is disabled with it. */
function linkAll(
  enabled: readonly ProjectNode[],
  disabled: readonly ProjectNode[],
  rootPackage: string,
  problems: ProblemList,
): { readonly enabled: readonly ProjectNode[]; readonly disabled: readonly ProjectNode[] } {
  const links = createLinks(enabled, disabled, rootPackage);
  const on: ProjectNode[] = [];
  const off = [...disabled];
  for (const one of enabled) {
    const { node, disabledBy } = linkNode(one, links, problems);
    (disabledBy === null ? on : off).push(node);
  }
  return { enabled: on, disabled: off };
}

function tellCycles(graph: Graph, nodes: ReadonlyMap<string, ProjectNode>, problems: ProblemList): void {
  for (const cycle of graph.cycles) {
    const [first] = cycle;
    const node = nodes.get(first ?? '');
    if (node === undefined) continue;
    const names = cycle.map((id) => nodes.get(id)?.name ?? id);
    const next = names[1] ?? names[0];
    const call = node.captured.refs.find((ref) => ref.name === next);
    problems.error(
      call?.place ?? node.place,
      cycle.length === 1
        ? `${node.name} depends on itself.`
        : `These depend on each other in a circle: ${[...names, names[0]].join(' → ')}.`,
      cycle.length === 1
        ? 'Take the ref to itself away; {{ this }} names the relation as it was.'
        : 'Take one of the refs away.',
      cycle,
    );
  }
}

async function selectorsOf(folder: string, problems: ProblemList): Promise<ReadonlyMap<string, Spec>> {
  for (const file of ['selectors.yml', 'selectors.yaml']) {
    const there = await access(join(folder, file)).then(
      () => true,
      () => false,
    );
    const text = there ? await readText(folder, file, problems) : null;
    const located = text === null ? null : readYaml(text, file, problems);
    if (located !== null) return readSelectors(located, problems);
  }
  return new Map();
}
