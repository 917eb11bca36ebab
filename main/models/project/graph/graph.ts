/** Who depends on whom. Every set that comes out holds unique ids. */
export interface Graph {
  readonly ids: readonly string[];
  parents(id: string): readonly string[];
  children(id: string): readonly string[];
  /** Everything upstream of any of `ids`, at most `depth` steps away, without `ids` unless they lie above one another. */
  ancestors(ids: Iterable<string>, depth?: number): ReadonlySet<string>;
  descendants(ids: Iterable<string>, depth?: number): ReadonlySet<string>;
  /** Groups that depend on themselves, each in the order of the walk round it. */
  readonly cycles: readonly (readonly string[])[];
}

export function createGraph(dependsOn: ReadonlyMap<string, readonly string[]>): Graph {
  const parents = new Map<string, string[]>();
  const children = new Map<string, string[]>();
  for (const id of dependsOn.keys()) {
    parents.set(id, []);
    children.set(id, []);
  }
  for (const [id, wanted] of dependsOn)
    for (const parent of wanted) {
      // An edge to what isn't there (a missing ref) is a problem told elsewhere.
      if (!children.has(parent)) continue;
      parents.get(id)?.push(parent);
      children.get(parent)?.push(id);
    }
  const parentsOf = (id: string): readonly string[] => parents.get(id) ?? [];
  const childrenOf = (id: string): readonly string[] => children.get(id) ?? [];
  return {
    ids: [...dependsOn.keys()],
    parents: parentsOf,
    children: childrenOf,
    ancestors: (ids, depth = Number.POSITIVE_INFINITY) => reach(ids, parentsOf, depth),
    descendants: (ids, depth = Number.POSITIVE_INFINITY) => reach(ids, childrenOf, depth),
    cycles: findCycles([...dependsOn.keys()], parentsOf),
  };
}

function reach(
  from: Iterable<string>,
  next: (id: string) => readonly string[],
  depth: number,
): ReadonlySet<string> {
  const found = new Set<string>();
  let edge: readonly string[] = [...from];
  for (let step = 0; step < depth && edge.length > 0; step += 1) {
    const fresh: string[] = [];
    for (const id of edge)
      for (const neighbour of next(id))
        if (!found.has(neighbour)) {
          found.add(neighbour);
          fresh.push(neighbour);
        }
    edge = fresh;
  }
  return found;
}

/** One walk that keeps its path; a step back onto the path is a cycle. Iterative: chains of models may be long. */
function findCycles(ids: readonly string[], next: (id: string) => readonly string[]): string[][] {
  const done = new Set<string>();
  const cycles: string[][] = [];
  for (const start of ids) {
    if (done.has(start)) continue;
    const path: { id: string; turn: number }[] = [{ id: start, turn: 0 }];
    const onPath = new Set([start]);
    while (path.length > 0) {
      const here = path[path.length - 1];
      if (here === undefined) break;
      const neighbour = next(here.id)[here.turn];
      here.turn += 1;
      if (neighbour === undefined) {
        done.add(here.id);
        onPath.delete(here.id);
        path.pop();
      } else if (onPath.has(neighbour)) {
        const from = path.findIndex((step) => step.id === neighbour);
        cycles.push(path.slice(from).map((step) => step.id));
      } else if (!done.has(neighbour)) {
        path.push({ id: neighbour, turn: 0 });
        onPath.add(neighbour);
      }
    }
  }
  return cycles;
}
