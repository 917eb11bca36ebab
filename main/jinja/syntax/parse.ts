import type { BlockTag } from '../jinja.ts';
import { isConstant, parseTuple, positionOf } from './expressions.ts';
import { Lexer } from './lexer.ts';
import type { BlockNode, Expression, Statement, Text } from './nodes.ts';
import type { SourceText } from './sourceText.ts';
import { type Parser, parseStatement } from './statements.ts';
import { TokenStream } from './tokenStream.ts';

export interface Parsed {
  readonly statements: readonly Statement[];
  /** Every `{% block %}`, wherever it stands. */
  readonly blocks: readonly BlockNode[];
}

/** A template as statements. */
export function parse(source: SourceText, blocks: readonly BlockTag[]): Parsed {
  const rawTags = blocks.filter(({ body }) => body === 'raw').map(({ tag }) => ({ tag, keepsTags: true }));
  const stream = new TokenStream(source, new Lexer(source, rawTags).tokens());
  const open: string[] = [];
  const parser: Parser = {
    stream,
    blocks,
    blockNames: new Set(),
    blocksFound: [],
    loops: { depth: 0 },
    last: { line: 1, column: 1 },
    body: (endings) => parseBody(parser, open, endings),
  };
  const statements = parseBody(parser, open, []);
  return { statements, blocks: parser.blocksFound };
}

/** Everything up to one of the tags named `endings`, whose name is then the current token. */
function parseBody(parser: Parser, open: string[], endings: readonly string[]): Statement[] {
  const { stream } = parser;
  const statements: Statement[] = [];
  let parts: (Text | Expression)[] = [];
  const flush = () => {
    const [first] = parts;
    if (first !== undefined) statements.push({ kind: 'output', parts, at: first.at });
    parts = [];
  };
  while (!stream.is('end')) {
    if (stream.is('data')) {
      const token = stream.next();
      parts.push({ kind: 'text', text: token.value, at: positionOf(token) });
    } else if (stream.skip('variableBegin')) {
      const part = parseTuple(stream);
      parts.push(part);
      if (!isConstant(part)) parser.last = part.at;
      stream.expect('variableEnd');
    } else {
      flush();
      const begin = stream.expect('blockBegin');
      if (stream.isName(...endings)) return statements;
      statements.push(...parseTag(parser, open, endings, begin.start));
      stream.expect('blockEnd');
    }
  }
  flush();
  if (endings.length > 0) throw unclosed(parser, open, endings);
  return statements;
}

function parseTag(
  parser: Parser,
  open: string[],
  endings: readonly string[],
  start: number,
): readonly Statement[] {
  const { stream } = parser;
  const token = stream.current;
  if (token.type !== 'name') throw stream.error('tag name expected');
  open.push(token.value);
  const parsed = stream.nested(() => parseStatement(parser, start));
  if (parsed === null) {
    open.pop();
    throw unknown(parser, open, endings);
  }
  open.pop();
  return parsed;
}

function unclosed({ stream }: Parser, open: readonly string[], endings: readonly string[]): Error {
  return stream.error(`Unexpected end of template.${expected(open, endings)}`);
}

function unknown({ stream }: Parser, open: readonly string[], endings: readonly string[]): Error {
  const { value } = stream.current;
  const own = endings.some((ending) => ending.startsWith('end')) && value.startsWith('end');
  return stream.error(
    own
      ? `Unexpected end of block '${value}'.${expected(open, endings)}`
      : `Encountered unknown tag '${value}'.${expected(open, endings)}`,
  );
}

function expected(open: readonly string[], endings: readonly string[]): string {
  if (endings.length === 0) return '';
  const tags = endings.map((ending) => `'${ending}'`).join(' or ');
  return ` Jinja was looking for the following tags: ${tags}. The innermost block that needs to be closed is '${open.at(-1)}'.`;
}
