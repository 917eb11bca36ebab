import Database from 'better-sqlite3';
import { forgetMeasures } from './measures.ts';
import { quoteName, quoteText } from './sqlNames.ts';
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
    db.exec(`attach ${quoteText(backup)} as old`);
    const wanted = new Set(tables);
    if (missing) for (const name of named(db, 'old')) if (!named(db, 'main').includes(name)) wanted.add(name);
    db.exec('begin');
    for (const name of familyOf(db, [...wanted])) wanted.add(name);
    unlistNewer(db, [...wanted]);
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

/** A relation and the tables of its nested lists hold the same loads: they go back together. */
function familyOf(db: Database.Database, names: readonly string[]): string[] {
  if (!named(db, 'old').includes('_leadline_children')) return [];
  const pairs = db.prepare('select child, parent from old._leadline_children').all() as {
    child: string;
    parent: string;
  }[];
  const family = new Set(names);
  for (let before = -1; before < family.size; ) {
    before = family.size;
    for (const { child, parent } of pairs) {
      if (family.has(child)) family.add(parent);
      if (family.has(parent)) family.add(child);
    }
  }
  return [...family];
}

/**
 * Loads that came after the backup are gone from these relations, so the ledger mustn't list them, and their streams go
 * on from where the backup left them: the next extraction brings the rows again.
 */
function unlistNewer(db: Database.Database, names: readonly string[]): void {
  const both = ['_leadline_loads', '_leadline_cursors'];
  if (!both.every((name) => named(db, 'main').includes(name) && named(db, 'old').includes(name))) return;
  for (const name of names) {
    const newer = `relation = ? and "load" not in (select "load" from old._leadline_loads)`;
    const streams = `(source, stream) in (select source, stream from main._leadline_loads where ${newer})`;
    db.prepare(`delete from main._leadline_cursors where ${streams}`).run(name);
    db.prepare(`delete from main._leadline_loads where ${newer}`).run(name);
  }
  db.exec('insert or ignore into main._leadline_cursors select * from old._leadline_cursors');
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
