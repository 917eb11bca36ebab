import { loadModule, parseSync, SqlError } from 'libpg-query';
import { isTree, listBelow, type Tree } from './tree.ts';

export interface SqlFault {
  readonly message: string;
  /** Into the text, in characters. */
  readonly offset: number;
}

export type Parsed =
  | { readonly ok: true; readonly statements: readonly Tree[]; offsetOf(location: number): number }
  | { readonly ok: false; readonly fault: SqlFault };

/** Postgres' own grammar, compiled: what it takes is what a server takes. It knows no SQLite that Postgres wouldn't parse. */
export interface SqlParser {
  parse(sql: string): Parsed;
}

export async function loadSqlParser(): Promise<SqlParser> {
  await loadModule();
  return {
    parse(sql) {
      const offsetOf = offsetsOf(sql);
      try {
        const tree: unknown = parseSync(sql);
        const statements = isTree(tree)
          ? listBelow(tree, 'stmts').flatMap((one) => (isTree(one['stmt']) ? [one['stmt']] : []))
          : [];
        return { ok: true, statements, offsetOf };
      } catch (error) {
        if (!(error instanceof SqlError)) throw error;
        const { message, cursorPosition = 0 } = error.sqlDetails ?? { message: error.message };
        // Unlike places in a tree, this one is counted in characters already.
        return { ok: false, fault: { message, offset: Math.max(0, cursorPosition) } };
      }
    },
  };
}

/** The parser counts bytes of UTF-8; everybody else counts characters. */
function offsetsOf(sql: string): (location: number) => number {
  if (/^[\0-\x7f]*$/.test(sql)) return (location) => location;
  const bytes = Buffer.from(sql);
  return (location) => bytes.subarray(0, location).toString().length;
}
