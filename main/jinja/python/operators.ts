import { SetValue } from '../set.ts';
import { typeError } from '../templateError.ts';
import {
  type Budget,
  Float,
  HostObject,
  Markup,
  type Operator,
  Tuple,
  Undefined,
  type Value,
} from '../value.ts';
import { arithmetic } from './arithmetic.ts';
import { textLength } from './characters.ts';
import { undefinedFault } from './faults.ts';
import { floatOf, type Int, intOf } from './number.ts';
import { percentFormat } from './percentFormat.ts';
import { escapedText, stringOf, text } from './text.ts';
import { typeName } from './typeName.ts';

export function binary(operator: Operator, left: Value, right: Value, budget: Budget): Value {
  const number = arithmetic(operator, left, right, budget);
  if (number !== undefined) return number;
  if (left instanceof Undefined) throw undefinedFault(left);
  if (operator === '%' && typeof left === 'string') return percentFormat(left, right, budget);
  if (operator === '%' && left instanceof Markup)
    return new Markup(percentFormat(left.text, right, budget, true));
  if (right instanceof Undefined) throw undefinedFault(right);
  const answer = hostAnswer(operator, left, right);
  if (answer !== undefined) return answer;
  const made =
    operator === '+'
      ? joined(left, right, budget)
      : operator === '*'
        ? repeated(left, right, budget)
        : undefined;
  if (made !== undefined) return made;
  if (operator === '-' && left instanceof SetValue && right instanceof SetValue)
    return new SetValue(Array.from(left.values()).filter((member) => !right.has(member)));
  throw typeError(refusal(operator, left, right));
}

function hostAnswer(operator: Operator, left: Value, right: Value): Value | undefined {
  if (left instanceof HostObject) {
    const answer = left.operate?.(operator, right, 'left');
    if (answer !== undefined) return answer;
  }
  return right instanceof HostObject ? right.operate?.(operator, left, 'right') : undefined;
}

function joined(left: Value, right: Value, budget: Budget): Value | undefined {
  if (Array.isArray(left) && Array.isArray(right)) {
    budget.hold(left.length + right.length);
    return [...left, ...right];
  }
  if (left instanceof Tuple && right instanceof Tuple) {
    budget.hold(left.items.length + right.items.length);
    return new Tuple([...left.items, ...right.items]);
  }
  const [mine, theirs] = [stringOf(left), stringOf(right)];
  if (mine === undefined || theirs === undefined) return undefined;
  budget.hold(mine.length + theirs.length);
  if (!(left instanceof Markup || right instanceof Markup)) return mine + theirs;
  return new Markup(escapedText(left, budget) + escapedText(right, budget));
}

function repeated(left: Value, right: Value, budget: Budget): Value | undefined {
  const rightTimes = intOf(right);
  if (rightTimes !== undefined) return repeat(left, rightTimes, budget);
  const leftTimes = intOf(left);
  return leftTimes === undefined ? undefined : repeat(right, leftTimes, budget);
}

function repeat(value: Value, times: Int, budget: Budget): Value | undefined {
  const count = Math.max(0, Number(times));
  const string = stringOf(value);
  if (string !== undefined) {
    budget.hold(string.length === 0 ? 0 : string.length * count);
    const result = string === '' ? '' : string.repeat(count);
    return value instanceof Markup ? new Markup(result) : result;
  }
  const items = Array.isArray(value) ? value : value instanceof Tuple ? value.items : undefined;
  if (items === undefined) return undefined;
  budget.hold(items.length === 0 ? 0 : items.length * count);
  const result: Value[] = [];
  if (items.length > 0)
    for (let round = 0; round < count; round += 1) for (const item of items) result.push(item);
  return Array.isArray(value) ? result : new Tuple(result);
}

function refusal(operator: Operator, left: Value, right: Value): string {
  const [mine, theirs] = [typeName(left), typeName(right)];
  if (operator === '+' && ['str', 'list', 'tuple'].includes(mine))
    return `can only concatenate ${mine} (not "${theirs}") to ${mine}`;
  if (operator === '*' && [left, right].some((side) => Array.isArray(side) || stringOf(side) !== undefined))
    return `can't multiply sequence by non-int of type '${stringOf(left) === undefined && !Array.isArray(left) ? mine : theirs}'`;
  return `unsupported operand type(s) for ${operator === '**' ? '** or pow()' : operator}: '${mine}' and '${theirs}'`;
}

export function negate(value: Value): Value {
  const float = floatOf(value);
  if (float !== undefined) return wholeFloat(-float);
  const int = intOf(value);
  if (int !== undefined) return typeof int === 'bigint' ? -int : 0 - int;
  throw unaryRefusal('-', value);
}

export function posit(value: Value): Value {
  const float = floatOf(value);
  if (float !== undefined) return wholeFloat(float);
  const int = intOf(value);
  if (int !== undefined) return int;
  throw unaryRefusal('+', value);
}

function wholeFloat(value: number): Value {
  return Number.isSafeInteger(value) ? new Float(value) : value;
}

function unaryRefusal(sign: '-' | '+', value: Value): Error {
  if (value instanceof Undefined) return undefinedFault(value);
  return typeError(`bad operand type for unary ${sign}: '${typeName(value)}'`);
}

/** The operator `~`. */
export function concatenate(values: readonly Value[], autoescape: boolean, budget: Budget): Value {
  const escaping = autoescape && values.some((value) => value instanceof Markup);
  const parts = values.map((value) => (escaping ? escapedText(value, budget) : text(value, budget)));
  budget.hold(parts.reduce((sum, part) => sum + part.length, 0));
  return escaping ? new Markup(parts.join('')) : parts.join('');
}

export function padded(
  value: string,
  width: number,
  fill: string,
  side: 'left' | 'right',
  budget: Budget,
): string {
  const lacking = width - textLength(value);
  if (lacking <= 0) return value;
  budget.hold(value.length + lacking);
  return side === 'left' ? fill.repeat(lacking) + value : value + fill.repeat(lacking);
}
