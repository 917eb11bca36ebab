import type { PlainMap, ProjectNode } from '../project/nodes.ts';
import { type Grounds, textOf } from './grounds.ts';
import type { Compiled, Surroundings } from './rendering.ts';

/** Compilations kept from one reading of a project to the next, each as long as its grounds hold. */
export interface KeptCompilations {
  find(node: ProjectNode, now: Surroundings): KeptCompilation | null;
  keep(node: ProjectNode, made: KeptCompilation, grounds: Grounds, now: Surroundings): void;
}

export interface KeptCompilation {
  readonly compiled: Compiled;
  /** The node's config with what its template set. */
  readonly config: PlainMap;
}

interface Entry {
  readonly made: KeptCompilation;
  readonly seenByAll: string;
  readonly own: string;
  readonly conditions: NonNullable<Grounds['conditions']>;
}

export function keepCompilations(): KeptCompilations {
  const entries = new Map<string, Entry>();
  return {
    find(node, now) {
      const entry = entries.get(node.uniqueId);
      if (entry === undefined || entry.seenByAll !== seenByAll(now)) return null;
      // The node at hand needn't be the project's of that name.
      if (entry.own !== textOf(node)) return null;
      return entry.conditions.every((stillSo) => stillSo(now)) ? entry.made : null;
    },
    keep(node, made, grounds, now) {
      const { conditions } = grounds;
      if (conditions === null) return;
      const { nodes } = now.project;
      if (entries.size >= nodes.size) for (const id of entries.keys()) if (!nodes.has(id)) entries.delete(id);
      entries.set(node.uniqueId, { made, seenByAll: seenByAll(now), own: textOf(node), conditions });
    },
  };
}

function seenByAll({ project, builds }: Surroundings): string {
  return `${project.seenByAll} ${builds.engine}`;
}
