import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { atLeast, LEAST_SQLITE } from '../../engine.ts';
import type { Commit, FromWorker, OpenSettings } from '../protocol.ts';
import { openAddon } from './driver/addon.ts';
import { openBuiltIn } from './driver/builtIn.ts';
import type { Driver, Statement } from './driver/driver.ts';
import { userFunctions } from './functions/functions.ts';
import { refuse } from './refusal.ts';
import { createRegistry } from './registry.ts';

const STATEMENTS_KEPT = 200;
/**
 * Two of SQLite's own in one: a table of 1.8 million rows with its indexes is made in nine tenths of the time, most of it
 * saved in writing the log and moving it into the file. Larger ones save no more, and a row changed here and there writes more.
 */
const PAGE_BYTES = 8_192;
const WRITER_CACHE_KB = 65_536;
const READER_CACHE_KB = 32_768;
/** What a checkpointed WAL may keep of the disk. */
const WAL_KEPT_BYTES = 64 * 1024 * 1024;
const SQL_LOGGED = 4_000;

export interface ConnectionHost {
  /** Whether this process is its own, and opens the file by nothing else than this connection. */
  readonly alone: boolean;
}

export interface Connection {
  readonly db: Driver;
  readonly settings: OpenSettings;
  /** How the transactions of now are committed. */
  commit: Commit;
  /** Since a commit that was to be held no checkpoint was asked for. */
  held: boolean;
  readonly pageBytes: number;
  /** Prepared once and kept. */
  statement(sql: string): Statement;
  /** Tells the log when `run` took longer than a statement should. */
  noticeSlow(sql: string, startedAt: number): void;
  walBytes(): number;
  say(message: FromWorker): void;
}

export function openConnection(
  settings: OpenSettings,
  say: (message: FromWorker) => void,
  { alone }: ConnectionHost,
): Connection {
  const reading = settings.role === 'reader';
  const db = openFile(settings, { builtIn: alone && !reading });
  const version = String(db.prepare('select sqlite_version()').pluck().get());
  if (!atLeast(version, LEAST_SQLITE)) {
    db.close();
    throw refuse('INTERNAL', {
      message: `This SQLite is ${version}; before ${LEAST_SQLITE} a write-ahead log could be corrupted.`,
      next: 'Run npm ci again.',
    });
  }
  for (const called of userFunctions()) db.define(called);
  const connection = withStatements(db, settings, say);
  if (!reading) demandWal(db);
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma(`cache_size = -${reading ? READER_CACHE_KB : WRITER_CACHE_KB}`);
  if (reading) {
    db.pragma('query_only = ON');
  } else {
    // Sorts in a thread beside the one that reads and writes: an index over 1.8 million rows is made in 2.0 s instead of 2.6.
    db.pragma('threads = 1');
    db.pragma(`journal_size_limit = ${WAL_KEPT_BYTES}`);
    createRegistry(db);
  }
  return connection;
}

/** A writer binds a lot, a reader next to nothing: the reader stays with the library that can tell what only reads. */
function openFile({ file, busyMs, role }: OpenSettings, { builtIn }: { builtIn: boolean }): Driver {
  if (!existsSync(dirname(file)))
    throw refuse('STORE_UNREACHABLE', {
      message: `The folder of the warehouse ${file} is not there.`,
      next: 'Check that the drive is connected, then open the workspace again.',
      subject: file,
    });
  const wanted = { file, busyMs, readonly: role === 'reader' };
  return (builtIn ? openBuiltIn(wanted) : null) ?? openAddon(wanted);
}

function demandWal(db: Driver): void {
  // Of a new file alone; one that has pages keeps their size.
  db.pragma(`page_size = ${PAGE_BYTES}`);
  const mode = db.pragma('journal_mode = WAL', { simple: true });
  if (mode === 'wal') return;
  db.close();
  throw refuse('STORE_UNREACHABLE', {
    message:
      'The drive of the warehouse does not allow several readers beside a writer (no write-ahead log).',
    next: 'Move the workspace to a local drive.',
  });
}

function withStatements(db: Driver, settings: OpenSettings, say: (message: FromWorker) => void): Connection {
  const kept = new Map<string, Statement>();
  return {
    db,
    settings,
    commit: 'usual',
    held: false,
    pageBytes: Number(db.pragma('page_size', { simple: true })),
    say,
    statement(sql) {
      const known = kept.get(sql);
      kept.delete(sql);
      const statement = known ?? db.prepare(sql);
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
function planOf(db: Driver, sql: string): string[] {
  try {
    return db.explain(`query plan ${sql}`).map((step) => String(step['detail']));
  } catch {
    // Schema statements have none, and what a statement just dropped can't be planned again.
    return [];
  }
}
