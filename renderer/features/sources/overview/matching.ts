import type { LoadLine } from '../../../../shared/contract/warehouse.ts';

/** Loads that have every word of a search somewhere in what is shown of them. */
export function matching(loads: readonly LoadLine[], search: string): LoadLine[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return loads.filter(({ load, file, relation, source, stream, disposition }) => {
    const text = [load, file, relation, source, stream, disposition].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
