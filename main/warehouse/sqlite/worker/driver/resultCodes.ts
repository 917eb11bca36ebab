/** Runs a call of Node's SQLite; what it refuses carries the name of its result code, as better-sqlite3's errors do. */
export function named<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw refusedBySqlite(error);
  }
}

const RANGE = 25;
const WRITE_FAILED = 778;

/** SQLite's primary result codes, the low byte of what it answers. */
const NAMES: Readonly<Record<number, string>> = {
  2: 'SQLITE_INTERNAL',
  3: 'SQLITE_PERM',
  4: 'SQLITE_ABORT',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  7: 'SQLITE_NOMEM',
  8: 'SQLITE_READONLY',
  9: 'SQLITE_INTERRUPT',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  17: 'SQLITE_SCHEMA',
  18: 'SQLITE_TOOBIG',
  19: 'SQLITE_CONSTRAINT',
  20: 'SQLITE_MISMATCH',
  21: 'SQLITE_MISUSE',
  23: 'SQLITE_AUTH',
  26: 'SQLITE_NOTADB',
};

function refusedBySqlite(error: unknown): unknown {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return error;
  if (error.errcode === RANGE) return new RangeError('Too many parameter values were provided');
  const name = error.errcode === WRITE_FAILED ? 'SQLITE_IOERR_WRITE' : NAMES[error.errcode & 0xff];
  return Object.assign(error, { code: name ?? 'SQLITE_ERROR' });
}
