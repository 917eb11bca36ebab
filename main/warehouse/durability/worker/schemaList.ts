import type Database from 'better-sqlite3';
import { isDamage } from './inspect.ts';

export interface SchemaEntry {
  readonly type: string;
  readonly name: string;
  readonly rootpage: bigint;
  readonly sql: string;
}

/** From both ends: one bad page of the list hides only what lies on it. */
export function readList(source: Database.Database): { entries: SchemaEntry[]; damaged: boolean } {
  const found = new Map<string, SchemaEntry>();
  let damaged = false;
  for (const order of ['asc', 'desc']) {
    try {
      const rows = source
        .prepare(`select type, name, rootpage, sql from sqlite_schema order by rowid ${order}`)
        .iterate() as Iterable<Partial<SchemaEntry>>;
      for (const { type, name, rootpage, sql } of rows) {
        const whole = typeof type === 'string' && typeof name === 'string' && typeof rootpage === 'bigint';
        // An index that a key made by itself has no text of its own.
        if (whole && typeof sql === 'string') found.set(`${type} ${name}`, { type, name, rootpage, sql });
        else if (!whole) damaged = true;
      }
    } catch (error) {
      if (!isDamage(error)) throw error;
      damaged = true;
    }
  }
  return { entries: [...found.values()], damaged };
}

export function copySequences(source: Database.Database, fresh: Database.Database): void {
  try {
    const rows = source.prepare('select name, seq from sqlite_sequence').all() as {
      name: string;
      seq: bigint;
    }[];
    fresh.exec('delete from sqlite_sequence');
    for (const { name, seq } of rows)
      fresh.prepare('insert into sqlite_sequence values (?, ?)').run(name, seq);
  } catch {
    // There is none, or it can't be read: the numbers go on from the highest that is there.
  }
}

export function makeOthers(fresh: Database.Database, entries: readonly SchemaEntry[]): string[] {
  return entries.flatMap(({ type, name, sql }) => {
    try {
      fresh.exec(sql);
      return [];
    } catch (error) {
      return [`${type} ${name}: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
}
