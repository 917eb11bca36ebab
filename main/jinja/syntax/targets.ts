import { endsTuple, parseExpression, positionOf } from './expressions.ts';
import type { FormalNode, Target } from './nodes.ts';
import { describeToken } from './token.ts';
import { matches, type TokenStream } from './tokenStream.ts';

const CONSTANT_NAMES: readonly string[] = ['true', 'false', 'none', 'True', 'False', 'None'];

/** What may stand left of `=` or `in`: a name, several, or the attribute of a namespace. */
export function parseTarget(
  stream: TokenStream,
  how: {
    readonly endNames?: readonly string[];
    readonly withAttribute?: boolean;
    readonly parenthesised?: boolean;
  } = {},
): Target {
  const at = positionOf(stream.current);
  const items: Target[] = [];
  let isTuple = false;
  for (;;) {
    if (items.length > 0) stream.expect('operator', ',');
    if (endsTuple(stream, how.endNames ?? [])) break;
    items.push(parseOne(stream, how.withAttribute ?? false));
    if (!stream.is('operator', ',')) break;
    isTuple = true;
  }
  const [only] = items;
  if (!isTuple && only !== undefined) return only;
  if (items.length === 0 && how.parenthesised !== true)
    throw stream.error(`Expected an expression, got '${describeToken(stream.current)}'`);
  return { kind: 'tuple', items, at };
}

function parseOne(stream: TokenStream, withAttribute: boolean): Target {
  const token = stream.current;
  if (stream.skip('operator', '(')) {
    const inside = stream.nested(() => parseTarget(stream, { withAttribute, parenthesised: true }));
    stream.expect('operator', ')');
    return inside;
  }
  if (token.type !== 'name' || CONSTANT_NAMES.includes(token.value)) throw refuse(stream);
  if (withAttribute && matches(stream.look(), 'operator', '.')) {
    stream.next();
    stream.next();
    return {
      kind: 'attribute',
      name: token.value,
      attribute: stream.expect('name').value,
      at: positionOf(token),
    };
  }
  return { kind: 'name', name: parseName(stream), at: positionOf(token) };
}

function refuse(stream: TokenStream): Error {
  const { type } = stream.current;
  if (type === 'operator') {
    if (stream.isOperator('[')) return stream.error("can't assign to 'list'");
    if (stream.isOperator('{')) return stream.error("can't assign to 'dict'");
    return stream.error(`unexpected '${describeToken(stream.current)}'`);
  }
  if (['name', 'string', 'integer', 'float'].includes(type)) return stream.error("can't assign to 'const'");
  return stream.error(`unexpected '${describeToken(stream.current)}'`);
}

export function parseName(stream: TokenStream): string {
  const token = stream.expect('name');
  if (CONSTANT_NAMES.includes(token.value)) throw stream.error("can't assign to 'name'", token);
  return token.value;
}

/** `(a, b=1)`: the parameters of a macro or a call block. No comma may trail here. */
export function parseFormals(stream: TokenStream): readonly FormalNode[] {
  const formals: FormalNode[] = [];
  stream.expect('operator', '(');
  while (!stream.is('operator', ')')) {
    if (formals.length > 0) stream.expect('operator', ',');
    const token = stream.current;
    const name = parseName(stream);
    if (formals.some((formal) => formal.name === name))
      throw stream.error(`the parameter '${name}' is named twice`, token);
    const fallback = stream.skip('operator', '=') ? parseExpression(stream) : null;
    if (fallback === null && formals.some((formal) => formal.fallback !== null))
      throw stream.error('non-default argument follows default argument');
    formals.push({ name, fallback });
  }
  stream.expect('operator', ')');
  return formals;
}
