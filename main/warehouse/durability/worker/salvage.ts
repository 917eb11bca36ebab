import Database from 'better-sqlite3';
import { isDamage } from './inspect.ts';
import { forgetMeasures } from './measures.ts';
import { copySequences, makeOthers, readList, type SchemaEntry } from './schemaList.ts';
import { quoteName, quoteText } from './sqlNames.ts';
import type { FileTasks, Salvage, SalvagedTable, Told } from './tasks.ts';
import { walkTable } from './walkTable.ts';

/** Whatever can still be read of a damaged file, in a fresh one. The damaged file is only read. */
export function salvage(
  { file, target, withinMs }: FileTasks['salvage']['ask'],
  tell: (told: Told) => void,
): Salvage {
  const deadline = performance.now() + withinMs;
  const inTime = () => performance.now() < deadline;
  const source = new Database(file, { readonly: true, fileMustExist: true, timeout: 10_000 });
  source.defaultSafeIntegers(true);
  const fresh = new Database(target);
  fresh.defaultSafeIntegers(true);
  try {
    // Lets a list of tables be read that SQLite would refuse as a whole for one bad entry.
    source.unsafeMode(true);
    source.pragma('writable_schema = on');
    const { entries, damaged } = readList(source);
    fresh.pragma('synchronous = off');
    fresh.pragma('journal_mode = memory');
    const tables = entries.filter(({ type, name }) => type === 'table' && !name.startsWith('sqlite_'));
    const salvaged = tables.map((table, index) => {
      tell({ done: index, total: tables.length });
      return salvageTable(source, fresh, table, inTime);
    });
    copySequences(source, fresh);
    forgetMeasures(
      fresh,
      salvaged.filter(({ complete }) => !complete).map(({ name }) => name),
    );
    const others = entries.filter(({ type }) => type !== 'table');
    return { tables: salvaged, listDamaged: damaged, without: makeOthers(fresh, others) };
  } finally {
    source.close();
    fresh.close();
  }
}

function salvageTable(
  source: Database.Database,
  fresh: Database.Database,
  { name, rootpage, sql }: SchemaEntry,
  inTime: () => boolean,
): SalvagedTable {
  try {
    fresh.exec(sql);
  } catch {
    return { name, rows: 0, complete: false };
  }
  const suspect = isSuspect(source, name, rootpage);
  let complete = false;
  try {
    complete = walk(source, fresh, name, inTime);
  } catch {
    // Its columns can't be known any more: what was taken stays.
  }
  return { name, rows: counted(fresh, name), complete: complete && !suspect };
}

/** Whether SQLite finds faults in the tree of this table. Those of its indexes alone leave its rows as they were. */
function isSuspect(source: Database.Database, name: string, root: bigint): boolean {
  try {
    const lines = source
      .prepare(`pragma quick_check(${quoteText(name)})`)
      .pluck()
      .all() as string[];
    const faults = lines.filter((line) => line !== 'ok');
    const elsewhere = (line: string) => /^Tree (\d+) /.exec(line)?.[1] ?? String(root);
    const own = (line: string) => elsewhere(line) === String(root) && !/index/i.test(line);
    return faults.flatMap((fault) => fault.split('\n')).some(own);
  } catch {
    return true;
  }
}

function walk(
  source: Database.Database,
  fresh: Database.Database,
  name: string,
  inTime: () => boolean,
): boolean {
  const info = fresh.pragma(`table_info(${quoteText(name)})`) as { name: string; type: string; pk: bigint }[];
  const columns = info.map((column) => quoteName(column.name));
  const taken = new Set(info.map((column) => column.name.toLowerCase()));
  const id = ['rowid', '_rowid_', 'oid'].find((one) => !taken.has(one));
  const marks = (count: number) => Array.from({ length: count }, () => '?').join(', ');
  const withoutIds = id === undefined || !hasIds(fresh, name, id);
  const names = withoutIds ? columns : [id, ...columns];
  const insert = fresh.prepare(
    `insert or ignore into ${quoteName(name)} (${names.join(', ')}) values (${marks(names.length)})`,
  );
  fresh.exec('begin');
  try {
    if (withoutIds) return takeForwards(source, name, columns, (row) => void insert.run(row), inTime);
    const read = (backwards: boolean) =>
      source
        .prepare<[bigint, bigint], unknown[]>(
          `select ${names.join(', ')} from ${quoteName(name)} where ${id} between ? and ? order by ${id}${backwards ? ' desc' : ''}`,
        )
        .raw(true);
    const forwards = read(false);
    const backwards = read(true);
    return walkTable({
      *read(low, high, back) {
        for (const row of (back ? backwards : forwards).iterate(low, high))
          if (typeof row[0] === 'bigint') yield { id: row[0], row };
      },
      take: (taken) => {
        if ('row' in taken && Array.isArray(taken.row)) insert.run(taken.row);
      },
      inTime,
    });
  } finally {
    fresh.exec('commit');
  }
}

function hasIds(fresh: Database.Database, name: string, id: string): boolean {
  try {
    fresh.prepare(`select ${id} from ${quoteName(name)}`);
    return true;
  } catch {
    return false;
  }
}

/** A table kept in the order of its key has no numbers to halve by: it is read until the first bad page. */
function takeForwards(
  source: Database.Database,
  name: string,
  columns: readonly string[],
  take: (row: unknown[]) => void,
  inTime: () => boolean,
): boolean {
  try {
    const rows = source
      .prepare(`select ${columns.join(', ')} from ${quoteName(name)}`)
      .raw(true)
      .iterate();
    for (const row of rows) {
      if (!inTime()) return false;
      take(row as unknown[]);
    }
    return true;
  } catch (error) {
    if (!isDamage(error)) throw error;
    return false;
  }
}

function counted(fresh: Database.Database, name: string): number {
  return Number(
    fresh
      .prepare(`select count(*) from ${quoteName(name)}`)
      .pluck()
      .get(),
  );
}
