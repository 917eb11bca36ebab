import { parseExpression, positionOf } from './expressions.ts';
import type { Expression } from './nodes.ts';
import type { TokenStream } from './tokenStream.ts';

type Bound = Expression | null;

/** `.name`, `.0`, `[key]`, `[a:b:c]`. */
export function parseSubscript(stream: TokenStream, owner: Expression): Expression {
  const opening = stream.next();
  const at = positionOf(opening);
  if (opening.value === '.') {
    const token = stream.next();
    if (token.type === 'name') return { kind: 'attribute', owner, name: token.value, at };
    if (token.type !== 'integer') throw stream.error('expected name or number', token);
    return { kind: 'item', owner, key: { kind: 'constant', value: Number(token.value), at }, at };
  }
  const subscripts: (Expression | readonly [Bound, Bound, Bound])[] = [];
  while (!stream.is('operator', ']')) {
    if (subscripts.length > 0) stream.expect('operator', ',');
    subscripts.push(parseSubscribed(stream));
  }
  stream.expect('operator', ']');
  const [only] = subscripts;
  if (subscripts.length === 1 && only !== undefined)
    return isBounds(only)
      ? { kind: 'slice', owner, bounds: only, at }
      : { kind: 'item', owner, key: only, at };
  const items = subscripts.map((part) => {
    if (isBounds(part)) throw stream.error('a slice can’t be one of several subscripts', opening);
    return part;
  });
  return { kind: 'item', owner, key: { kind: 'tuple', items, at }, at };
}

function isBounds(part: Expression | readonly [Bound, Bound, Bound]): part is readonly [Bound, Bound, Bound] {
  return Array.isArray(part);
}

function parseSubscribed(stream: TokenStream): Expression | readonly [Bound, Bound, Bound] {
  let start: Bound = null;
  if (!stream.is('operator', ':')) {
    start = parseExpression(stream);
    if (!stream.is('operator', ':')) return start;
  }
  stream.next();
  const bound = (): Bound => (stream.isOperator(':', ']', ',') ? null : parseExpression(stream));
  const stop = bound();
  const step = stream.skip('operator', ':') ? bound() : null;
  return [start, stop, step];
}
