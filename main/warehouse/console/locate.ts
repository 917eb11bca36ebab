import type { Store } from '../store.ts';
import { lineAndColumn, placeOf } from './edits.ts';
import type { Prepared } from './prepare.ts';
import type { Token } from './tokens.ts';

/** Each try is one statement compiled; a text with more of the same word gets no place rather than a slow one. */
const TRIES = 40;

/**
 * Where in the person's text a failure of SQLite lies. better-sqlite3 doesn't tell the offset, only the word, so where
 * the word stands several times the text is compiled up to each of them: the first that fails at the word is it.
 */
export async function locateSqlite(
  store: Store,
  sql: string,
  prepared: Prepared,
  message: string,
): Promise<number | null> {
  const { tokens } = prepared;
  const near = /near "([\s\S]+?)": syntax error|unrecognized token: "([\s\S]+?)"/.exec(message);
  if (near !== null) {
    const text = near[1] ?? near[2] ?? '';
    const same = tokens.filter((token) => sql.slice(token.start, token.end).startsWith(text)).slice(0, TRIES);
    if (same.length === 1) return same[0]?.start ?? null;
    for (const token of same) {
      const upTo = await store.query(`explain ${sql.slice(0, token.end)}`);
      if (!upTo.ok && upTo.failure.message.includes(near[0])) return token.start;
    }
    return null;
  }
  if (message.includes('incomplete input')) return tokens.at(-1)?.end ?? null;
  const named =
    /(?:no such (?:column|table|function)|ambiguous column name|unknown database):? "?([\w.$\u0080-\uFFFF]+)/i.exec(
      message,
    ) ?? /(?:function|aggregate:?) (\w+)\(\)/.exec(message);
  return named === null ? null : (sequence(tokens, named[1] ?? '')?.start ?? null);
}

function sequence(tokens: readonly Token[], dotted: string): Token | undefined {
  const parts = dotted.toLowerCase().split('.');
  return tokens.find(({ kind }, at) => {
    if (kind !== 'name' && kind !== 'quoted') return false;
    return parts.every((part, index) => tokens[at + index * 2]?.text.toLowerCase() === part);
  });
}

/** Postgres tells the place in what it was sent, and the store writes it at the end of the message. */
export function locatePostgres(
  sql: string,
  sent: { readonly text: string; original(place: number): number },
  message: string,
): { place: number; message: string } | null {
  const said = / \(line (\d+), column (\d+)\)/.exec(message);
  if (said === null) return null;
  const at = { line: Number(said[1]), column: Number(said[2]) };
  const place = Math.min(sent.original(placeOf(sent.text, at)), sql.length);
  return { place, message: message.replace(said[0], '') };
}

export function spoken(sql: string, place: number): string {
  const { line, column } = lineAndColumn(sql, place);
  return `line ${line}, column ${column}`;
}
