import pg from 'pg';
import { type Failure, type FailureCode, fail } from '../../../shared/errors/failure.ts';
import type { Prepared } from './prepare.ts';

const AGAIN = 'Try again in a moment.';

/** What the server said about a statement, as a failure. `subject` is the server's address. */
export function sqlFailure(error: pg.DatabaseError, subject: string, prepared?: Prepared): Failure {
  const { code: state = '' } = error;
  const told = (code: FailureCode, message: string, next: string, retry = false) =>
    fail(code, { message, next, retry, subject }).failure;
  switch (state) {
    case '57014':
      return /statement timeout/.test(error.message)
        ? told(
            'TIMED_OUT',
            'The statement took longer than it may.',
            'Ask for less at once, or allow more time.',
          )
        : told('CANCELLED', 'The statement was cancelled.', 'Start it again when you want it.');
    case '55P03':
      return told('STORE_BUSY', 'Another session holds a lock on what this needs.', AGAIN, true);
    case '40001':
    case '40P01':
      return told('STORE_BUSY', 'Another session changed the same data at the same moment.', AGAIN, true);
    case '53300':
      return told('STORE_BUSY', 'The server has no connection left.', AGAIN, true);
    case '53100':
      return told(
        'DISK_FULL',
        'The disk of the Postgres server is full.',
        'Free space there, then try again.',
        true,
      );
    case '57P01':
    case '57P02':
    case '57P03':
    case '57P05':
    case '25P03':
      return told('STORE_UNREACHABLE', `The server ended the connection: ${error.message}.`, AGAIN, true);
    case 'XX001':
    case 'XX002':
      return told(
        'STORE_DAMAGED',
        `The server found its data damaged: ${error.message}.`,
        'Stop writing to it and restore it from a backup.',
      );
    case '25006':
      return told(
        'SQL_REFUSED',
        `The statement would change data, and this place only reads: ${error.message}${whereIn(error, prepared)}.`,
        'Write a select.',
      );
    default:
      return sqlFailed(error, subject, prepared);
  }
}

function sqlFailed(error: pg.DatabaseError, subject: string, prepared: Prepared | undefined): Failure {
  const { message } = error;
  const place = placeOf(error, prepared);
  return fail('SQL_FAILED', {
    subject,
    message: `Postgres can’t run the statement: ${message}${whereIn(error, prepared)}.`,
    next: error.hint ?? error.detail ?? 'Correct the statement, then run it again.',
    ...(place !== undefined && {
      problems: [{ file: 'SQL', ...place, message, severity: 'error' as const }],
    }),
  }).failure;
}

function whereIn(error: pg.DatabaseError, prepared: Prepared | undefined): string {
  const place = placeOf(error, prepared);
  return place === undefined ? '' : ` (line ${place.line}, column ${place.column})`;
}

/** In the statement as it was given. The server counts characters, JavaScript halves of some. */
function placeOf(
  { position }: pg.DatabaseError,
  prepared: Prepared | undefined,
): { line: number; column: number } | undefined {
  if (position === undefined || prepared === undefined) return undefined;
  const passed = Array.from(prepared.sql)
    .slice(0, Number(position) - 1)
    .join('').length;
  const before = prepared.given.slice(0, prepared.at(passed));
  return {
    line: before.split('\n').length,
    column: Array.from(before.slice(before.lastIndexOf('\n') + 1)).length + 1,
  };
}

export function lostFailure(error: unknown, subject: string): Failure {
  const why = error instanceof Error ? error.message : String(error);
  return fail('STORE_UNREACHABLE', {
    subject,
    message: `The connection to the Postgres server broke: ${why}.`,
    next: 'Check the network and the server, then try again. Nothing of the interrupted work was kept.',
    retry: true,
  }).failure;
}

export function isServerError(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError;
}
