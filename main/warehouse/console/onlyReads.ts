import type { Engine } from '../store.ts';
import type { Token } from './tokens.ts';

export type ReadKind = 'select' | 'values' | 'explain';

export type Verdict =
  | { readonly reads: ReadKind; readonly tokens: readonly Token[] }
  | { readonly refused: string; readonly at: number };

/**
 * Whether these tokens are one statement that only reads, and if not, why. It gives a person the reason early and in
 * words; what really keeps the console from writing is the read-only connection and transaction beneath it.
 */
export function onlyReads(all: readonly Token[], engine: Engine): Verdict {
  const tokens = withoutLastSemicolons(all);
  const [first] = tokens;
  if (first === undefined) return { refused: 'There is no statement to run.', at: 0 };
  const semicolon = tokens.find((token) => isSymbol(token, ';'));
  if (semicolon !== undefined) return { refused: 'Only one statement can run at a time.', at: semicolon.end };
  const kind = kindOf(tokens);
  if (kind === null)
    return {
      refused: `${word(first).toUpperCase()} doesn’t only read, and the console only reads.`,
      at: first.start,
    };
  const objection = tokens.map((token, index) => objectionTo(token, index, tokens, engine)).find(isObjection);
  return objection ?? { reads: kind, tokens };
}

function withoutLastSemicolons(tokens: readonly Token[]): readonly Token[] {
  const last = tokens.findLastIndex((token) => !isSymbol(token, ';'));
  return tokens.slice(0, last + 1);
}

/** What it begins with decides; a parenthesis before a select is one of Postgres's ways. */
function kindOf(tokens: readonly Token[]): ReadKind | null {
  const start = tokens.findIndex((token) => !isSymbol(token, '('));
  switch (wordAt(tokens, start)) {
    case 'select':
    case 'with':
    case 'table':
      return 'select';
    case 'values':
      return 'values';
    case 'explain':
      return start === 0 && kindOf(tokens.slice(explained(tokens))) !== null ? 'explain' : null;
    default:
      return null;
  }
}

/** Where the explained statement begins, behind `query plan`, `analyze`, `verbose` and `( … )`. */
function explained(tokens: readonly Token[]): number {
  let at = 1;
  if (wordAt(tokens, at) === 'query' && wordAt(tokens, at + 1) === 'plan') return at + 2;
  const next = tokens[at + 1];
  const options =
    isSymbol(tokens[at], '(') && next !== undefined && !STARTS.has(word(next)) && !isSymbol(next, '(');
  if (options) at = tokens.findIndex((token) => isSymbol(token, ')')) + 1;
  while (['analyze', 'analyse', 'verbose'].includes(wordAt(tokens, at))) at += 1;
  return at;
}

const STARTS = new Set(['select', 'with', 'values', 'table']);

/** A verb writes only together with what follows it; alone it may be a column or a function: `replace(a, b, c)`. */
const WRITES: Readonly<Record<string, (next: string, after: Token | undefined) => boolean>> = {
  insert: (next) => ['into', 'or'].includes(next),
  replace: (next) => next === 'into',
  delete: (next) => next === 'from',
  merge: (next) => next === 'into',
  update: (next, after) =>
    after !== undefined && after.kind !== 'symbol' && !['as', 'from', 'asc', 'desc'].includes(next),
};

/** Functions that act beyond the statement: on settings, files, other sessions, other databases, or with SQL given as text. */
export const ACTS: Readonly<Record<Engine, RegExp>> = {
  sqlite:
    /^(?:pragma_\w+|load_extension|readfile|writefile|edit|fts3_tokenizer|sqlite_dbpage|writable_schema)$/,
  postgres:
    /^(?:set_config|setval|nextval|dblink\w*|lo_\w+|pg_(?:read|ls|stat_file|write|file|terminate|cancel|reload|rotate|switch|create|drop|promote|wal_replay|logical|replication|export|import|notify|advisory|try_advisory|stat_reset|stat_clear|backup|start_backup|stop_backup|log_|sleep_until)\w*|(?:query|table|cursor|schema|database)_to_xml\w*|current_setting_set)$/,
};

type Objection = { readonly refused: string; readonly at: number };
const isObjection = (one: Objection | null): one is Objection => one !== null;

function objectionTo(
  token: Token,
  index: number,
  tokens: readonly Token[],
  engine: Engine,
): Objection | null {
  const next = tokens[index + 1];
  const refused = (reason: string) => ({ refused: reason, at: token.start });
  const called = isSymbol(next, '(');
  const text = token.text.toLowerCase();
  if (
    ACTS[engine].test(text) &&
    (called || /^(?:pragma_|sqlite_dbpage)/.test(text)) &&
    token.kind !== 'string'
  )
    return refused(`${token.text} does more than read, and the console only reads.`);
  if (token.kind !== 'name' || isSymbol(tokens[index - 1], '.')) return null;
  if (WRITES[text]?.(wordAt(tokens, index + 1), next) && beginsAStatement(tokens, index))
    return refused(`${text.toUpperCase()} changes data, and the console only reads.`);
  if (text === 'into') return refused('SELECT … INTO makes a table, and the console only reads.');
  const locks = text === 'for' && /^(?:update|share|no|key)$/.test(wordAt(tokens, index + 1));
  return locks && engine === 'postgres' ? refused('FOR … locks rows, and the console only reads.') : null;
}

/** First of all, first in a parenthesis, or after the list of a `with`. */
function beginsAStatement(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  return (
    before === undefined ||
    isSymbol(before, '(') ||
    isSymbol(before, ')') ||
    STATEMENT_OPENERS.has(word(before))
  );
}

const STATEMENT_OPENERS = new Set(['explain', 'plan', 'analyze', 'analyse', 'verbose', 'as', 'materialized']);

export function isSymbol(token: Token | undefined, text: string): boolean {
  return token?.kind === 'symbol' && token.text === text;
}

/** The lower-case word of a bare name, empty for anything else. */
export function word(token: Token | undefined): string {
  return token?.kind === 'name' ? token.text.toLowerCase() : '';
}

function wordAt(tokens: readonly Token[], index: number): string {
  return word(tokens[index]);
}
