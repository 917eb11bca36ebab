import type { ConnectorCard } from '../../../../shared/contract/sources.ts';

/** Those that have every word of a search in what is told of them. */
export function matchingConnectors(
  connectors: readonly ConnectorCard[],
  search: string,
): readonly ConnectorCard[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return connectors.filter(({ id, title, summary, category }) => {
    const told = `${id} ${title} ${summary} ${category}`.toLowerCase();
    return words.every((word) => told.includes(word));
  });
}
