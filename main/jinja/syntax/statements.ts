import type { BlockTag } from '../jinja.ts';
import type { Position } from '../templateError.ts';
import { parseCustom } from './customBlock.ts';
import { parseExpression, parseFilterChain, parseTuple, positionOf } from './expressions.ts';
import { parseExtends, parseFrom, parseImport, parseInclude } from './imports.ts';
import type { BlockNode, Expression, Statement, Target } from './nodes.ts';
import { parseFormals, parseName, parseTarget } from './targets.ts';
import type { TokenStream } from './tokenStream.ts';
import { namesRead } from './walk.ts';

export interface Parser {
  readonly stream: TokenStream;
  readonly blocks: readonly BlockTag[];
  readonly blockNames: Set<string>;
  readonly blocksFound: BlockNode[];
  /** Where the last part stands that Python's Jinja2 would give a line of its own. */
  last: Position;
  /** How many loops stand around what is being parsed: `break` needs one. */
  readonly loops: { depth: number };
  body(endings: readonly string[]): Statement[];
}

/** What a macro has without declaring it. */
export const SPECIAL_NAMES = ['caller', 'kwargs', 'varargs'];

type ParseTag = (parser: Parser, at: Position, start: number) => Statement | readonly Statement[];

const TAGS: ReadonlyMap<string, ParseTag> = new Map<string, ParseTag>([
  ['for', parseFor],
  ['if', parseIf],
  ['block', parseBlock],
  ['extends', parseExtends],
  ['print', parsePrint],
  ['macro', (parser, at, start) => parseMacro(parser, at, start)],
  ['include', parseInclude],
  ['from', parseFrom],
  ['import', parseImport],
  ['set', parseSet],
  ['with', parseWith],
  ['autoescape', parseAutoescape],
  ['call', parseCallBlock],
  ['filter', parseFilterBlock],
  ['do', parseDo],
  ['break', parseJump('break')],
  ['continue', parseJump('continue')],
]);

const WITHOUT_LINE = new Set<ParseTag | undefined>([parseWith, parseSet]);
/** Their last step stands behind their bodies. */
const ENDS_WITH_LINE = new Set<ParseTag | undefined>([parseSet, parseCallBlock, parseFilterBlock]);

/** One tag with all that belongs to it; null when nobody knows the tag. Begins at its name. */
export function parseStatement(parser: Parser, start: number): readonly Statement[] | null {
  const { stream } = parser;
  const custom = parser.blocks.find(({ tag }) => tag === stream.current.value);
  const parseTag = TAGS.get(stream.current.value);
  if (custom === undefined && parseTag === undefined) return null;
  const at = positionOf(stream.next());
  if (!WITHOUT_LINE.has(parseTag)) parser.last = at;
  if (custom !== undefined) return [parseCustom(parser, custom, at, start)];
  const parsed = parseTag?.(parser, at, start) ?? [];
  if (ENDS_WITH_LINE.has(parseTag)) parser.last = at;
  return 'kind' in parsed ? [parsed] : parsed;
}

/** From the end of the opening tag to the tag that closes it, which is left behind. */
export function bodyOf(parser: Parser, ...endings: string[]): Statement[] {
  const body = bodyUntil(parser, endings);
  parser.stream.next();
  return body;
}

function bodyUntil(parser: Parser, endings: readonly string[]): Statement[] {
  parser.stream.skip('operator', ':');
  parser.stream.expect('blockEnd');
  return parser.body(endings);
}

/** A body that is a function of its own: loops around it can't be left from inside. */
export function separateBody(parser: Parser, ending: string): Statement[] {
  const { depth } = parser.loops;
  parser.loops.depth = 0;
  const body = bodyOf(parser, ending);
  parser.loops.depth = depth;
  return body;
}

function parseFor(parser: Parser, at: Position): Statement {
  const { stream } = parser;
  const target = parseTarget(stream, { endNames: ['in'] });
  if (names(target).includes('loop'))
    throw stream.error("Can't assign to special loop variable in for-loop target", at);
  stream.expect('name', 'in');
  const iterated = parseTuple(stream, { withCondition: false, endNames: ['recursive'] });
  const test = stream.skip('name', 'if') ? parseExpression(stream) : null;
  const recursive = stream.skip('name', 'recursive');
  parser.loops.depth += 1;
  const body = bodyUntil(parser, ['endfor', 'else']);
  parser.loops.depth -= 1;
  const otherwise = stream.next().value === 'endfor' ? [] : bodyOf(parser, 'endfor');
  return { kind: 'for', target, iterated, test, recursive, body, otherwise, at };
}

function names(target: Target): string[] {
  return target.kind === 'tuple' ? target.items.flatMap(names) : [target.name];
}

