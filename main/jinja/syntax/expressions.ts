import type { Position } from '../templateError.ts';
import { float, type Operator } from '../value.ts';
import { parseArguments } from './callArguments.ts';
import type { CallNode, CompareSign, Expression, FilterNode } from './nodes.ts';
import { parseSubscript } from './subscript.ts';
import { describeToken, type Token } from './token.ts';
import { matches, type TokenStream } from './tokenStream.ts';

export function positionOf({ line, column }: Position): Position {
  return { line, column };
}

/** An expression, by Jinja's precedence. Without `withCondition` an `if` behind it is left alone. */
export function parseExpression(stream: TokenStream, withCondition = true): Expression {
  return stream.nested(() => (withCondition ? parseCondition(stream) : parseOr(stream)));
}

function parseCondition(stream: TokenStream): Expression {
  let at = positionOf(stream.current);
  let yes = parseOr(stream);
  while (stream.skip('name', 'if')) {
    const test = parseOr(stream);
    const no = stream.skip('name', 'else') ? stream.nested(() => parseCondition(stream)) : null;
    yes = { kind: 'condition', test, yes, no, at };
    at = positionOf(stream.current);
  }
  return yes;
}

function parseOr(stream: TokenStream): Expression {
  let at = positionOf(stream.current);
  let left = parseAnd(stream);
  while (stream.skip('name', 'or')) {
    left = { kind: 'or', left, right: parseAnd(stream), at };
    at = positionOf(stream.current);
  }
  return left;
}

function parseAnd(stream: TokenStream): Expression {
  let at = positionOf(stream.current);
  let left = parseNot(stream);
  while (stream.skip('name', 'and')) {
    left = { kind: 'and', left, right: parseNot(stream), at };
    at = positionOf(stream.current);
  }
  return left;
}

function parseNot(stream: TokenStream): Expression {
  if (!stream.is('name', 'not')) return parseCompare(stream);
  const at = positionOf(stream.next());
  return { kind: 'not', operand: stream.nested(() => parseNot(stream)), at };
}

const COMPARISONS: readonly string[] = ['==', '!=', '<', '<=', '>', '>='];

function parseCompare(stream: TokenStream): Expression {
  let at = positionOf(stream.current);
  const first = parseSum(stream);
  const rest: { sign: CompareSign; operand: Expression }[] = [];
  for (;;) {
    const sign = comparison(stream);
    if (sign === null) break;
    rest.push({ sign, operand: parseSum(stream) });
    at = positionOf(stream.current);
  }
  return rest.length === 0 ? first : { kind: 'compare', first, rest, at };
}

function comparison(stream: TokenStream): CompareSign | null {
  if (stream.isOperator(...COMPARISONS)) return stream.next().value as CompareSign;
  if (stream.skip('name', 'in')) return 'in';
  if (!stream.is('name', 'not') || !matches(stream.look(), 'name', 'in')) return null;
  stream.next();
  stream.next();
  return 'not in';
}

function parseSum(stream: TokenStream): Expression {
  return parseBinary(stream, ['+', '-'], parseConcat);
}

function parseConcat(stream: TokenStream): Expression {
  const at = positionOf(stream.current);
  const parts = [parseProduct(stream)];
  while (stream.skip('operator', '~')) parts.push(parseProduct(stream));
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'concat', parts, at };
}

function parseProduct(stream: TokenStream): Expression {
  return parseBinary(stream, ['*', '/', '//', '%'], parsePower);
}

function parsePower(stream: TokenStream): Expression {
  return parseBinary(stream, ['**'], parseUnary);
}

function parseBinary(
  stream: TokenStream,
  operators: readonly string[],
  operand: (stream: TokenStream) => Expression,
): Expression {
  let at = positionOf(stream.current);
  let left = operand(stream);
  while (stream.isOperator(...operators)) {
    const operator = stream.next().value as Operator;
    left = { kind: 'binary', operator, left, right: operand(stream), at };
    at = positionOf(stream.current);
  }
  return left;
}

export function parseUnary(stream: TokenStream, withFilters = true): Expression {
  const sign = stream.isOperator('-', '+') ? stream.next() : null;
  const bare: Expression =
    sign === null
      ? parsePrimary(stream)
      : {
          kind: sign.value === '-' ? 'negate' : 'posit',
          operand: stream.nested(() => parseUnary(stream, false)),
          at: positionOf(sign),
        };
  const node = parsePostfix(stream, bare);
  return withFilters ? parseFilters(stream, node) : node;
}

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);

export function parsePrimary(stream: TokenStream): Expression {
  const token = stream.current;
  const at = positionOf(token);
  if (token.type === 'name') {
    stream.next();
    const value = CONSTANTS.get(token.value);
    return value === undefined ? { kind: 'name', name: token.value, at } : { kind: 'constant', value, at };
  }
  if (token.type === 'string') return { kind: 'constant', value: adjacentStrings(stream), at };
  if (token.type === 'integer') return { kind: 'constant', value: integer(stream.next()), at };
  if (token.type === 'float') return { kind: 'constant', value: float(Number(stream.next().value)), at };
  if (stream.skip('operator', '(')) {
    const inside = parseTuple(stream, { parenthesised: true });
    stream.expect('operator', ')');
    return inside;
  }
  if (stream.is('operator', '[')) return parseList(stream);
  if (stream.is('operator', '{')) return parseDict(stream);
  throw stream.error(`unexpected '${describeToken(token)}'`);
}

