import type { Dict } from './dict.ts';
import type { Later } from './later.ts';
import type { SetValue } from './set.ts';
import type { Position } from './templateError.ts';

/**
 * What a template computes with. Python's types, as plain JavaScript wherever that is not ambiguous:
 *
 * | Python | here |
 * | --- | --- |
 * | None, bool, str | null, boolean, string |
 * | int | a safe whole number, or a bigint; results are normalised to number where that is exact |
 * | float | any other number; `Float` where the value is whole (`1.0`) |
 * | list | an array, shared and mutable as in Python |
 * | tuple, dict, set, range | `Tuple`, `Dict`, `SetValue`, `Range` |
 * | generator, dict view | `Once`, `View` |
 *
 * No other JavaScript value enters a template; `fromJson` turns parsed JSON into values.
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Float
  | Markup
  | Value[]
  | Tuple
  | Dict
  | SetValue
  | Range
  | View
  | Once
  | Undefined
  | Callable
  | HostObject;

/** A float whose value is whole, so that it prints as `1.0`. `float()` makes one only where it must. */
export class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** A float as a value: wrapped where a bare number would be taken for an int. */
export function float(value: number): Value {
  return Number.isSafeInteger(value) ? new Float(value) : value;
}

/** A string that is already escaped for HTML. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export class Tuple {
  readonly items: readonly Value[];

  constructor(items: readonly Value[]) {
    this.items = items;
  }
}

export class Range {
  readonly start: number;
  readonly stop: number;
  readonly step: number;

  constructor(start: number, stop: number, step: number) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }

  get length(): number {
    return Math.max(0, Math.ceil((this.stop - this.start) / this.step));
  }

  at(index: number): number {
    return this.start + index * this.step;
  }
}

/** What `keys()`, `values()` and `items()` of a dict give: it shows the dict as it is when looked at. */
export class View {
  readonly dict: Dict;
  readonly part: 'keys' | 'values' | 'items';

  constructor(dict: Dict, part: View['part']) {
    this.dict = dict;
    this.part = part;
  }
}

/** Gives the next value each time it is called, undefined at the end. */
export type Pull = () => Later<Value | undefined>;

/** A generator: it can be gone through once, and works a value out only when it is asked for. */
export class Once {
  readonly pull: Pull;

  constructor(pull: Pull) {
    this.pull = pull;
  }

  static of(values: Iterable<Value>): Once {
    const iterator = values[Symbol.iterator]();
    return new Once(() => {
      const step = iterator.next();
      return step.done === true ? undefined : step.value;
    });
  }
}

/** A name, attribute or item that isn't there. Printing it gives nothing; doing anything with it is an error. */
export class Undefined {
  readonly message: string;
  readonly name: string;

  constructor(name: string, message = `'${name}' is undefined`) {
    this.name = name;
    this.message = message;
  }
}

export interface Arguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

/** What one rendering may still spend. */
export interface Budget {
  /** Counts work done; throws when there is no more to spend. */
  spend(work: number): void;
  /** Counts the making of a value of this many characters or items, and refuses one too large. */
  hold(size: number): void;
  /** Refuses a value too large without counting it. */
  fit(size: number): void;
}

/** Where a call comes from, and what the caller lends to it. */
export interface CallSite extends Position {
  readonly template: string;
  readonly autoescape: boolean;
  readonly budget: Budget;
  /** What the name stands for where the call is written. */
  resolve(name: string): Value;
  call(callee: Value, positional: readonly Value[], named?: ReadonlyMap<string, Value>): Later<Value>;
  filter(
    name: string,
    value: Value,
    positional: readonly Value[],
    named?: ReadonlyMap<string, Value>,
  ): Later<Value>;
  test(
    name: string,
    value: Value,
    positional: readonly Value[],
    named?: ReadonlyMap<string, Value>,
  ): Later<boolean>;
}

export type Invoke = (args: Arguments, site: CallSite) => Later<Value>;

export class Callable {
  readonly name: string;
  readonly invoke: Invoke;
  /** The only attributes a template sees of it. */
  readonly attributes: ReadonlyMap<string, Value>;
  readonly text: string;

  constructor(
    name: string,
    invoke: Invoke,
    more: { readonly attributes?: ReadonlyMap<string, Value>; readonly text?: string } = {},
  ) {
    this.name = name;
    this.invoke = invoke;
    this.attributes = more.attributes ?? new Map();
    this.text = more.text ?? `<function ${name}>`;
  }
}

export type Operator = '+' | '-' | '*' | '/' | '//' | '%' | '**';

/**
 * Something of the host inside a template. A template sees of it exactly what these methods answer, never a property:
 * `undefined` means "not there". Everything but `typeName` and `attribute` may be left out.
 */
export abstract class HostObject {
  /** As in messages: `'Relation' object has no attribute 'x'`. */
  abstract readonly typeName: string;
  abstract attribute(name: string): Later<Value> | undefined;

  item?(key: Value): Later<Value> | undefined;
  /** `{% set object.name = value %}`. */
  assign?(name: string, value: Value): void;
  call?(args: Arguments, site: CallSite): Later<Value>;
  iterate?(): Iterable<Value>;
  length?(): number;
  contains?(value: Value): boolean;
  isTrue?(): boolean;
  /** For what takes any number: the filters int, float, round and abs. */
  number?(): number;
  /** What printing gives. */
  text?(): string;
  /** What printing a list of it gives. */
  repr?(): string;
  equals?(other: Value): boolean;
  /** Below, at or above zero; undefined when the two can't be ordered. */
  compare?(other: Value): number | undefined;
  /** As a key of a dict: equal objects answer the same. Without it an object equals only itself. */
  hashKey?(): string;
  operate?(operator: Operator, other: Value, side: 'left' | 'right'): Value | undefined;
}