function parseIf(parser: Parser, at: Position): Statement {
  const { stream } = parser;
  const branches: { test: Expression; body: readonly Statement[]; at: Position }[] = [];
  let branchAt = at;
  for (;;) {
    const test = parseTuple(stream, { withCondition: false });
    branches.push({ test, body: bodyUntil(parser, ['elif', 'else', 'endif']), at: branchAt });
    const ending = stream.next();
    if (ending.value === 'endif') return { kind: 'if', branches, otherwise: [], at };
    if (ending.value === 'else') return { kind: 'if', branches, otherwise: bodyOf(parser, 'endif'), at };
    branchAt = positionOf(ending);
  }
}

function parsePrint({ stream }: Parser, at: Position): Statement {
  const parts: Expression[] = [];
  while (!stream.is('blockEnd')) {
    if (parts.length > 0) stream.expect('operator', ',');
    parts.push(parseExpression(stream));
  }
  return { kind: 'output', parts, at };
}

export function parseMacro(parser: Parser, at: Position, start: number): Statement {
  const { stream } = parser;
  const name = parseName(stream);
  const formals = parseFormals(stream);
  const body = separateBody(parser, 'endmacro');
  const takes = namesRead(body, SPECIAL_NAMES);
  const header = { name, positional: [], named: new Map() };
  return {
    kind: 'macro',
    name,
    formals,
    takes,
    body,
    tag: 'macro',
    header,
    at,
    start,
    end: stream.current.end,
  };
}

function parseSet(parser: Parser, at: Position): Statement {
  const { stream } = parser;
  const before = parser.last;
  const target = parseTarget(stream, { withAttribute: true });
  if (stream.skip('operator', '=')) return { kind: 'set', target, value: parseTuple(stream), before, at };
  const filter = stream.skip('operator', '|') ? parseFilterChain(stream) : null;
  return { kind: 'setBlock', target, filter, body: bodyOf(parser, 'endset'), at };
}

function parseWith(parser: Parser, at: Position): Statement {
  const { stream } = parser;
  const before = parser.last;
  const bindings: (readonly [Target, Expression])[] = [];
  while (!stream.is('blockEnd')) {
    if (bindings.length > 0) stream.expect('operator', ',');
    const target = parseTarget(stream);
    stream.expect('operator', '=');
    bindings.push([target, parseExpression(stream)]);
  }
  return { kind: 'with', bindings, before, body: bodyOf(parser, 'endwith'), at };
}

function parseAutoescape(parser: Parser, at: Position): Statement {
  const on = parseExpression(parser.stream);
  return { kind: 'autoescape', on, body: bodyOf(parser, 'endautoescape'), at };
}

function parseCallBlock(parser: Parser, at: Position): Statement {
  const { stream } = parser;
  const formals = stream.is('operator', '(') ? parseFormals(stream) : [];
  const call = parseExpression(stream);
  if (call.kind !== 'call') throw stream.error('expected call', call.at);
  const body = separateBody(parser, 'endcall');
  return { kind: 'callBlock', call, formals, takes: namesRead(body, SPECIAL_NAMES), body, at };
}

function parseFilterBlock(parser: Parser, at: Position): Statement {
  const filter = parseFilterChain(parser.stream);
  return { kind: 'filterBlock', filter, body: bodyOf(parser, 'endfilter'), at };
}

function parseDo({ stream }: Parser, at: Position): Statement {
  return { kind: 'do', expression: parseTuple(stream), at };
}

function parseJump(kind: 'break' | 'continue'): ParseTag {
  return ({ stream, loops }, at) => {
    if (loops.depth === 0) throw stream.error(`'${kind}' outside loop`, at);
    return { kind, at };
  };
}

function parseBlock(parser: Parser, at: Position): Statement {
  const { stream, blockNames } = parser;
  const name = stream.expect('name').value;
  if (blockNames.has(name)) throw stream.error(`block '${name}' defined twice`, at);
  blockNames.add(name);
  const scoped = stream.skip('name', 'scoped');
  const required = stream.skip('name', 'required');
  if (stream.is('operator', '-'))
    throw stream.error('Block names may not contain hyphens, use an underscore instead.');
  const body = separateBody(parser, 'endblock');
  stream.skip('name', name);
  if (required && body.some((statement) => !isBlank(statement)))
    throw stream.error('Required blocks can only contain comments or whitespace', at);
  const block: BlockNode = { kind: 'block', name, scoped, required, body, at };
  parser.blocksFound.push(block);
  return block;
}

function isBlank(statement: Statement): boolean {
  return (
    statement.kind === 'output' &&
    statement.parts.every((part) => part.kind === 'text' && part.text.trim() === '')
  );
}
