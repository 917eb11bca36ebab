import type { Value } from '../../../../../shared/domain/column.ts';
import type { Operations, Ran } from '../../protocol.ts';
import type { Connection } from '../connection.ts';
import type { Statement } from '../driver/driver.ts';
import { firstWord, isPragma, quoteName } from '../names.ts';
import { isHarmlessPragma } from '../readRows.ts';
import { Refusal, refuse } from '../refusal.ts';
import { forget } from '../registry.ts';
import { sqliteFailure } from '../sqliteFailure.ts';
import type { Turn } from '../turn.ts';
import { withFreeIndexName } from './indexNames.ts';
import { keepTypes, madeBySelect } from './madeTypes.ts';
import { exists, markGaps, mentioned } from './mentions.ts';
import { type Piece, piecesOf } from './statements.ts';

type Asked = Operations['runReading']['ask'];
type Given = (rows: readonly Value[][]) => void;

/** Null when a statement of it would write: then nothing of it was run that could not be run again by the writer. */
export async function runReading(
  connection: Connection,
  turn: Turn,
  { sql, limit }: Asked,
  give: Given,
): Promise<Ran | null> {
  const pieces = piecesOf(sql);
  for (const piece of pieces) if (!readsOnly(connection, piece)) return null;
  return runAll(connection, turn, pieces, sql, limit, give);
}

export async function runWriting(
  connection: Connection,
  turn: Turn,
  { sql, limit }: Asked,
  give: Given,
): Promise<Ran> {
  const pieces = piecesOf(sql);
  for (const piece of pieces) demandNoEnding(piece.sql);
  return runAll(connection, turn, pieces, sql, limit, give);
}

async function runAll(
  connection: Connection,
  turn: Turn,
  pieces: readonly Piece[],
  sql: string,
  limit: number,
  give: Given,
): Promise<Ran> {
  let ran: Ran = { columns: [], affected: 0, tag: '' };
  for (const [at, piece] of pieces.entries()) {
    try {
      const rows: Value[][] = [];
      ran = await runOne(connection, turn, piece, limit, rows);
      if (at === pieces.length - 1) give(rows);
    } catch (error) {
      // Blank up to where the statement begins, so that places count in the text as it was given.
      const padded = sql.slice(0, piece.start).replace(/[^\n]/g, ' ') + piece.sql;
      throw error instanceof Refusal ? error : new Refusal(sqliteFailure(error, connection, padded));
    }
    await turn.breathe();
  }
  return ran;
}

async function runOne(
  connection: Connection,
  turn: Turn,
  { sql: given, maybeTakes }: Piece,
  limit: number,
  rows: Value[][],
): Promise<Ran> {
  const word = firstWord(given);
  const sql = word === 'create' ? withFreeIndexName(connection, given) : given;
  // Before it is compiled, which for a pragma is to be carried out.
  if (isPragma(sql) && !isHarmlessPragma(sql)) throw refusedPragma();
  const statement = connection.db.prepare(sql);
  if (statement.reader) return read(statement, turn, word, limit, rows);
  // Whether it wants values costs compiling it again, which a seed of many rows should not pay for nothing.
  const { changes } = maybeTakes ? statement.run() : statement.run([]);
  const names = mentioned(sql);
  if (word === 'drop') for (const name of names) if (!exists(connection, name)) forget(connection, name);
  markGaps(connection, sql, names);
  const made = word === 'create' ? madeBySelect(sql) : null;
  if (made === null || !exists(connection, made.table))
    return { columns: [], ...counted(sql, word, changes) };
  keepTypes(connection, made.table, made.select);
  // The rows of a table just made are numbered 1, 2, 3 …
  const affected = lastRow(connection, made.table);
  return { columns: [], affected, tag: `SELECT ${affected}` };
}

type Counted = Pick<Ran, 'affected' | 'tag'>;

async function read(
  statement: Statement,
  turn: Turn,
  word: string,
  limit: number,
  rows: Value[][],
): Promise<Ran> {
  let count = 0;
  for (const row of statement.raw(true).iterate()) {
    count += 1;
    if (count > limit) break;
    rows.push((row as Value[]).map(plainBytes));
    if (count % 256 === 0) await turn.breathe();
  }
  // What changes rows and answers some was cut off in answering only when nobody wants the rest: it is done all the same.
  const columns = statement.columns().map(({ name, type }) => ({ name, type: (type ?? '').toLowerCase() }));
  return {
    columns,
    affected: rows.length,
    tag: word === 'insert' ? `INSERT 0 ${rows.length}` : `SELECT ${rows.length}`,
  };
}

/** A Buffer would be another type on the other side. */
function plainBytes(value: Value): Value {
  return value instanceof Uint8Array ? new Uint8Array(value) : value;
}

/** What dbt calls the status message, in the words of Postgres, which SQLite has none of. */
function counted(sql: string, word: string, changes: number): Counted {
  const done = { insert: 'INSERT 0', replace: 'INSERT 0', update: 'UPDATE', delete: 'DELETE' }[word];
  if (done !== undefined) return { affected: changes, tag: `${done} ${changes}` };
  const second = firstWord(sql.replace(/^[\s\S]*?\b(?:create|drop|alter)\b/i, ''));
  return { affected: 0, tag: `${word} ${second}`.trim().toUpperCase() };
}

function lastRow(connection: Connection, name: string): number {
  const last = connection.db
    .prepare(`select max(rowid) from ${quoteName(name)}`)
    .pluck(true)
    .get();
  return typeof last === 'bigint' ? Number(last) : 0;
}

/** One that can't be prepared yet may read what an earlier one makes; that one then is no reader. */
function readsOnly(connection: Connection, { sql }: Piece): boolean {
  const word = firstWord(sql);
  if (isPragma(sql)) return isHarmlessPragma(sql);
  if (['begin', 'commit', 'end', 'rollback', 'savepoint', 'release', 'attach', 'detach'].includes(word))
    return false;
  try {
    const statement = connection.db.prepare(sql);
    return statement.reader && statement.readonly;
  } catch {
    return ['select', 'with', 'values', 'explain', ''].includes(word);
  }
}

const ENDINGS = [
  ...['begin', 'commit', 'end', 'rollback', 'savepoint', 'release', 'attach', 'detach', 'vacuum'],
];

function demandNoEnding(sql: string): void {
  const word = firstWord(sql);
  if (!ENDINGS.includes(word)) return;
  throw refuse('SQL_REFUSED', {
    message: `${word.toUpperCase()} can't be part of a build: what belongs together is begun and ended for it.`,
    next: 'Leave it out.',
  });
}

function refusedPragma() {
  return refuse('SQL_REFUSED', {
    message: 'This pragma would change how the warehouse is kept.',
    next: 'Leave it out.',
  });
}
