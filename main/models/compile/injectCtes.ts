export interface Cte {
  readonly name: string;
  readonly sql: string;
}

/** Puts common table expressions in front of a statement, into its own `with` where it begins with one. */
export function injectCtes(sql: string, ctes: readonly Cte[]): string {
  if (ctes.length === 0) return sql;
  const list = ctes.map((cte) => `${cte.name} as (\n${cte.sql.trim()}\n)`).join(', ');
  const start = afterSpace(sql, 0);
  const clause = /with\b/iy;
  clause.lastIndex = start;
  if (!clause.test(sql)) return `with ${list}\n${sql}`;
  let end = clause.lastIndex;
  const recursive = /recursive\b/iy;
  recursive.lastIndex = afterSpace(sql, end);
  if (recursive.test(sql)) end = recursive.lastIndex;
  return `${sql.slice(0, end)} ${list},${sql.slice(end)}`;
}

/** The offset of the first letter that is neither space nor comment. */
function afterSpace(sql: string, from: number): number {
  const pattern = /(?:\s+|--[^\n]*(?:\n|$))+/y;
  let at = from;
  for (;;) {
    pattern.lastIndex = at;
    if (pattern.test(sql)) at = pattern.lastIndex;
    else if (sql.startsWith('/*', at)) at = afterBlockComment(sql, at);
    else return at;
  }
}

/** Block comments nest in Postgres. */
function afterBlockComment(sql: string, start: number): number {
  let depth = 0;
  for (let at = start; at < sql.length; at += 1) {
    if (sql.startsWith('/*', at)) {
      depth += 1;
      at += 1;
    } else if (sql.startsWith('*/', at)) {
      depth -= 1;
      at += 1;
      if (depth === 0) return at + 1;
    }
  }
  return sql.length;
}
