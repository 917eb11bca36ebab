import { ACTS, isSymbol, onlyReads, type ReadKind, word } from '../console/onlyReads.ts';
import type { Token } from '../console/tokens.ts';
import type { Engine } from '../store.ts';

export type ScriptVerdict =
  | { readonly does: 'read'; readonly reads: ReadKind }
  | { readonly does: 'write' }
  | { readonly refused: string; readonly at: number };

/** What a statement may begin with, and for what defines things: what it may define. All else is refused. */
const DATA: Readonly<Record<Engine, ReadonlySet<string>>> = {
  sqlite: new Set(['insert', 'update', 'delete', 'replace', 'with']),
  postgres: new Set(['insert', 'update', 'delete', 'merge', 'with', 'truncate', 'comment']),
};
const DEFINES = new Set(['create', 'drop', 'alter']);
const DEFINED = new Set(['table', 'view', 'index', 'materialized']);
const BEFORE_DEFINED: Readonly<Record<Engine, ReadonlySet<string>>> = {
  sqlite: new Set(['unique']),
  postgres: new Set(['unique', 'or', 'replace', 'unlogged']),
};

const TRANSACTION = 'all statements of a step are one transaction already';
const WHY: Readonly<Record<string, string>> = {
  begin: TRANSACTION,
  start: TRANSACTION,
  commit: TRANSACTION,
  end: TRANSACTION,
  rollback: TRANSACTION,
  abort: TRANSACTION,
  savepoint: TRANSACTION,
  release: TRANSACTION,
  attach: 'another file is no part of the warehouse',
  detach: 'another file is no part of the warehouse',
  pragma: 'settings of the database are not a step’s to change',
  vacuum: 'it can’t be part of a transaction',
  reindex: 'it isn’t a step’s to do',
  copy: 'it reads and writes files of the server; use a load step',
  do: 'what a program within the database does can’t be looked at beforehand',
  call: 'what a program within the database does can’t be looked at beforehand',
  grant: 'who may do what is not a step’s to change',
  revoke: 'who may do what is not a step’s to change',
  set: 'settings of the connection are not a step’s to change',
  reset: 'settings of the connection are not a step’s to change',
};
/** Leadline's own tables, however they are written: what they say must agree with what is there. */
const OWN = /_leadline(?:_|$)/i;
const CATALOG: Readonly<Record<Engine, RegExp>> = {
  sqlite: /^sqlite_/i,
  postgres: /^(?:pg_catalog|pg_toast|information_schema)$/i,
};

/**
 * Whether a statement of a script reads, writes, or is none of its business. Beneath it lies one transaction of the store,
 * which lets no statement end it.
 */
export function mayWrite(tokens: readonly Token[], engine: Engine): ScriptVerdict {
  const [first] = tokens;
  if (first === undefined) return { refused: 'There is no statement to run.', at: 0 };
  const beyond = tokens.map((token, at) => reachesBeyond(token, tokens[at + 1], engine)).find(isSaid);
  if (beyond !== undefined) return beyond;
  const read = onlyReads(tokens, engine);
  if ('reads' in read) return { does: 'read', reads: read.reads };
  const begins = word(first);
  if (DATA[engine].has(begins)) return writesOnlyLayers(tokens, engine) ?? { does: 'write' };
  if (DEFINES.has(begins)) return defines(tokens, engine) ?? { does: 'write' };
  if (['select', 'values', 'table', 'explain'].includes(begins) || isSymbol(first, '('))
    return { refused: told(read.refused), at: read.at };
  const why = WHY[begins];
  const name = first.text.toUpperCase().slice(0, 40);
  return {
    refused:
      why === undefined ? `${name} is nothing a step may do` : `${name} is nothing a step may do: ${why}`,
    at: first.start,
  };
}

type Said = { readonly refused: string; readonly at: number };
const isSaid = (one: Said | null): one is Said => one !== null;

function reachesBeyond(token: Token, next: Token | undefined, engine: Engine): Said | null {
  const said = (refused: string) => ({ refused, at: token.start });
  const { kind, text } = token;
  const named = kind === 'name' || kind === 'quoted';
  // SQLite takes a string for a name where only a name can stand.
  if ((named || (kind === 'string' && engine === 'sqlite')) && OWN.test(text.replace(/^'|'$/g, '')))
    return said(`${text} belongs to Leadline itself`);
  if (engine === 'postgres' && kind === 'name' && /^u$/i.test(text) && isSymbol(next, '&'))
    return said('Names and texts written with U& can’t be looked at beforehand');
  const called = isSymbol(next, '(') || /^(?:pragma_|sqlite_dbpage)/i.test(text);
  if (named && called && ACTS[engine].test(text.toLowerCase()))
    return said(`${text} reaches beyond the tables of the warehouse`);
  return null;
}

/** Writing the engine's own catalog would change what no statement should. */
function writesOnlyLayers(tokens: readonly Token[], engine: Engine): Said | null {
  const at = tokens.findIndex(
    (token, index) =>
      (token.kind === 'name' || token.kind === 'quoted') &&
      CATALOG[engine].test(token.text) &&
      ['into', 'update', 'from', 'truncate'].includes(word(tokens[index - 1])),
  );
  const token = tokens[at];
  if (token === undefined || (word(tokens[at - 1]) === 'from' && word(tokens[at - 2]) !== 'delete'))
    return null;
  return { refused: `${token.text} is the database’s own`, at: token.start };
}

function defines(tokens: readonly Token[], engine: Engine): Said | null {
  const [verb] = tokens;
  if (verb === undefined) return null;
  const what = tokens.slice(1).find((token) => !BEFORE_DEFINED[engine].has(word(token)));
  const name = word(what);
  const refused = (why: string) => ({ refused: why, at: what?.start ?? verb.end });
  if (!DEFINED.has(name) || (name === 'materialized' && engine === 'sqlite'))
    return refused(
      `${verb.text.toUpperCase()} ${what?.text.toUpperCase().slice(0, 40) ?? ''} is nothing a step may do: it may make, change and drop tables, views and indexes`.replace(
        /\s+/g,
        ' ',
      ),
    );
  const owner = tokens.find((token, at) => word(token) === 'owner' && word(tokens[at + 1]) === 'to');
  if (word(verb) === 'alter' && owner !== undefined)
    return { refused: 'Who owns a table is not a step’s to change', at: owner.start };
  return null;
}

function told(reason: string): string {
  return reason.replace(/,? and the console only reads\.?$/, '').replace(/\.$/, '');
}
