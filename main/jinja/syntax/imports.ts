import type { Position } from '../templateError.ts';
import { parseExpression } from './expressions.ts';
import type { ImportedName, Statement } from './nodes.ts';
import type { Parser } from './statements.ts';
import { parseName } from './targets.ts';
import { matches, type TokenStream } from './tokenStream.ts';

export function parseExtends({ stream }: Parser, at: Position): Statement {
  return { kind: 'extends', template: parseExpression(stream), at };
}

export function parseInclude({ stream }: Parser, at: Position): Statement {
  const template = parseExpression(stream);
  const ignoreMissing = stream.is('name', 'ignore') && matches(stream.look(), 'name', 'missing');
  if (ignoreMissing) {
    stream.next();
    stream.next();
  }
  return { kind: 'include', template, ignoreMissing, withContext: contextWish(stream, true), at };
}

export function parseImport({ stream }: Parser, at: Position): Statement {
  const template = parseExpression(stream);
  stream.expect('name', 'as');
  const target = parseName(stream);
  return { kind: 'import', template, target, withContext: contextWish(stream, false), at };
}

export function parseFrom({ stream }: Parser, at: Position): Statement {
  const template = parseExpression(stream);
  stream.expect('name', 'import');
  const names: ImportedName[] = [];
  let withContext: boolean | null = null;
  for (;;) {
    if (names.length > 0) stream.expect('operator', ',');
    if (!stream.is('name')) {
      stream.expect('name');
    }
    withContext = explicitWish(stream);
    if (withContext !== null) break;
    const token = stream.current;
    const name = parseName(stream);
    if (name.startsWith('_'))
      throw stream.error('names starting with an underline can not be imported', token);
    const alias = stream.skip('name', 'as') ? parseName(stream) : name;
    names.push({ name, alias });
    withContext = explicitWish(stream);
    if (withContext !== null || !stream.is('operator', ',')) break;
    if (matches(stream.look(), 'blockEnd')) {
      stream.next();
      break;
    }
  }
  return { kind: 'from', template, names, withContext: withContext ?? false, at };
}

function contextWish(stream: TokenStream, usual: boolean): boolean {
  return explicitWish(stream) ?? usual;
}

function explicitWish(stream: TokenStream): boolean | null {
  if (!stream.isName('with', 'without') || !matches(stream.look(), 'name', 'context')) return null;
  const wish = stream.next().value === 'with';
  stream.next();
  return wish;
}
