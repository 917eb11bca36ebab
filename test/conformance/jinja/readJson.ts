import { Dict } from '../../../main/jinja/dict.ts';
import { float, type Value } from '../../../main/jinja/value.ts';

const TOKEN = /\s*(?:([{}[\],:])|("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null))\s*/y;

interface Token {
  readonly mark: string | undefined;
  readonly value: Value | undefined;
}

/**
 * JSON as Python reads it: 1.0 is a float, a whole number of any size an int, and keys keep their order, those that look
 * like numbers too. JSON.parse does none of it.
 */
export function readJson(source: string): Value {
  // Checks the syntax: what follows may then trust it.
  JSON.parse(source);
  const tokens = tokenize(source);
  return read(tokens, next(tokens));
}

function* tokenize(source: string): Generator<Token> {
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const found = TOKEN.exec(source);
    if (found === null) return;
    const [, mark, string, number, word] = found;
    if (mark !== undefined) yield { mark, value: undefined };
    else if (string !== undefined) yield { mark: undefined, value: String(JSON.parse(string)) };
    else if (number !== undefined) yield { mark: undefined, value: numberOf(number) };
    else yield { mark: undefined, value: word === 'null' ? null : word === 'true' };
  }
}

function next(tokens: Iterator<Token>): Token {
  const step = tokens.next();
  if (step.done === true) throw new Error('the text ends too early');
  return step.value;
}

function read(tokens: Iterator<Token>, first: Token): Value {
  if (first.value !== undefined) return first.value;
  return first.mark === '[' ? readList(tokens) : readDict(tokens);
}

function readList(tokens: Iterator<Token>): Value {
  const items: Value[] = [];
  for (let token = next(tokens); token.mark !== ']'; token = next(tokens))
    if (token.mark !== ',') items.push(read(tokens, token));
  return items;
}

function readDict(tokens: Iterator<Token>): Value {
  const dict = new Dict();
  for (let token = next(tokens); token.mark !== '}'; token = next(tokens)) {
    if (token.mark === ',') continue;
    next(tokens);
    dict.set(token.value ?? null, read(tokens, next(tokens)));
  }
  return dict;
}

function numberOf(written: string): Value {
  const value = Number(written);
  if (/[.eE]/.test(written)) return float(value);
  return Number.isSafeInteger(value) ? value : BigInt(written);
}
