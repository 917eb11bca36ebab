import { Dict } from '../dict.ts';
import type { BlockTag } from '../jinja.ts';
import type { Position } from '../templateError.ts';
import { Tuple, type Value } from '../value.ts';
import { parseExpression } from './expressions.ts';
import type { Expression, HeaderNode, Statement } from './nodes.ts';
import { type Parser, SPECIAL_NAMES, separateBody } from './statements.ts';
import { parseFormals, parseName } from './targets.ts';
import { matches, type TokenStream } from './tokenStream.ts';
import { namesRead } from './walk.ts';

/** A block tag that the host declared. Begins behind the tag's name. */
export function parseCustom(parser: Parser, block: BlockTag, at: Position, start: number): Statement {
  const { stream } = parser;
  const name = parseName(stream);
  const formals = block.header === 'signature' ? parseFormals(stream) : [];
  const header: HeaderNode = {
    name,
    ...(block.header === 'arguments' ? parseConstants(stream) : { positional: [], named: new Map() }),
  };
  const textStart = stream.current.end;
  const ending = `end${block.tag}`;
  const body = separateBody(parser, ending);
  const end = stream.current.end;
  if (block.macroName !== undefined) {
    const macroName = block.macroName({ ...header });
    const takes = namesRead(body, SPECIAL_NAMES);
    return { kind: 'macro', name: macroName, formals, takes, body, tag: block.tag, header, at, start, end };
  }
  const textEnd = stream.source.text.lastIndexOf('{%', end - 1);
  return {
    kind: 'section',
    tag: block.tag,
    header,
    body: block.body === 'raw' ? null : body,
    at,
    start,
    end,
    textStart,
    textEnd,
  };
}

function parseConstants(stream: TokenStream): { positional: Value[]; named: Map<string, Value> } {
  const positional: Value[] = [];
  const named = new Map<string, Value>();
  while (stream.skip('operator', ',')) {
    if (stream.is('name') && matches(stream.look(), 'operator', '=')) {
      const { value: name } = stream.next();
      stream.next();
      named.set(name, constant(stream, parseExpression(stream)));
    } else positional.push(constant(stream, parseExpression(stream)));
  }
  return { positional, named };
}

/** A bare name stands for itself: `{% materialization view, default %}`. */
function constant(stream: TokenStream, node: Expression): Value {
  if (node.kind === 'constant') return node.value;
  if (node.kind === 'name') return node.name;
  if (node.kind === 'list') return node.items.map((item) => constant(stream, item));
  if (node.kind === 'tuple') return new Tuple(node.items.map((item) => constant(stream, item)));
  if (node.kind === 'dict')
    return new Dict(node.pairs.map(([key, value]) => [constant(stream, key), constant(stream, value)]));
  throw stream.error('only constants may stand in the head of this block', node.at);
}
