import type { ColumnType, Value } from '../../../../shared/domain/column.ts';
import type { ResultColumns } from '../protocol.ts';
import type { Connection } from './connection.ts';
import { isPragma } from './names.ts';
import { refuse } from './refusal.ts';
import { settle, typesOf } from './resultTypes.ts';
import type { Turn } from './turn.ts';
import { stored } from './values.ts';

/** The checks and looks that a person or a backup may ask of the engine; every other pragma can change something. */
const HARMLESS_PRAGMA =
  /^pragma\s+(?:main\.)?(?:quick_check|integrity_check|foreign_key_check|foreign_key_list|table_info|table_xinfo|index_list|index_info|index_xinfo|user_version|application_id|data_version|page_count|page_size|freelist_count|compile_options|journal_mode|synchronous|busy_timeout|foreign_keys|trusted_schema|query_only|database_list)\s*(?:;\s*$|$)|^pragma\s+(?:quick_check|integrity_check|foreign_key_check|foreign_key_list|table_info|table_xinfo|index_list|index_info|index_xinfo)\s*\([^)]*\)\s*;?\s*$/i;

export interface Read {
  readonly columns: ResultColumns;
  readonly rows: Value[][];
}

/** Row by row, so that it can be stopped between two; a statement busy before its first row ends with its process. */
export async function readRows(
  connection: Connection,
  turn: Turn,
  asked: { sql: string; params: readonly Value[]; limit: number; types?: readonly ColumnType[] },
): Promise<Read> {
  // Before it is compiled, which for a pragma is to be carried out.
  if (isPragma(asked.sql) && !isHarmlessPragma(asked.sql)) throw readsOnly();
  const statement = connection.statement(asked.sql);
  // SQLite calls some pragmas writing that only look.
  if (!statement.reader || !(statement.readonly || isPragma(asked.sql))) throw readsOnly();
  const startedAt = performance.now();
  const rows: Value[][] = [];
  for (const row of statement.raw(true).iterate(...asked.params.map(stored))) {
    if (rows.length === asked.limit)
      throw refuse('ROWS_TOO_MANY', {
        message: `The answer has more than ${asked.limit.toLocaleString('en')} rows.`,
        next: 'Add a filter or a limit, or read it page by page.',
      });
    rows.push(row as Value[]);
    if (rows.length % 256 === 0) await turn.breathe();
  }
  connection.noticeSlow(asked.sql, startedAt);
  const columns = statement.columns();
  const types = settle(rows, asked.types ?? typesOf(connection, columns));
  return {
    rows,
    columns: columns.map(({ name }, at) => ({ name, type: types[at] ?? { kind: 'text' } })),
  };
}

export function isHarmlessPragma(sql: string): boolean {
  return HARMLESS_PRAGMA.test(sql.trim());
}

function readsOnly() {
  return refuse('SQL_REFUSED', {
    message: 'Only a statement that reads can be run here, and this one does more.',
    next: 'Write a select.',
  });
}
