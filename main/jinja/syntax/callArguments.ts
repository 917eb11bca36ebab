import { parseExpression } from './expressions.ts';
import type { CallArguments, Expression } from './nodes.ts';
import { matches, type TokenStream } from './tokenStream.ts';

/** `(a, *b, c=d, **e)`. */
export function parseArguments(stream: TokenStream): CallArguments {
  const opening = stream.expect('operator', '(');
  const positional: Expression[] = [];
  const named: (readonly [string, Expression])[] = [];
  let star: Expression | null = null;
  let doubleStar: Expression | null = null;
  const ensure = (sound: boolean) => {
    if (!sound) throw stream.error('invalid syntax for function call expression', opening);
  };
  let first = true;
  while (!stream.is('operator', ')')) {
    if (!first) stream.expect('operator', ',');
    if (!first && stream.is('operator', ')')) break;
    first = false;
    if (stream.is('operator', '*')) {
      ensure(star === null && doubleStar === null);
      stream.next();
      star = parseExpression(stream);
    } else if (stream.is('operator', '**')) {
      ensure(doubleStar === null);
      stream.next();
      doubleStar = parseExpression(stream);
    } else if (stream.is('name') && matches(stream.look(), 'operator', '=')) {
      ensure(doubleStar === null);
      const name = stream.next().value;
      stream.next();
      named.push([name, parseExpression(stream)]);
    } else {
      ensure(star === null && doubleStar === null && named.length === 0);
      positional.push(parseExpression(stream));
    }
  }
  stream.expect('operator', ')');
  return { positional, named, star, doubleStar };
}
