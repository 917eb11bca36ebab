import type { ProjectNode, RefCall, SourceCall } from '../nodes.ts';
import { compareText, type Place, type ProblemList } from '../problem.ts';

/** Finds what templates name. */
export interface Links {
  ref(call: Pick<RefCall, 'name' | 'packageName'>, askingPackage: string): Found;
  source(call: Pick<SourceCall, 'source' | 'table'>, askingPackage: string): Found;
}

export type Found =
  | { readonly kind: 'found'; readonly node: ProjectNode }
  | { readonly kind: 'disabled'; readonly node: ProjectNode }
  | { readonly kind: 'missing'; readonly near: string | null };

const REFABLE: ReadonlySet<string> = new Set(['model', 'seed', 'snapshot']);

export function createLinks(
  enabled: Iterable<ProjectNode>,
  disabled: Iterable<ProjectNode>,
  rootPackage: string,
): Links {
  const on = indexed(enabled);
  const off = indexed(disabled);
  const search = (name: string, packages: readonly (string | null)[]): Found => {
    for (const index of [on, off])
      for (const packageName of packages) {
        const node = index.get(packageName === null ? name : `${packageName}:${name}`);
        if (node !== undefined) return { kind: index === on ? 'found' : 'disabled', node };
      }
    return {
      kind: 'missing',
      near: nearest(
        name,
        [...on.keys()].filter((key) => !key.includes(':')),
      ),
    };
  };
  return {
    // The package that asks, then the project, then any package: as dbt looks.
    ref: ({ name, packageName }, asking) =>
      search(name, packageName === undefined ? [asking, rootPackage, null] : [packageName]),
    source: ({ source, table }, asking) => search(`${source}.${table}`, [asking, rootPackage, null]),
  };
}

function indexed(nodes: Iterable<ProjectNode>): ReadonlyMap<string, ProjectNode> {
  const index = new Map<string, ProjectNode>();
  for (const node of nodes) {
    const name = node.resourceType === 'source' ? `${node.sourceName}.${node.name}` : node.name;
    if (node.resourceType !== 'source' && !REFABLE.has(node.resourceType)) continue;
    const scoped = `${node.packageName}:${name}`;
    if (!index.has(scoped)) index.set(scoped, node);
    if (!index.has(name)) index.set(name, node);
  }
  return index;
}

/** The node with its parents, each found or told. `disabledParents` answers whether a test rests on what is switched off. */
export function linkNode(
  node: ProjectNode,
  links: Links,
  problems: ProblemList,
): { readonly node: ProjectNode; readonly disabledBy: ProjectNode | null } {
  const parents = new Set<string>(node.dependsOn);
  let disabledBy: ProjectNode | null = null;
  const take = (found: Found, words: string, place: Place, noun: string) => {
    if (found.kind === 'found') parents.add(found.node.uniqueId);
    else if (found.kind === 'disabled' && node.resourceType === 'test') disabledBy ??= found.node;
    else if (found.kind === 'disabled')
      problems.error(
        place,
        `${node.name} needs ${words}, which is disabled (${found.node.place.file}).`,
        `Enable it, or disable ${node.name} too.`,
        [node.uniqueId],
      );
    else
      problems.error(
        place,
        `${node.name} needs ${words}, and there is no such ${noun}.`,
        found.near === null ? 'Correct the name, or write what is missing.' : `Did you mean ${found.near}?`,
        [node.uniqueId],
      );
  };
  for (const call of node.captured.refs) {
    const full = call.packageName === undefined ? call.name : `${call.packageName}.${call.name}`;
    take(links.ref(call, node.packageName), full, call.place, 'model, seed or snapshot');
  }
  for (const call of node.captured.sources)
    take(links.source(call, node.packageName), `${call.source}.${call.table}`, call.place, 'source');
  return { node: { ...node, dependsOn: [...parents].sort(compareText) }, disabledBy };
}

/** The known name that differs in the fewest letters, if few enough to be a slip. */
export function nearest(word: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let least = Math.max(1, Math.floor(word.length / 4)) + 1;
  for (const one of known) {
    if (Math.abs(one.length - word.length) >= least) continue;
    const distance = editDistance(word, one);
    if (distance < least) {
      least = distance;
      best = one;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}
