import { Dict } from '../dict.ts';
import type { Later } from '../later.ts';
import { braceFormat } from '../python/braceFormat.ts';
import { escapeHtml } from '../python/characters.ts';
import { cost } from '../python/cost.ts';
import { formatValue } from '../python/formatSpec.ts';
import { intOf } from '../python/number.ts';
import { iterate } from '../python/sequence.ts';
import { escapedText } from '../python/text.ts';
import { typeName } from '../python/typeName.ts';
import { readField } from '../run/fields.ts';
import { SetValue } from '../set.ts';
import {
  type Arguments,
  Callable,
  type CallSite,
  Float,
  Markup,
  Range,
  Tuple,
  type Value,
} from '../value.ts';
import { DICT_METHODS } from './dict.ts';
import { LIST_METHODS, TUPLE_METHODS } from './list.ts';
import { FLOAT_METHODS, INT_METHODS, numberAttribute } from './number.ts';
import { SET_METHODS } from './set.ts';
import { TEXT_METHODS } from './text.ts';

/** A method written down for a type. It gets the value it was read from. */
export type Method<Self> = (self: Self, args: Arguments, site: CallSite) => Later<Value>;
export type Methods<Self> = ReadonlyMap<string, Method<Self>>;

/** What a template reads of a value by a name: a method of its type from these lists, or nothing. */
export function methodOf(owner: Value, name: string): Value | undefined {
  if (typeof owner === 'string') return bound(owner, name, TEXT_METHODS, owner);
  if (owner instanceof Markup) return markupMethod(owner, name);
  if (Array.isArray(owner)) return bound(owner, name, LIST_METHODS, owner);
  if (owner instanceof Dict) return bound(owner, name, DICT_METHODS, owner);
  if (owner instanceof Tuple) return bound(owner, name, TUPLE_METHODS, owner.items);
  if (owner instanceof SetValue) return bound(owner, name, SET_METHODS, owner);
  if (owner instanceof Range) {
    if (name === 'start' || name === 'stop' || name === 'step') return owner[name];
    return undefined;
  }
  const int = intOf(owner);
  if (int !== undefined) return numberAttribute(owner, name) ?? bound(owner, name, INT_METHODS, int);
  if (owner instanceof Float)
    return numberAttribute(owner, name) ?? bound(owner, name, FLOAT_METHODS, owner.value);
  if (typeof owner === 'number')
    return numberAttribute(owner, name) ?? bound(owner, name, FLOAT_METHODS, owner);
  return undefined;
}

/** These touch one entry, whatever the size. */
const CHEAP = new Set(['append', 'get', 'update', 'setdefault', 'items', 'keys', 'values', 'add']);

function bound<Self>(owner: Value, name: string, methods: Methods<Self>, self: Self): Callable | undefined {
  const method = methods.get(name);
  if (method === undefined) return undefined;
  const call = (args: Arguments, site: CallSite) => {
    if (!CHEAP.has(name)) site.budget.spend(cost(owner));
    return method(self, args, site);
  };
  return new Callable(name, call, {
    text: `<built-in method ${name} of ${typeName(owner)} object>`,
  });
}

/** What a method of an escaped string makes of it is escaped too, and what it puts in is escaped first. */
function markupMethod(owner: Markup, name: string): Callable | undefined {
  const method = TEXT_METHODS.get(name);
  if (method === undefined) return undefined;
  return new Callable(name, (args, site) => {
    site.budget.spend(cost(owner));
    if (name === 'format') return new Markup(formatEscaped(owner.text, args, site));
    const taken = escapedArguments(name, args, site);
    return marked(method(owner.text, taken, site));
  });
}

function formatEscaped(pattern: string, args: Arguments, site: CallSite): string {
  return braceFormat(pattern, args, readField, site.budget, (value, spec) =>
    value instanceof Markup ? value.text : escapeHtml(formatValue(value, spec, site.budget)),
  );
}

/** What fills up, joins or replaces comes from elsewhere; what is looked for is compared as it is. */
function escapedArguments(name: string, { positional, named }: Arguments, site: CallSite): Arguments {
  const [first = null, second, ...rest] = positional;
  if (name === 'join')
    return { positional: [Array.from(iterate(first), (item) => escapedText(item, site.budget))], named };
  if (second === undefined || !['replace', 'center', 'ljust', 'rjust'].includes(name))
    return { positional, named };
  const inserted = typeof second === 'string' ? escapeHtml(second) : second;
  return { positional: [first, inserted, ...rest], named };
}

function marked(result: Later<Value>): Later<Value> {
  if (result instanceof Promise) return result.then(marked);
  if (typeof result === 'string') return new Markup(result);
  const mark = (part: Value) => (typeof part === 'string' ? new Markup(part) : part);
  if (result instanceof Tuple) return new Tuple(result.items.map(mark));
  return Array.isArray(result) ? result.map(mark) : result;
}
