/** What the palette searches in one of its lines. */
export interface Searched {
  readonly label: string;
  readonly keywords?: readonly string[];
}

/**
 * The lines that match what was typed, best first: the label's beginning, then the beginning of a word, then anywhere
 * in it, then a keyword, then the letters in order. Equal ones keep their order.
 */
export function rank<T extends Searched>(typed: string, lines: readonly T[]): T[] {
  const query = typed.trim().toLowerCase();
  if (query === '') return [...lines];
  return lines
    .map((line) => ({ line, score: score(query, line) }))
    .filter(({ score: found }) => found > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ line }) => line);
}

function score(query: string, { label, keywords = [] }: Searched): number {
  const text = label.toLowerCase();
  if (text.startsWith(query)) return 5;
  if (text.split(/\s+/).some((word) => word.startsWith(query))) return 4;
  if (text.includes(query)) return 3;
  if (keywords.some((word) => word.toLowerCase().startsWith(query))) return 2;
  return inOrder(query, text) ? 1 : 0;
}

function inOrder(query: string, text: string): boolean {
  let from = 0;
  for (const letter of query.replaceAll(/\s/g, '')) {
    const at = text.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}
