const GONE = '…';

/** A sentence of a failure without what it quotes: that may be a value of somebody's data. Names stand unquoted in titles. */
export function withoutDetails(text: string): string {
  return (
    text
      .replace(/“[^”]*(?:”|$)/g, `“${GONE}”`)
      .replace(/"[^"]*(?:"|$)/g, `"${GONE}"`)
      .replace(/‘[^’]*’/g, `‘${GONE}’`)
      // An apostrophe within a word quotes nothing.
      .replace(/(?<![\p{L}\p{N}])'[^'\n]*'(?![\p{L}\p{N}])/gu, `'${GONE}'`)
      // Postgres tells keys of rows as (email)=(ann@example.com).
      .replace(/=\([^)]*(?:\)|$)/g, `=(${GONE})`)
      .replace(/[^\s@<>(),;:"']+@[^\s@<>(),;:"']+\.[^\s@<>(),;:"']+/g, GONE)
  );
}
