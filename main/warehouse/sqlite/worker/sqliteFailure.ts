import { type Failure, type FailureCode, fail } from '../../../../shared/errors/failure.ts';
import type { Connection } from './connection.ts';
import { locate } from './locate.ts';
import { Refusal } from './refusal.ts';

/** Whatever a call threw, as the value the port promises. */
export function sqliteFailure(error: unknown, connection: Connection | null, sql: string | null): Failure {
  const carried = carriedFailure(error);
  if (carried !== null) return carried;
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_')) return byCode(code, message, connection, sql);
  // better-sqlite3's own complaints about a statement: none, several, or parameters that don't match.
  if (sql !== null && (error instanceof RangeError || error instanceof TypeError))
    return sqlFailed(message, connection, sql);
  return fail('INTERNAL', {
    message: `The warehouse failed: ${message}`,
    next: 'Try again; if it happens twice, report it with the log.',
  }).failure;
}

/** A row maker of another domain says what it expected to fail in the same way. */
function carriedFailure(error: unknown): Failure | null {
  if (error instanceof Refusal) return error.failure;
  if (!(error instanceof Error) || !('failure' in error)) return null;
  const failure = error.failure;
  const isFailure =
    typeof failure === 'object' &&
    failure !== null &&
    'code' in failure &&
    'message' in failure &&
    'next' in failure;
  return isFailure ? (failure as Failure) : null;
}

const TOLD: readonly {
  readonly starts: string;
  readonly code: FailureCode;
  readonly message: string;
  readonly next: string;
  readonly retry?: boolean;
}[] = [
  {
    starts: 'SQLITE_BUSY',
    code: 'STORE_BUSY',
    message: 'Another program holds the warehouse for writing and did not let go in time.',
    next: 'Close the other program that has this warehouse open, or wait until it is done, then try again.',
    retry: true,
  },
  {
    starts: 'SQLITE_FULL',
    code: 'DISK_FULL',
    message: 'The disk under the warehouse is full.',
    next: 'Free some space, then try again. Nothing half-written was kept.',
    retry: true,
  },
  {
    starts: 'SQLITE_IOERR_WRITE',
    code: 'DISK_FULL',
    message: 'The disk under the warehouse took no more: it is full, over a quota, or failing.',
    next: 'Free some space or check the disk, then try again. Nothing half-written was kept.',
    retry: true,
  },
  {
    starts: 'SQLITE_IOERR',
    code: 'STORE_UNREACHABLE',
    message: 'The disk under the warehouse could not be read or written.',
    next: 'Check that the drive is connected and healthy, then try again.',
    retry: true,
  },
  {
    starts: 'SQLITE_CORRUPT',
    code: 'STORE_DAMAGED',
    message: 'The warehouse file is damaged.',
    next: 'Close and open the workspace: what can be saved is saved, and the rest is listed.',
  },
  {
    starts: 'SQLITE_NOTADB',
    code: 'STORE_DAMAGED',
    message: 'The warehouse file is not a database.',
    next: 'Restore a backup, or move the file away to begin with an empty warehouse.',
  },
  {
    starts: 'SQLITE_CANTOPEN',
    code: 'STORE_UNREACHABLE',
    message: 'The warehouse file could not be opened.',
    next: 'Check that its folder exists and that you may write there.',
  },
  {
    starts: 'SQLITE_READONLY',
    code: 'SQL_REFUSED',
    message: 'Nothing can be written here: the statement is run read-only, or the file may not be written.',
    next: 'Write a select, or check the permissions of the warehouse file.',
  },
  {
    starts: 'SQLITE_NOMEM',
    code: 'INTERNAL',
    message: 'There was not enough memory for this.',
    next: 'Close other programs, or ask for less at once.',
    retry: true,
  },
];

function byCode(code: string, message: string, connection: Connection | null, sql: string | null): Failure {
  const told = TOLD.find((one) => code.startsWith(one.starts));
  if (told !== undefined) {
    const { starts: _, code: failureCode, ...words } = told;
    return fail(failureCode, { ...words, message: `${words.message} (${message})` }).failure;
  }
  return sqlFailed(message, connection, sql);
}

function sqlFailed(message: string, connection: Connection | null, sql: string | null): Failure {
  const place = sql === null || connection === null ? null : locate(message, sql, connection.db);
  const at = place === null ? '' : ` (line ${place.line}, column ${place.column})`;
  return fail('SQL_FAILED', {
    message: `The database refused the statement: ${sentence(message)}${at}.`,
    next: nextFor(message),
    ...(place === null ? {} : { problems: [{ file: 'SQL', ...place, message, severity: 'error' as const }] }),
  }).failure;
}

function sentence(message: string): string {
  const unique = /^UNIQUE constraint failed: (.*)$/.exec(message)?.[1];
  if (unique !== undefined) return `a value of ${unique} is there already, and may be there only once`;
  const missing = /^NOT NULL constraint failed: (.*)$/.exec(message)?.[1];
  if (missing !== undefined) return `${missing} may not be empty`;
  return message.replace(/\.$/, '');
}

function nextFor(message: string): string {
  if (message.startsWith('no such table')) return 'Check the name, or load or build it first.';
  if (message.startsWith('no such column')) return 'Check the name against the columns of the relation.';
  if (message.includes('constraint failed')) return 'Correct or remove the rows that break this rule.';
  return 'Correct the statement.';
}
