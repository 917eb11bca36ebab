import Database from 'better-sqlite3';
import { quoteName, quoteText } from './sqlNames.ts';
import type { FileTasks } from './tasks.ts';

/** Raw relations that hold rows of loads the ledger doesn't list (any more): the next sweep removes those rows. */
export function unlisted({ file }: FileTasks['unlisted']['ask']): string[] {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const tables = db
      .prepare("select name from sqlite_schema where type = 'table'")
      .pluck()
      .all() as string[];
    if (!tables.includes('_leadline_loads')) return [];
    return tables.filter((name) => {
      if (!name.startsWith('raw.')) return false;
      const columns = db.pragma(`table_info(${quoteText(name)})`) as { name: string }[];
      if (!columns.some((column) => column.name === '_load')) return false;
      const sql = `select exists (select 1 from ${quoteName(name)} where _load not in (select "load" from _leadline_loads))`;
      return db.prepare(sql).pluck().get() === 1;
    });
  } finally {
    db.close();
  }
}
