import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { scanWal } from '../walScan.ts';
import { quoteName } from './sqlNames.ts';
import type { FileTasks, Inspection } from './tasks.ts';

const MIGRATIONS = '_leadline_migrations';

/** Read only: a damaged file is evidence, and closing a writer would fold its log into it. */
export function inspect({ file, thorough, count }: FileTasks['inspect']['ask']): Inspection {
  let db: Database.Database | null = null;
  const wal = scanWal(readLog(`${file}-wal`));
  try {
    db = new Database(file, { readonly: true, fileMustExist: true, timeout: 10_000 });
    const problems = check(db, thorough);
    const names = db
      .prepare(
        `select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by 1`,
      )
      .pluck()
      .all() as string[];
    const rows = (name: string) =>
      Number(
        db
          ?.prepare(`select count(*) from ${quoteName(name)}`)
          .pluck()
          .get(),
      );
    return {
      sound: problems.length === 0,
      problems,
      schema: names.includes(MIGRATIONS)
        ? Number(db.prepare(`select coalesce(max(id), 0) from ${MIGRATIONS}`).pluck().get())
        : null,
      tables: names.map((name) => ({ name, rows: count ? rows(name) : null })),
      wal,
    };
  } catch (error) {
    if (!isDamage(error)) throw error;
    return { sound: false, problems: [error.message], schema: null, tables: [], wal };
  } finally {
    db?.close();
  }
}

function readLog(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    return new Uint8Array();
  }
}

function check(db: Database.Database, thorough: boolean): string[] {
  const said = db.pragma(thorough ? 'integrity_check' : 'quick_check') as Record<string, string>[];
  const lines = said.flatMap((line) => Object.values(line)).filter((line) => line !== 'ok');
  if (!thorough) return lines;
  const broken = db.pragma('foreign_key_check') as { table: string; parent: string }[];
  return [
    ...lines,
    ...broken.map(({ table, parent }) => `a row of ${table} refers to a missing one of ${parent}`),
  ].slice(0, 100);
}

export function isDamage(error: unknown): error is Error & { code: string } {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    // A schema that can't be parsed any more comes as a plain error.
    (/^SQLITE_(CORRUPT|NOTADB|IOERR|FORMAT)/.test(error.code) || /malformed|corrupt/i.test(error.message))
  );
}
