import type { Driver } from './driver/driver.ts';

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where SQLite stopped. Its own offset isn't handed on by the driver, so it is found again from the message. */
export function locate(message: string, sql: string, db: Driver): Place | null {
  const near = /^near "([\s\S]+)": syntax error$/.exec(message)?.[1];
  if (near !== undefined) {
    const offset = offsets(sql, near).find((at) => stopsAt(db, sql.slice(0, at + near.length), message));
    return offset === undefined ? null : placeOf(sql, offset);
  }
  if (message === 'incomplete input') return placeOf(sql, sql.trimEnd().length);
  const missing = /^(?:no such (?:column|table|function|view): |ambiguous column name: )(.+)$/.exec(
    message,
  )?.[1];
  if (missing === undefined) return null;
  const name = missing.replace(/^main\./, '');
  const offset = offsets(sql, name)[0] ?? offsets(sql, name.slice(name.lastIndexOf('.') + 1))[0];
  return offset === undefined ? null : placeOf(sql, offset);
}

/** The parser stops at the first token that can't follow: cut off right behind it, the statement fails the same way. */
function stopsAt(db: Driver, start: string, message: string): boolean {
  try {
    db.prepare(start);
    return false;
  } catch (error) {
    return error instanceof Error && error.message === message;
  }
}

function offsets(sql: string, text: string): number[] {
  const found: number[] = [];
  const lower = sql.toLowerCase();
  const wanted = text.toLowerCase();
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, at + 1))
    if (!isWord(lower[at - 1], wanted[0]) && !isWord(lower[at + wanted.length], wanted.at(-1)))
      found.push(at);
  return found;
}

/** Whether `beside` goes on with the word that `edge` belongs to. */
function isWord(beside: string | undefined, edge: string | undefined): boolean {
  return beside !== undefined && edge !== undefined && /\w/.test(beside) && /\w/.test(edge);
}

function placeOf(sql: string, offset: number): Place {
  const before = sql.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
