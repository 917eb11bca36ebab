interface Linked {
  readonly id: string;
  readonly dependsOn: readonly string[];
}

export type Reach = 'all' | 'up' | 'down' | 'both';

/** The node and what lies above or below it, any number of steps away. */
export function reachOf<Node extends Linked>(nodes: readonly Node[], from: string, reach: Reach): Node[] {
  if (reach === 'all') return [...nodes];
  const found = new Set([from]);
  if (reach !== 'down') collect(from, parentsIn(nodes), found);
  if (reach !== 'up') collect(from, childrenIn(nodes), found);
  return nodes.filter(({ id }) => found.has(id));
}

type Neighbours = (id: string) => readonly string[];

export function parentsIn(nodes: readonly Linked[]): Neighbours {
  const parents = new Map(nodes.map(({ id, dependsOn }) => [id, dependsOn]));
  return (id) => parents.get(id) ?? [];
}

export function childrenIn(nodes: readonly Linked[]): Neighbours {
  const children = new Map<string, string[]>();
  for (const { id, dependsOn } of nodes)
    for (const parent of dependsOn) children.set(parent, [...(children.get(parent) ?? []), id]);
  return (id) => children.get(id) ?? [];
}

function collect(from: string, next: Neighbours, found: Set<string>): void {
  const seen = new Set([from]);
  const waiting = [from];
  for (let here = waiting.pop(); here !== undefined; here = waiting.pop())
    for (const id of next(here))
      if (!seen.has(id)) {
        seen.add(id);
        found.add(id);
        waiting.push(id);
      }
}

export type Step = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';
type Places = Readonly<Record<string, { readonly x: number; readonly y: number }>>;

/** Where an arrow key leads: along an edge to the sides, to the nearest card of the same column up and down. */
export function stepFrom(nodes: readonly Linked[], places: Places, from: string, step: Step): string | null {
  const here = places[from];
  if (here === undefined) return nodes[0]?.id ?? null;
  const sideways = step === 'ArrowLeft' || step === 'ArrowRight';
  const near =
    step === 'ArrowLeft' ? parentsIn(nodes)(from) : step === 'ArrowRight' ? childrenIn(nodes)(from) : [];
  const candidates = sideways ? near : nodes.map(({ id }) => id);
  const placed = candidates.flatMap((id) => {
    const place = places[id];
    return place === undefined || id === from ? [] : [{ id, ...place }];
  });
  const wanted = sideways
    ? placed
    : placed.filter(({ x, y }) => x === here.x && (step === 'ArrowDown' ? y > here.y : y < here.y));
  const [nearest] = wanted.sort((a, b) => Math.abs(a.y - here.y) - Math.abs(b.y - here.y));
  return nearest?.id ?? null;
}
