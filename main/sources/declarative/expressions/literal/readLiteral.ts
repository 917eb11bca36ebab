import type { Json } from '../../../json.ts';
import { type Literal, LiteralReader, NotALiteral } from './literalReader.ts';
import { readNumber } from './number.ts';

/** Texts longer than this are no literal somebody means: a page of JSON isn't read twice for nothing. */
const LONGEST = 1_000_000;
/** Whatever a literal can begin with; most rendered text ends here. */
const BEGINNING = /^[\s\\]*(?:[-+.\d'"([{#]|[rRuU]['"]|None\b|True\b|False\b)/;

export interface ReadLiteral {
  readonly value: Json;
  /** JSON has lists only: `2, 5` and `(2, 5)` were none. */
  readonly isTuple: boolean;
}

/**
 * Text as Python's `ast.literal_eval` reads it, or undefined where it is none, or one that JSON has no word for (complex
 * numbers, bytes, sets, infinity).
 */
export function readLiteral(text: string): ReadLiteral | undefined {
  if (text.length > LONGEST || !BEGINNING.test(text)) return undefined;
  // Days and times are most of what begins with a digit: they need no reader to find out.
  if (/^[ \t]*\d[^,#\\\r\n]*$/.test(text)) {
    const number = readNumber(text.replace(/^[ \t]+|[ \t\f]+$/g, ''));
    return number === undefined ? undefined : { value: number, isTuple: false };
  }
  try {
    const literal = new LiteralReader(text).whole();
    return { value: jsonOf(literal), isTuple: literal.kind === 'tuple' };
  } catch (thrown) {
    if (thrown instanceof NotALiteral || thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}

function jsonOf(literal: Literal): Json {
  if ('items' in literal) return literal.items.map(jsonOf);
  if (literal.kind === 'dict')
    return Object.fromEntries(literal.pairs.map(([key, value]) => [keyOf(key), jsonOf(value)]));
  return literal.value;
}

/** As `json.dumps` writes keys. */
function keyOf(key: Literal): string {
  if (key.kind !== 'scalar') throw new NotALiteral();
  const { value } = key;
  if (value === null) return 'null';
  return String(value);
}
