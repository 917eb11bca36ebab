import { Dict } from '../dict.ts';
import { equal, ordered } from '../python/compare.ts';
import { repr } from '../python/text.ts';
import { typeName } from '../python/typeName.ts';
import { Fault } from '../templateError.ts';
import { type Budget, Tuple, type Value } from '../value.ts';

const WIDTH = 80;

/** pprint.pformat: on one line where it fits, else one item a line; keys sorted. */
export function prettyText(value: Value, budget: Budget): string {
  return pretty(value, 0, 0, 1, budget);
}

function pretty(value: Value, indent: number, allowance: number, level: number, budget: Budget): string {
  const short = repr(sortedKeys(value, budget), budget);
  if (short.length <= WIDTH - indent - allowance) return short;
  if (Array.isArray(value)) return `[${lines(value, indent + 1, allowance + 1, level, budget)}]`;
  if (value instanceof Tuple) {
    const close = value.items.length === 1 ? ',)' : ')';
    return `(${lines(value.items, indent + 1, allowance + close.length, level, budget)}${close}`;
  }
  if (typeof value === 'string') return brokenText(value, indent, allowance, level, budget);
  if (!(value instanceof Dict)) return short;
  const pairs = sortedPairs(value, budget);
  const parts = pairs.map(([key, held], index) => {
    const label = `${repr(key, budget)}: `;
    const room = index === pairs.length - 1 ? allowance + 1 : 1;
    return label + pretty(held, indent + 1 + label.length, room, level + 1, budget);
  });
  return `{${parts.join(`,\n${' '.repeat(indent + 1)}`)}}`;
}

function lines(
  items: readonly Value[],
  indent: number,
  allowance: number,
  level: number,
  budget: Budget,
): string {
  const parts = items.map((item, index) =>
    pretty(item, indent, index === items.length - 1 ? allowance : 1, level + 1, budget),
  );
  return parts.join(`,\n${' '.repeat(indent)}`);
}

function sortedKeys(value: Value, budget: Budget, depth = 0): Value {
  budget.spend(1);
  if (depth > 100) return value;
  if (Array.isArray(value)) return value.map((item) => sortedKeys(item, budget, depth + 1));
  if (value instanceof Tuple)
    return new Tuple(value.items.map((item) => sortedKeys(item, budget, depth + 1)));
  if (!(value instanceof Dict)) return value;
  return new Dict(
    sortedPairs(value, budget).map(([key, held]) => [key, sortedKeys(held, budget, depth + 1)] as const),
  );
}

/** Keys of types that have no order among each other go by the name of their type. */
function sortedPairs(dict: Dict, budget: Budget): (readonly [Value, Value])[] {
  return Array.from(dict.entries()).sort(([left], [right]) => {
    try {
      if (equal(left, right, budget)) return 0;
      return ordered('<', left, right, budget) ? -1 : 1;
    } catch (thrown) {
      if (!(thrown instanceof Fault) || thrown.kind === 'limit') throw thrown;
      return typeName(left) < typeName(right) ? -1 : 1;
    }
  });
}

/** A text too long for a line, in pieces that end behind a space; on its own it stands in brackets. */
function brokenText(text: string, indent: number, allowance: number, level: number, budget: Budget): string {
  const margin = level === 1 ? indent + 1 : indent;
  const last = level === 1 ? allowance + 1 : allowance;
  const pieces: string[] = [];
  const lines = text.split(/(?<=\n)/);
  for (const [index, line] of lines.entries()) {
    const reserve = index === lines.length - 1 ? last : 0;
    let piece = '';
    const words = line.match(/\S*\s*/g)?.filter((word) => word !== '') ?? [];
    for (const [at, word] of words.entries()) {
      const room = WIDTH - margin - (at === words.length - 1 ? reserve : 0);
      if (piece !== '' && repr(piece + word, budget).length > room) {
        pieces.push(repr(piece, budget));
        piece = word;
      } else piece += word;
    }
    if (piece !== '') pieces.push(repr(piece, budget));
  }
  const [only = "''"] = pieces;
  if (pieces.length <= 1) return only;
  const joined = pieces.join(`\n${' '.repeat(margin)}`);
  return level === 1 ? `(${joined})` : joined;
}
