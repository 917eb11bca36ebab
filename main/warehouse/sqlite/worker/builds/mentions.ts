import type { Connection } from '../connection.ts';
import { relationsIn } from '../names.ts';
import { markSparse } from '../registry.ts';

const QUOTED = /"((?:[^"]|"")*)"/g;

/** Relations that a statement may name, in the order it names them: too many rather than too few. */
export function mentioned(sql: string): string[] {
  const quoted = [...sql.matchAll(QUOTED)].map((match) => (match[1] ?? '').replaceAll('""', '"'));
  return [...new Set([...quoted, ...relationsIn(sql)])];
}

export function exists(connection: Connection, name: string): boolean {
  const found = connection
    .statement(`select 1 from sqlite_master where type in ('table', 'view') and name = ?`)
    .get(name);
  return found !== undefined;
}

const MAY_LEAVE_GAPS = /\b(?:delete|replace|conflict|rowid|_rowid_|oid|alter|update)\b/i;

/** Row ids may no longer count the rows: said of every table the statement names, its candidates among them. */
export function markGaps(connection: Connection, sql: string, names: readonly string[]): void {
  if (!MAY_LEAVE_GAPS.test(sql)) return;
  for (const name of names) if (name.includes('.') && exists(connection, name)) markSparse(connection, name);
}
