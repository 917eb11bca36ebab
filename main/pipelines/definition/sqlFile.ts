/** A step's `sql` that names a file: one word that ends in .sql, of the folder queries/, which may be written or not. */
const NAMED = /^(?:queries\/)?([\w-][\w. -]*\.sql)$/i;
const A_PATH = /^[^\s;'"()]+\.sql$/i;

export type SqlText =
  | { readonly is: 'statements' }
  /** `queries/<name>.sql`, from the folder of the workspace. */
  | { readonly is: 'file'; readonly file: string }
  /** Looks like a file, and isn't one of queries/. */
  | { readonly is: 'outside' };

/** Whether the text of an `sql` step is statements or names a file that holds them. */
export function sqlText(sql: string): SqlText {
  const name = NAMED.exec(sql.trim())?.[1];
  if (name !== undefined) return { is: 'file', file: `queries/${name}` };
  return A_PATH.test(sql.trim()) ? { is: 'outside' } : { is: 'statements' };
}
