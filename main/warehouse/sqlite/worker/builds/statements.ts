import { refuse } from '../refusal.ts';

export interface Piece {
  readonly sql: string;
  /** Where in the whole text it begins. */
  readonly start: number;
  /** Outside of texts and names stands what could be a parameter. */
  readonly maybeTakes: boolean;
}

/** A string, a quoted name, a comment, a word, a semicolon, or a character of none of them. */
const PART =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|\s+|[\s\S]/g;
const TRIGGER = /^create (?:temp |temporary )?trigger\b/;

/**
 * The statements of a text. SQLite hands out one at a time with what is left, but only one of the two libraries says so.
 * A semicolon inside a trigger's body ends no statement of the text.
 */
export function piecesOf(sql: string): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  let words = '';
  let depth = 0;
  let said = false;
  let maybeTakes = false;
  const close = (end: number) => {
    if (said) pieces.push({ sql: sql.slice(start, end), start, maybeTakes });
    start = end + 1;
    words = '';
    depth = 0;
    said = false;
    maybeTakes = false;
  };
  for (const match of sql.matchAll(PART)) {
    const [text] = match;
    if (text === ';' && depth === 0) {
      close(match.index);
      continue;
    }
    if (/^(?:\s|--|\/\*)/.test(text)) continue;
    if ((text === "'" || text === '"' || text === '`') && text.length === 1) throw unclosed(sql, match.index);
    said = true;
    if (text === '?' || text === ':' || text === '@' || text === '$') maybeTakes = true;
    const word = /^[A-Za-z]/.test(text) ? text.toLowerCase() : '';
    if (words.length < 40) words += `${word} `;
    if (!TRIGGER.test(words)) continue;
    if (word === 'begin' || word === 'case') depth += 1;
    if (word === 'end') depth -= 1;
  }
  close(sql.length);
  return pieces;
}

function unclosed(sql: string, at: number) {
  const before = sql.slice(0, at).split('\n');
  return refuse('SQL_FAILED', {
    message: `A text or a quoted name begins and never ends (line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}).`,
    next: 'Close it.',
  });
}
