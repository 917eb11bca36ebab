const ORDER = ['confirmed', 'suggestive', 'unresolved lag', 'sales lead social', 'no evidence', 'refused'];

/** Pairs by verdict in words, what weighs most first. */
export function countsInWords(
  counts: Readonly<Record<string, number>>,
  number: (n: number) => string,
): string {
  const known = ORDER.filter((verdict) => (counts[verdict] ?? 0) > 0);
  const others = Object.keys(counts).filter((verdict) => !ORDER.includes(verdict));
  const words = [...known, ...others].map((verdict) => `${number(counts[verdict] ?? 0)} ${verdict}`);
  return words.length === 0 ? 'no pairs' : words.join(', ');
}
