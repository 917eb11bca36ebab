import { Dict } from '../dict.ts';
import type { Test } from '../jinja.ts';
import { isLower, isUpper } from '../methods/textClasses.ts';
import { bind, takeNone } from '../parameters.ts';
import { contains, equal, type Ordering, ordered } from '../python/compare.ts';
import { undefinedFault } from '../python/faults.ts';
import { hashKey } from '../python/hashKey.ts';
import { floatOf, intOf, isNumber, plainNumber } from '../python/number.ts';
import { binary } from '../python/operators.ts';
import { iterable, positioned } from '../python/sequence.ts';
import { stringOf, text } from '../python/text.ts';
import { Site } from '../run/site.ts';
import { type Budget, Callable, Float, HostObject, Markup, Undefined, type Value } from '../value.ts';

/** A test that wants nothing but the value. */
function plain(holds: (value: Value, budget: Budget) => boolean): Test {
  return (value, args, { budget }) => {
    takeNone('this test', args);
    return holds(value, budget);
  };
}

/** A test against one other value. */
function against(
  name: string,
  holds: (value: Value, other: Value, site: Parameters<Test>[2]) => boolean,
): Test {
  return (value, args, site) => holds(value, bind(name, ['other'], args)[0] ?? null, site);
}

function comparing(sign: Ordering): Test {
  return against(sign, (value, other, { budget }) => ordered(sign, value, other, budget));
}

function remainder(value: Value, divisor: Value, budget: Budget): Value {
  if (value instanceof Undefined) throw undefinedFault(value);
  return binary('%', value, divisor, budget);
}

const same = against('eq', (value, other, { budget }) => equal(value, other, budget));
const less = comparing('<');
const greater = comparing('>');
const atMost = comparing('<=');
const atLeast = comparing('>=');
const different = against('ne', (value, other, { budget }) => !equal(value, other, budget));

function identical(value: Value, other: Value): boolean {
  if (typeof value === 'object' && value !== null) {
    if (value instanceof Float) return other instanceof Float && other.value === value.value;
    return value === other;
  }
  return Object.is(value, other);
}

function exists(kind: 'filters' | 'tests'): Test {
  return (value, _args, site) => {
    const name = stringOf(value);
    // Python looks it up in a dict, which a list can't be a key of.
    hashKey(value, new Map());
    return name !== undefined && site instanceof Site && site.run.engine[kind].has(name);
  };
}

export const TESTS: Readonly<Record<string, Test>> = {
  odd: plain((value, budget) => equal(remainder(value, 2, budget), 1, budget)),
  even: plain((value, budget) => equal(remainder(value, 2, budget), 0, budget)),
  divisibleby: against('divisibleby', (value, other, { budget }) =>
    equal(remainder(value, other, budget), 0, budget),
  ),
  defined: plain((value) => !(value instanceof Undefined)),
  undefined: plain((value) => value instanceof Undefined),
  none: plain((value) => value === null),
  boolean: plain((value) => typeof value === 'boolean'),
  true: plain((value) => value === true),
  false: plain((value) => value === false),
  integer: plain((value) => typeof value !== 'boolean' && intOf(value) !== undefined),
  float: plain((value) => floatOf(value) !== undefined),
  number: plain((value) => isNumber(plainNumber(value))),
  string: plain((value) => stringOf(value) !== undefined),
  mapping: plain((value) => value instanceof Dict),
  sequence: plain(
    (value) =>
      value instanceof Dict ||
      value instanceof Undefined ||
      (value instanceof HostObject && value.length !== undefined && value.item !== undefined) ||
      positioned(value) !== undefined,
  ),
  iterable: plain((value) => iterable(value) !== undefined),
  callable: plain(
    (value) =>
      value instanceof Callable ||
      value instanceof Undefined ||
      (value instanceof HostObject && value.call !== undefined),
  ),
  escaped: plain((value) => value instanceof Markup),
  lower: plain((value, budget) => isLower(text(value, budget))),
  upper: plain((value, budget) => isUpper(text(value, budget))),
  sameas: against('sameas', identical),
  in: against('in', (value, other, { budget }) => contains(other, value, budget)),
  filter: exists('filters'),
  test: exists('tests'),
  eq: same,
  equalto: same,
  '==': same,
  ne: different,
  '!=': different,
  lt: less,
  lessthan: less,
  '<': less,
  le: atMost,
  '<=': atMost,
  gt: greater,
  greaterthan: greater,
  '>': greater,
  ge: atLeast,
  '>=': atLeast,
};
