import type { GraphNode } from '../../../../shared/contract/models.ts';
import { LAYERS, type Layer } from '../../../../shared/domain/layer.ts';
import { BY_URGENCY } from '../words.ts';

export type SortKey = 'name' | 'layer' | 'kind' | 'health' | 'checks' | 'rows' | 'builtAt';

export interface Order {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** Sorted by one column; what it leaves equal, by name. What a node hasn't comes last either way. */
export function ordered(nodes: readonly GraphNode[], { key, descending }: Order): GraphNode[] {
  const sign = descending ? -1 : 1;
  return [...nodes].sort((a, b) => {
    const [left, right] = [sortedBy(a, key), sortedBy(b, key)];
    if (left === null || right === null) return left === right ? byName(a, b) : left === null ? 1 : -1;
    return sign * compare(left, right) || byName(a, b);
  });
}

function sortedBy(node: GraphNode, key: SortKey): string | number | null {
  switch (key) {
    case 'name':
      return node.name.toLowerCase();
    case 'kind':
      return node.kind;
    case 'layer':
      return layerPlace(node.layer);
    case 'health':
      return BY_URGENCY.indexOf(node.health);
    case 'checks':
      return node.checks;
    case 'rows':
      return node.rows;
    case 'builtAt':
      return node.builtAt;
  }
}

/** Ours in the order data flows, then others by name. */
function layerPlace(layer: string): string {
  const place = LAYERS.indexOf(layer as Layer);
  return place === -1 ? `9${layer}` : String(place);
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byName(a: GraphNode, b: GraphNode): number {
  return compare(a.name.toLowerCase(), b.name.toLowerCase()) || compare(a.id, b.id);
}
