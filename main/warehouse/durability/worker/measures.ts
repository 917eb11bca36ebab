import type { Database } from 'better-sqlite3';

/** What the store remembers of a table's size and of the numbers of its rows no longer holds. */
export function forgetMeasures(db: Database, names: readonly string[]): void {
  const known = db
    .prepare("select 1 from main.sqlite_schema where type = 'table' and name = '_leadline_relations'")
    .get();
  if (known === undefined) return;
  const forget = db.prepare(
    'update main."_leadline_relations" set dense = 0, bytes = null, last = null where name = ?',
  );
  for (const name of names) forget.run(name);
}
