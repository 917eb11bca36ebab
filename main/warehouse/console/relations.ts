import { LAYERS } from '../../../shared/domain/layer.ts';
import type { Edit } from './edits.ts';
import { isSymbol, word } from './onlyReads.ts';
import type { Token } from './tokens.ts';

/** How the relations of a statement become the engine's own names. */
export interface Naming {
  readonly known: ReadonlySet<string>;
  quote(relation: string): string;
  /** Whether the engine knows layers as schemas: then `from staging.orders` can be called `orders` by itself. */
  readonly schemas: boolean;
}

interface Mention {
  readonly relation: string;
  readonly start: number;
  readonly end: number;
  readonly as: 'relation' | 'qualifier';
  readonly aliased: boolean;
}

/**
 * `staging.orders` names a relation in two places only: where a `from` or `join` expects one, and before a further
 * dot (`staging.orders.amount`). Anywhere else it is the column `orders` of something called `staging`.
 */
export function nameRelations(tokens: readonly Token[], naming: Naming): Edit[] {
  const mentions = mentionsIn(tokens, naming.known);
  const free = mentions.filter(({ as, aliased }) => as === 'relation' && !aliased);
  /** A schema's table is called by its own name; SQLite's single quoted name must be given it, where it is unique. */
  const ownName = (relation: string): string | null => {
    if (naming.schemas) return null;
    const name = afterDot(relation);
    const rivals = free.filter((one) => one.relation !== relation && afterDot(one.relation) === name);
    return free.some((one) => one.relation === relation) && rivals.length === 0 ? `"${name}"` : null;
  };
  return mentions.map(({ relation, start, end, as, aliased }) => {
    const own = ownName(relation);
    if (as === 'qualifier') return { start, end, text: own ?? naming.quote(relation) };
    const alias = own !== null && !aliased ? ` as ${own}` : '';
    return { start, end, text: `${naming.quote(relation)}${alias}` };
  });
}

const afterDot = (relation: string) => relation.slice(relation.indexOf('.') + 1);

interface Frame {
  /** Inside a from clause, where a comma is followed by a relation. */
  from: boolean;
  expecting: boolean;
  /** The parenthesis of a function's arguments, where `from` is a word of its own: `extract(day from x)`. */
  readonly call: boolean;
}

function mentionsIn(tokens: readonly Token[], known: ReadonlySet<string>): Mention[] {
  const frames: Frame[] = [{ from: false, expecting: false, call: false }];
  const found: Mention[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    const frame = frames.at(-1);
    if (token === undefined || frame === undefined) break;
    const relation = relationAt(tokens, at, known);
    const last = tokens[at + 2];
    if (relation !== null && last !== undefined && (frame.expecting || isSymbol(tokens[at + 3], '.'))) {
      const as = frame.expecting ? 'relation' : 'qualifier';
      const aliased = as === 'relation' && isAlias(tokens[at + 3]);
      found.push({ relation, start: token.start, end: last.end, as, aliased });
      frame.expecting = false;
      at += 2;
    } else if (isSymbol(token, '(')) {
      const call = !frame.expecting && isCalled(tokens[at - 1]);
      frames.push({ from: frame.expecting, expecting: frame.expecting, call });
      frame.expecting = false;
    } else if (isSymbol(token, ')')) {
      if (frames.length > 1) frames.pop();
    } else if (isSymbol(token, ',')) frame.expecting = frame.from;
    else step(frame, token, tokens[at - 1], tokens[at - 2]);
  }
  return found;
}

function step(frame: Frame, token: Token, before: Token | undefined, earlier: Token | undefined): void {
  const text = word(token);
  const distinct = word(before) === 'distinct' && ['is', 'not'].includes(word(earlier));
  if (text === 'from' && !distinct && !frame.call) {
    frame.from = true;
    frame.expecting = true;
  } else if (text === 'join') {
    frame.from = true;
    frame.expecting = true;
  } else if (CLAUSE_ENDS.has(text)) {
    frame.from = false;
    frame.expecting = false;
  } else if (!['lateral', 'only'].includes(text)) frame.expecting = false;
}

const CLAUSE_ENDS = new Set([
  ...['select', 'where', 'group', 'having', 'order', 'limit', 'offset', 'fetch', 'window', 'union', 'except'],
  ...['intersect', 'values', 'with'],
]);

/** Words that can follow a relation, and so are no alias of it. */
const AFTER_RELATION = new Set([
  ...CLAUSE_ENDS,
  ...['join', 'left', 'right', 'full', 'inner', 'outer', 'cross', 'natural', 'on', 'using', 'indexed', 'not'],
  ...['tablesample', 'for'],
]);

function isAlias(token: Token | undefined): boolean {
  if (token === undefined) return false;
  return token.kind === 'quoted' || (token.kind === 'name' && !AFTER_RELATION.has(word(token)));
}

const NOT_CALLED = new Set([
  ...[
    'in',
    'exists',
    'as',
    'any',
    'all',
    'some',
    'and',
    'or',
    'not',
    'where',
    'select',
    'on',
    'when',
    'then',
    'else',
  ],
  ...[
    'union',
    'except',
    'intersect',
    'lateral',
    'values',
    'using',
    'by',
    'over',
    'having',
    'case',
    'materialized',
  ],
]);

function isCalled(before: Token | undefined): boolean {
  if (before === undefined) return false;
  return before.kind === 'quoted' || (before.kind === 'name' && !NOT_CALLED.has(word(before)));
}

function relationAt(tokens: readonly Token[], at: number, known: ReadonlySet<string>): string | null {
  const [layer, dot, name] = tokens.slice(at, at + 3);
  if (layer === undefined || name === undefined || !isSymbol(dot, '.') || isSymbol(tokens[at - 1], '.'))
    return null;
  const schema = spelled(layer);
  if (!LAYERS.some((one) => one === schema)) return null;
  const relation = `${schema}.${spelled(name)}`;
  return known.has(relation) ? relation : null;
}

/** Bare names fold to lower case, as both engines take the layers' names; quoted ones are meant exactly. */
function spelled(token: Token): string | null {
  if (token.kind === 'name') return token.text.toLowerCase();
  return token.kind === 'quoted' ? token.text : null;
}
