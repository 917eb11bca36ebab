import type { Connection } from './connection.ts';
import { refuse } from './refusal.ts';

/** IMMEDIATE: the lock is taken here, with its bounded wait, and no later statement can meet a busy database. */
export function beginWrite(connection: Connection): void {
  connection.statement('begin immediate').run();
}

export function commitWrite(connection: Connection): void {
  if (!connection.db.inTransaction)
    throw refuse('INTERNAL', {
      message: 'The transaction was ended by a failed statement, and nothing of it was kept.',
      next: 'Start it again.',
    });
  connection.statement('commit').run();
  const bytes = connection.walBytes();
  if (bytes > connection.settings.walWarnBytes) connection.say({ said: 'wal', bytes });
}

export function rollbackWrite(connection: Connection): void {
  if (connection.db.inTransaction) connection.statement('rollback').run();
}

/**
 * Moves what the WAL holds into the file and, when no reader still needs it, gives its disk space back. It never waits
 * for a reader: an idle moment that turned out busy is tried again at the next.
 */
export function checkpoint(connection: Connection): { walBytes: number } {
  connection.db.exec('pragma analysis_limit = 1000; pragma optimize;');
  connection.db.pragma('busy_timeout = 0');
  try {
    connection.db.pragma('wal_checkpoint(PASSIVE)');
    connection.db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    connection.db.pragma(`busy_timeout = ${connection.settings.busyMs}`);
  }
  return { walBytes: connection.walBytes() };
}

/** A consistent copy while others read and write. The read-only mark of this connection is about the source only. */
export function vacuumInto(connection: Connection, path: string): void {
  connection.db.pragma('query_only = OFF');
  try {
    connection.db.prepare('vacuum into ?').run(path);
  } finally {
    connection.db.pragma('query_only = ON');
  }
}
