import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { atLeast, LEAST_SQLITE } from '../../engine.ts';
import type { FromWorker, OpenSettings } from '../protocol.ts';
import { refuse } from './refusal.ts';
import { createRegistry } from './registry.ts';

const STATEMENTS_KEPT = 200;
const WRITER_CACHE_KB = 65_536;
const READER_CACHE_KB = 32_768;
/** What a checkpointed WAL may keep of the disk. */
const WAL_KEPT_BYTES = 64 * 1024 * 1024;
const SQL_LOGGED = 4_000;

export interface Connection {
  readonly db: Database.Database;
  readonly settings: OpenSettings;
  /** Prepared once and kept. */
  statement(sql: string): Database.Statement<unknown[], unknown>;
  /** Tells the log when `run` took longer than a statement should. */
  noticeSlow(sql: string, startedAt: number): void;
  walBytes(): number;
  say(message: FromWorker): void;
}

export function openConnection(settings: OpenSettings, say: (message: FromWorker) => void): Connection {
  const reading = settings.role === 'reader';
  const db = openFile(settings, reading);
  db.defaultSafeIntegers(true);
  const version = String(db.prepare('select sqlite_version()').pluck().get());
  if (!atLeast(version, LEAST_SQLITE)) {
    db.close();
    throw refuse('INTERNAL', {
      message: `This SQLite is ${version}; before ${LEAST_SQLITE} a write-ahead log could be corrupted.`,
      next: 'Run npm ci again.',
    });
  }
  const connection = withStatements(db, settings, say);
  if (!reading) demandWal(db);
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma(`cache_size = -${reading ? READER_CACHE_KB : WRITER_CACHE_KB}`);
  if (reading) {
    db.pragma('query_only = ON');
  } else {
    db.pragma(`journal_size_limit = ${WAL_KEPT_BYTES}`);
    createRegistry(db);
  }
  return connection;
}

function openFile({ file, busyMs }: OpenSettings, readonly: boolean): Database.Database {
  try {
    return new Database(file, { readonly, timeout: busyMs });
  } catch (error) {
    // The driver looks for the folder itself and says so with an error of another kind.
    if (!(error instanceof TypeError)) throw error;
    throw refuse('STORE_UNREACHABLE', {
      message: `The folder of the warehouse ${file} is not there.`,
      next: 'Check that the drive is connected, then open the workspace again.',
      subject: file,
    });
  }
}

function demandWal(db: Database.Database): void {
  const mode = db.pragma('journal_mode = WAL', { simple: true });
  if (mode === 'wal') return;
  db.close();
  throw refuse('STORE_UNREACHABLE', {
    message:
      'The drive of the warehouse does not allow several readers beside a writer (no write-ahead log).',
    next: 'Move the workspace to a local drive.',
  });
}

function withStatements(
  db: Database.Database,
  settings: OpenSettings,
  say: (message: FromWorker) => void,
): Connection {
  const kept = new Map<string, Database.Statement<unknown[], unknown>>();
  return {
    db,
    settings,
    say,
    statement(sql) {
      const known = kept.get(sql);
      kept.delete(sql);
      const statement = known ?? db.prepare<unknown[], unknown>(sql);
      kept.set(sql, statement);
      const oldest = kept.keys().next().value;
      if (kept.size > STATEMENTS_KEPT && oldest !== undefined) kept.delete(oldest);
      return statement;
    },
    noticeSlow(sql, startedAt) {
      const ms = Math.round(performance.now() - startedAt);
      if (ms > settings.slowMs)
        say({ said: 'slow', sql: sql.slice(0, SQL_LOGGED), ms, plan: planOf(db, sql) });
    },
    walBytes: () => statSync(`${settings.file}-wal`, { throwIfNoEntry: false })?.size ?? 0,
  };
}

/** A plan is made without parameter values, so none can reach the log. */
function planOf(db: Database.Database, sql: string): string[] {
  try {
    const steps: unknown = Reflect.apply(Reflect.get(db, 'explain'), db, [`query plan ${sql}`]);
    return Array.isArray(steps) ? steps.map((step) => String(step.detail)) : [];
  } catch {
    // Schema statements have none, and what a statement just dropped can't be planned again.
    return [];
  }
}
