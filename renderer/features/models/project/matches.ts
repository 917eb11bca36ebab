import type { GraphNode } from '../../../../shared/contract/models.ts';

/** Nodes that have all the words in their name, layer, kind, tags or file; null when nothing is searched for. */
export function matchesOf(nodes: readonly GraphNode[], search: string): ReadonlySet<string> | null {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  return new Set(
    nodes
      .filter(({ name, layer, kind, tags, file, health }) => {
        const text = [name, layer, kind, ...tags, file, health].join(' ').toLowerCase();
        return words.every((word) => text.includes(word));
      })
      .map(({ id }) => id),
  );
}
