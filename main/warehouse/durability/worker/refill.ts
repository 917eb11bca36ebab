import Database from 'better-sqlite3';
import { quoteName, quoteText, readOnlyUri } from './sqlNames.ts';
import type { FileTasks, Refilled } from './tasks.ts';

const INTERNAL = '_leadline_';

/**
 * Puts into a salvaged file what a backup holds of the tables that couldn't be read whole. A relation is taken whole
 * from the backup: its salvaged rows and older ones side by side would be a state that never was. Of the store's own
 * tables both are kept, because a line of the ledger that is missing makes its rows invisible.
 */
export function refill({ target, backup, tables, missing }: FileTasks['refill']['ask']): Refilled[] {
  const db = new Database(target, { fileMustExist: true });
  try {
    db.pragma('synchronous = off');
    db.exec(`attach ${quoteText(readOnlyUri(backup))} as old`);
    const wanted = new Set(tables);
    if (missing) for (const name of named(db, 'old')) if (!named(db, 'main').includes(name)) wanted.add(name);
    db.exec('begin');
    const refilled = [...wanted].map((name) => ({ name, from: refillTable(db, name) }));
    forgetMeasures(db, [...wanted]);
    db.exec('commit');
    return refilled;
  } finally {
    db.close();
  }
}

function named(db: Database.Database, schema: 'main' | 'old'): string[] {
  const sql = `select name from ${schema}.sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\'`;
  return db.prepare(sql).pluck().all() as string[];
}

function refillTable(db: Database.Database, name: string): Refilled['from'] {
  const text = db
    .prepare(`select sql from old.sqlite_schema where type = 'table' and name = ?`)
    .pluck()
    .get(name);
  if (typeof text !== 'string') return 'nowhere';
  const table = quoteName(name);
  if (!named(db, 'main').includes(name)) db.exec(text);
  const columns = columnsOf(db, 'main', name);
  const old = columnsOf(db, 'old', name);
  // A column that came later is null in the rows of the backup, as it was when it came.
  const shared = columns
    .filter((column) => old.includes(column))
    .map(quoteName)
    .join(', ');
  if (shared === '') return 'nowhere';
  const from = `select ${shared} from old.${table}`;
  if (name.startsWith(INTERNAL))
    db.exec(
      `insert or ignore into main.${table} (${shared}) ${from} except select ${shared} from main.${table}`,
    );
  else {
    db.exec(`delete from main.${table}`);
    db.exec(`insert or ignore into main.${table} (${shared}) ${from}`);
  }
  return 'backup';
}

function columnsOf(db: Database.Database, schema: 'main' | 'old', name: string): string[] {
  const info = db.pragma(`${schema}.table_info(${quoteText(name)})`) as { name: string }[];
  return info.map((column) => column.name);
}

/** What the store remembers of a table's size and numbering no longer holds. */
function forgetMeasures(db: Database.Database, names: readonly string[]): void {
  if (!named(db, 'main').includes('_leadline_relations')) return;
  const forget = db.prepare(
    'update main."_leadline_relations" set dense = 0, bytes = null, last = null where name = ?',
  );
  for (const name of names) forget.run(name);
}