function adjacentStrings(stream: TokenStream): string {
  let value = '';
  while (stream.is('string')) value += stream.next().value;
  return value;
}

function integer({ value }: Token): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : BigInt(value);
}

function parseList(stream: TokenStream): Expression {
  const at = positionOf(stream.expect('operator', '['));
  const items: Expression[] = [];
  while (!stream.is('operator', ']')) {
    if (items.length > 0) stream.expect('operator', ',');
    if (stream.is('operator', ']')) break;
    items.push(parseExpression(stream));
  }
  stream.expect('operator', ']');
  return { kind: 'list', items, at };
}

function parseDict(stream: TokenStream): Expression {
  const at = positionOf(stream.expect('operator', '{'));
  const pairs: (readonly [Expression, Expression])[] = [];
  while (!stream.is('operator', '}')) {
    if (pairs.length > 0) stream.expect('operator', ',');
    if (stream.is('operator', '}')) break;
    const key = parseExpression(stream);
    stream.expect('operator', ':');
    pairs.push([key, parseExpression(stream)]);
  }
  stream.expect('operator', '}');
  return { kind: 'dict', pairs, at };
}

/** Python's Jinja2 works these out while it compiles. */
export function isConstant(node: Expression): boolean {
  if (node.kind === 'tuple' || node.kind === 'list') return node.items.every(isConstant);
  return node.kind === 'constant';
}

/** One expression, or several with commas as a tuple. */
export function parseTuple(
  stream: TokenStream,
  how: {
    readonly withCondition?: boolean;
    readonly endNames?: readonly string[];
    readonly parenthesised?: boolean;
  } = {},
): Expression {
  let at = positionOf(stream.current);
  const items: Expression[] = [];
  let isTuple = false;
  for (;;) {
    if (items.length > 0) stream.expect('operator', ',');
    if (endsTuple(stream, how.endNames ?? [])) break;
    items.push(parseExpression(stream, how.withCondition ?? true));
    if (!stream.is('operator', ',')) break;
    isTuple = true;
    at = positionOf(stream.current);
  }
  const [only] = items;
  if (!isTuple && only !== undefined) return only;
  if (items.length === 0 && how.parenthesised !== true)
    throw stream.error(`Expected an expression, got '${describeToken(stream.current)}'`);
  return { kind: 'tuple', items, at };
}

export function endsTuple(stream: TokenStream, endNames: readonly string[]): boolean {
  return (
    stream.is('variableEnd') || stream.is('blockEnd') || stream.isOperator(')') || stream.isName(...endNames)
  );
}

export function parsePostfix(stream: TokenStream, bare: Expression): Expression {
  let node = bare;
  while (stream.isOperator('.', '[', '('))
    node = stream.is('operator', '(') ? parseCall(stream, node) : parseSubscript(stream, node);
  return node;
}

function parseCall(stream: TokenStream, callee: Expression): CallNode {
  const at = positionOf(stream.current);
  return { kind: 'call', callee, args: parseArguments(stream), at };
}

function parseFilters(stream: TokenStream, bare: Expression): Expression {
  let node = bare;
  for (;;) {
    if (stream.skip('operator', '|')) node = parseFilter(stream, node);
    else if (stream.is('name', 'is')) node = parseTest(stream, node);
    else if (stream.is('operator', '(')) node = parseCall(stream, node);
    else return node;
  }
}

const NO_ARGUMENTS = { positional: [], named: [], star: null, doubleStar: null };

function dottedName(stream: TokenStream): Token {
  const first = stream.expect('name');
  let name = first.value;
  while (stream.skip('operator', '.')) name += `.${stream.expect('name').value}`;
  return { ...first, value: name };
}

export function parseFilter(stream: TokenStream, subject: Expression | null): FilterNode {
  const name = dottedName(stream);
  const args = stream.is('operator', '(') ? parseArguments(stream) : NO_ARGUMENTS;
  return { kind: 'filter', subject, name: name.value, args, at: positionOf(name) };
}

/** The filters behind `{% filter` and `{% set x |`: the first stands without a pipe. */
export function parseFilterChain(stream: TokenStream): FilterNode {
  let node = parseFilter(stream, null);
  while (stream.skip('operator', '|')) node = parseFilter(stream, node);
  return node;
}

function parseTest(stream: TokenStream, subject: Expression): Expression {
  const at = positionOf(stream.next());
  const negated = stream.skip('name', 'not');
  const { value: name } = dottedName(stream);
  const args = testArguments(stream);
  const node: Expression = { kind: 'test', subject, name, args, at };
  return negated ? { kind: 'not', operand: node, at } : node;
}

function testArguments(stream: TokenStream) {
  if (stream.is('operator', '(')) return parseArguments(stream);
  const begins =
    ['name', 'string', 'integer', 'float'].includes(stream.current.type) || stream.isOperator('[', '{');
  if (!begins || stream.isName('else', 'or', 'and')) return NO_ARGUMENTS;
  if (stream.is('name', 'is')) throw stream.error('You cannot chain multiple tests with is');
  const argument = parsePostfix(stream, parsePrimary(stream));
  return { ...NO_ARGUMENTS, positional: [argument] };
}
