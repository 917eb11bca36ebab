import { Dict } from '../dict.ts';
import { SetValue } from '../set.ts';
import { overLimit, typeError } from '../templateError.ts';
import { type Budget, HostObject, Range, Tuple, Undefined, type Value, View } from '../value.ts';
import { undefinedFault } from './faults.ts';
import { floatOf, intOf } from './number.ts';
import { iterable, iterate } from './sequence.ts';
import { stringOf } from './text.ts';
import { typeName } from './typeName.ts';

const DEEPEST = 500;

/** left == right. */
export function equal(left: Value, right: Value, budget: Budget, depth = 0): boolean {
  budget.spend(1);
  if (left === right) return !Number.isNaN(left);
  if (depth > DEEPEST) throw overLimit('values are nested too deeply to be compared');
  const string = stringOf(left);
  if (string !== undefined) {
    budget.spend(string.length / 256);
    return string === stringOf(right);
  }
  const number = numberOf(left);
  // Loosely: a number and a bigint of one value are equal.
  // biome-ignore lint/suspicious/noDoubleEquals: exact between number and bigint, unlike a conversion of either
  if (number !== undefined) return number == numberOf(right);
  const each = (mine: readonly Value[], theirs: readonly Value[]) =>
    mine.length === theirs.length &&
    mine.every(
      (item, index) => item === theirs[index] || equal(item, theirs[index] ?? null, budget, depth + 1),
    );
  if (Array.isArray(left)) return Array.isArray(right) && each(left, right);
  if (left instanceof Tuple) return right instanceof Tuple && each(left.items, right.items);
  if (left instanceof Range) return right instanceof Range && sameRange(left, right);
  if (left instanceof Dict) return right instanceof Dict && sameEntries(left, right, budget, depth);
  if (isSet(left)) return isSet(right) && sizeOf(left) === sizeOf(right) && within(left, right);
  if (left instanceof Undefined) return right instanceof Undefined;
  if (left instanceof HostObject && left.equals !== undefined) return left.equals(right);
  return right instanceof HostObject && right.equals !== undefined ? right.equals(left) : false;
}

function sameRange(left: Range, right: Range): boolean {
  if (left.length !== right.length) return false;
  if (left.length === 0) return true;
  return left.start === right.start && (left.length === 1 || left.step === right.step);
}

function numberOf(value: Value): number | bigint | undefined {
  return floatOf(value) ?? intOf(value);
}

function sameEntries(left: Dict, right: Dict, budget: Budget, depth: number): boolean {
  if (left.size !== right.size) return false;
  for (const [key, value] of left.entries()) {
    const other = right.get(key);
    if (other === undefined || !(value === other || equal(value, other, budget, depth + 1))) return false;
  }
  return true;
}

type SetLike = SetValue | View;

function isSet(value: Value): value is SetLike {
  return value instanceof SetValue || (value instanceof View && value.part !== 'values');
}

function sizeOf(value: SetLike): number {
  return value instanceof SetValue ? value.size : value.dict.size;
}

function within(left: SetLike, right: SetLike): boolean {
  const theirs = right instanceof SetValue ? right : new SetValue(iterate(right));
  for (const member of iterate(left)) if (!theirs.has(member)) return false;
  return true;
}

export type Ordering = '<' | '<=' | '>' | '>=';

/** left < right and its like, with Python's refusal of what has no order. */
export function ordered(sign: Ordering, left: Value, right: Value, budget: Budget): boolean {
  const difference = order(left, right, budget, sign, 0);
  if (difference === undefined) return false;
  if (sign === '<') return difference < 0;
  if (sign === '<=') return difference <= 0;
  return sign === '>' ? difference > 0 : difference >= 0;
}

/** Below, at or above zero; undefined where neither is true, as with nan or two sets that overlap. */
function order(left: Value, right: Value, budget: Budget, sign: Ordering, depth: number): number | undefined {
  budget.spend(1);
  if (depth > DEEPEST) throw overLimit('values are nested too deeply to be compared');
  const [mine, theirs] = [numberOf(left), numberOf(right)];
  if (mine !== undefined && theirs !== undefined) {
    if (mine < theirs) return -1;
    return mine > theirs ? 1 : Number.isNaN(mine) || Number.isNaN(theirs) ? undefined : 0;
  }
  const [string, other] = [stringOf(left), stringOf(right)];
  if (string !== undefined && other !== undefined) {
    budget.spend(Math.min(string.length, other.length) / 16);
    return orderText(string, other);
  }
  if (Array.isArray(left) && Array.isArray(right)) return orderItems(left, right, budget, sign, depth);
  if (left instanceof Tuple && right instanceof Tuple)
    return orderItems(left.items, right.items, budget, sign, depth);
  if (isSet(left) && isSet(right)) return orderSets(left, right);
  const answered = orderHosts(left, right);
  if (answered !== undefined) return answered;
  if (left instanceof Undefined) throw undefinedFault(left);
  if (right instanceof Undefined) throw undefinedFault(right);
  throw typeError(
    `'${sign}' not supported between instances of '${typeName(left)}' and '${typeName(right)}'`,
  );
}

function orderHosts(left: Value, right: Value): number | undefined {
  const direct = left instanceof HostObject ? left.compare?.(right) : undefined;
  if (direct !== undefined) return direct;
  const reflected = right instanceof HostObject ? right.compare?.(left) : undefined;
  return reflected === undefined ? undefined : -reflected;
}

/** By code point: UTF-16 order differs beyond the basic plane. */
function orderText(left: string, right: string): number {
  if (left === right) return 0;
  let index = 0;
  while (index < left.length && left[index] === right[index]) index += 1;
  if (index >= left.length || index >= right.length) return left.length - right.length;
  const [mine, theirs] = [left.charCodeAt(index), right.charCodeAt(index)];
  const lifted = (unit: number) => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit);
  return lifted(mine) - lifted(theirs);
}

function orderItems(
  left: readonly Value[],
  right: readonly Value[],
  budget: Budget,
  sign: Ordering,
  depth: number,
): number | undefined {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index += 1) {
    const [mine = null, theirs = null] = [left[index], right[index]];
    if (!(mine === theirs || equal(mine, theirs, budget, depth + 1)))
      return order(mine, theirs, budget, sign, depth + 1);
  }
  return left.length - right.length;
}

function orderSets(left: SetLike, right: SetLike): number | undefined {
  const below = within(left, right);
  const above = within(right, left);
  if (below && above) return 0;
  if (below) return -1;
  return above ? 1 : undefined;
}

function inRange(range: Range, value: Value): boolean {
  const number = Number(numberOf(value) ?? Number.NaN);
  const index = (number - range.start) / range.step;
  return Number.isInteger(index) && index >= 0 && index < range.length;
}

/** value in container. */
export function contains(container: Value, value: Value, budget: Budget): boolean {
  const string = stringOf(container);
  if (string !== undefined) {
    const part = stringOf(value);
    if (part === undefined)
      throw typeError(`'in <string>' requires string as left operand, not ${typeName(value)}`);
    budget.spend(string.length / 64);
    return string.includes(part);
  }
  if (container instanceof Dict || container instanceof SetValue) return container.has(value);
  if (container instanceof View && container.part === 'keys') return container.dict.has(value);
  if (container instanceof HostObject && container.contains !== undefined) return container.contains(value);
  if (container instanceof Range) return inRange(container, value);
  const values = iterable(container);
  if (values === undefined) throw typeError(`argument of type '${typeName(container)}' is not iterable`);
  for (const item of values) if (item === value || equal(item, value, budget)) return true;
  return false;
}
