import { Graph, layout } from '@dagrejs/dagre';

export interface LaidOut {
  /** Left upper corners, by id. */
  readonly places: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
}

export interface ToLayOut {
  readonly nodes: readonly { readonly id: string; readonly dependsOn: readonly string[] }[];
}

export const CARD = { width: 244, height: 68 } as const;

/** From left to right as data flows. */
export function layOut({ nodes }: ToLayOut): LaidOut {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 72, marginx: 16, marginy: 16 });
  graph.setDefaultEdgeLabel(() => ({}));
  const known = new Set(nodes.map(({ id }) => id));
  for (const { id } of nodes) graph.setNode(id, { ...CARD });
  for (const { id, dependsOn } of nodes)
    for (const parent of dependsOn) if (known.has(parent)) graph.setEdge(parent, id);
  layout(graph);
  return {
    places: Object.fromEntries(
      nodes.map(({ id }) => {
        const { x, y } = graph.node(id) as { x: number; y: number };
        return [id, { x: Math.round(x - CARD.width / 2), y: Math.round(y - CARD.height / 2) }];
      }),
    ),
  };
}
