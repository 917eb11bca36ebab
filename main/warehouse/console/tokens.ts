import type { Engine } from '../store.ts';

/** `name` is a bare word, `quoted` a quoted identifier; `text` of both is what the engine would look up. */
export interface Token {
  readonly kind: 'name' | 'quoted' | 'string' | 'number' | 'parameter' | 'symbol';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface Unclosed {
  readonly what: 'string' | 'quoted name' | 'comment' | 'dollar quote';
  readonly start: number;
}

/** What a statement is made of, without space and comments. The engines quote and comment differently. */
export function tokenize(sql: string, engine: Engine): { tokens: Token[]; unclosed: Unclosed | null } {
  const tokens: Token[] = [];
  const postgres = engine === 'postgres';
  let at = 0;
  const push = (kind: Token['kind'], end: number, text = sql.slice(at, end)) => {
    tokens.push({ kind, text, start: at, end });
    at = end;
  };
  const unclosed = (what: Unclosed['what']) => ({ tokens, unclosed: { what, start: at } });
  while (at < sql.length) {
    const rest = sql.slice(at, at + 2);
    const char = sql.charAt(at);
    if (/\s|\uFEFF/.test(char)) at += 1;
    else if (rest === '--') {
      const end = sql.slice(at).search(/[\n\r]/);
      // SQLite ends a comment at the line feed only.
      const feed = postgres ? end : sql.slice(at).indexOf('\n');
      at = feed === -1 ? sql.length : at + feed + 1;
    } else if (rest === '/*') {
      const end = commentEnd(sql, at, postgres);
      if (end === -1) return unclosed('comment');
      at = end;
    } else if (char === "'") {
      const end = quoteEnd(sql, at, "'", postgres && escapes(sql, tokens.at(-1), at));
      if (end === -1) return unclosed('string');
      push('string', end);
    } else if (char === '"' || (!postgres && char === '`')) {
      const end = quoteEnd(sql, at, char, false);
      if (end === -1) return unclosed('quoted name');
      push('quoted', end, sql.slice(at + 1, end - 1).replaceAll(char + char, char));
    } else if (!postgres && char === '[') {
      const end = sql.indexOf(']', at);
      if (end === -1) return unclosed('quoted name');
      push('quoted', end + 1, sql.slice(at + 1, end));
    } else if (postgres && char === '$' && DOLLAR.test(sql.slice(at, at + 66))) {
      const tag = DOLLAR.exec(sql.slice(at, at + 66))?.[0] ?? '$$';
      const end = sql.indexOf(tag, at + tag.length);
      if (end === -1) return unclosed('dollar quote');
      push('string', end + tag.length);
    } else {
      const [kind, length] = plain(sql.slice(at, at + 300), tokens.at(-1), at, postgres);
      push(kind, at + length);
    }
  }
  return { tokens, unclosed: null };
}

const DOLLAR = /^\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/u;
const NAME = /^[\p{L}_\u0080-\uFFFF][\p{L}\p{N}_$\u0080-\uFFFF]*/u;
const NUMBER = /^(?:0[xX][0-9a-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)/;

function plain(
  ahead: string,
  before: Token | undefined,
  at: number,
  postgres: boolean,
): [Token['kind'], number] {
  const name = NAME.exec(ahead);
  if (name) return ['name', name[0].length];
  const number = NUMBER.exec(ahead);
  if (number) return ['number', number[0].length];
  if (ahead.startsWith('::')) return ['symbol', 2];
  const parameter = (postgres ? /^(?:\?|:[A-Za-z_]\w*|\$\d+)/ : /^(?:\?\d*|[:@$][A-Za-z_]\w*)/).exec(ahead);
  // `array[a:b]` on Postgres: a slice, where a colon directly follows a name or a number.
  const slice = postgres && ahead.startsWith(':') && before?.end === at && before.kind !== 'symbol';
  if (parameter && !slice) return ['parameter', parameter[0].length];
  const [first = ' '] = ahead;
  return ['symbol', first.length];
}

/** Postgres: a backslash escapes only in `E'…'`. */
function escapes(sql: string, before: Token | undefined, at: number): boolean {
  return before?.end === at && before.kind === 'name' && sql.slice(before.start, at).toLowerCase() === 'e';
}

function quoteEnd(sql: string, start: number, quote: string, escaped: boolean): number {
  for (let at = start + 1; at < sql.length; at += 1) {
    if (escaped && sql[at] === '\\') at += 1;
    else if (sql[at] === quote) {
      if (sql[at + 1] !== quote) return at + 1;
      at += 1;
    }
  }
  return -1;
}

function commentEnd(sql: string, start: number, nested: boolean): number {
  if (!nested) {
    const end = sql.indexOf('*/', start + 2);
    return end === -1 ? -1 : end + 2;
  }
  let depth = 0;
  for (let at = start; at < sql.length; at += 1) {
    const two = sql.slice(at, at + 2);
    if (two === '/*') depth += 1;
    else if (two === '*/') depth -= 1;
    else continue;
    at += 1;
    if (depth === 0) return at + 1;
  }
  return -1;
}
