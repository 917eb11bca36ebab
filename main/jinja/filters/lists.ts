import { Dict } from '../dict.ts';
import { Group } from '../group.ts';
import type { Filter } from '../jinja.ts';
import { after } from '../later.ts';
import { bind } from '../parameters.ts';
import { characters } from '../python/characters.ts';
import { equal, ordered } from '../python/compare.ts';
import { collect, kept, pulling } from '../python/generator.ts';
import { intOf } from '../python/number.ts';
import { binary } from '../python/operators.ts';
import { isTrue, iterable, lengthOf, positioned } from '../python/sequence.ts';
import { direction, sortValues } from '../python/sort.ts';
import { escapedText, stringOf, text } from '../python/text.ts';
import { typeName } from '../python/typeName.ts';
import { SetValue } from '../set.ts';
import { Fault, typeError } from '../templateError.ts';
import { type Budget, Markup, Once, Range, Undefined, type Value } from '../value.ts';
import { attributeOf, folded, keysOf, sortKeysOf, tuple } from './keys.ts';

const length: Filter = (value) => {
  const size = lengthOf(value);
  if (size === undefined) throw typeError(`object of type '${typeName(value)}' has no len()`);
  return size;
};

const first: Filter = (value, _args, site) =>
  after(pulling(value, site.budget)(), (item) =>
    item === undefined ? new Undefined('first', 'No first item, sequence was empty.') : item,
  );

const last: Filter = (value) => {
  if (value instanceof Undefined) return new Undefined('last', 'No last item, sequence was empty.');
  if (value instanceof Range && value.length > 0) return value.at(value.length - 1);
  const items = value instanceof Dict ? Array.from(value.keys()) : positioned(value);
  if (items === undefined) throw typeError(`'${typeName(value)}' object is not reversible`);
  return items.at(-1) ?? new Undefined('last', 'No last item, sequence was empty.');
};

const join: Filter = (value, args, site) => {
  const [separator = '', attribute = null] = bind(
    'join',
    [
      ['d', ''],
      ['attribute', null],
    ],
    args,
  );
  const keyed = after(collect(value, site.budget), (items) => keysOf(items, attribute, true));
  return after(keyed, (items) => {
    const escaping = site.autoescape && [separator, ...items].some((part) => part instanceof Markup);
    const show = (part: Value) => (escaping ? escapedText(part, site.budget) : text(part, site.budget));
    const between = show(separator);
    const parts = items.map(show);
    site.budget.hold(parts.reduce((sum, part) => sum + part.length + between.length, 0));
    return escaping ? new Markup(parts.join(between)) : parts.join(between);
  });
};

const reverse: Filter = (value, _args, site) => {
  const string = stringOf(value);
  if (string !== undefined) return characters(string).reverse().join('');
  if (iterable(value) === undefined) throw new Fault('FilterArgumentError', 'argument must be iterable');
  return after(collect(value, site.budget), (items) => Once.of(items.reverse()));
};

const sort: Filter = (value, args, site) => {
  const [reversed = false, caseSensitive = false, attribute = null] = bind(
    'sort',
    [
      ['reverse', false],
      ['case_sensitive', false],
      ['attribute', null],
    ],
    args,
  );
  return after(collect(value, site.budget), (items) =>
    after(sortKeysOf(items, attribute, isTrue(caseSensitive)), (keys) =>
      sortValues(items, keys, direction(reversed), site.budget),
    ),
  );
};

const unique: Filter = (value, args, site) => {
  const [caseSensitive = false, attribute = null] = bind(
    'unique',
    [
      ['case_sensitive', false],
      ['attribute', null],
    ],
    args,
  );
  const seen = new SetValue();
  return kept(pulling(value, site.budget), (item) =>
    after(attributeOf(item, attribute, undefined), (found) => {
      const key = folded(found, isTrue(caseSensitive));
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    }),
  );
};

function extreme(name: 'min' | 'max'): Filter {
  return (value, args, site) => {
    const [caseSensitive = false, attribute = null] = bind(
      name,
      [
        ['case_sensitive', false],
        ['attribute', null],
      ],
      args,
    );
    return after(collect(value, site.budget), (items) =>
      after(keysOf(items, attribute, isTrue(caseSensitive)), (keys) => {
        let best = 0;
        for (const [index, key] of keys.entries())
          if (index > 0 && ordered(name === 'min' ? '<' : '>', key, keys[best] ?? null, site.budget))
            best = index;
        const found = items[best];
        return found === undefined ? new Undefined(name, 'No aggregated item, sequence was empty.') : found;
      }),
    );
  };
}

const sum: Filter = (value, args, site) => {
  const [attribute = null, start = 0] = bind(
    'sum',
    [
      ['attribute', null],
      ['start', 0],
    ],
    args,
  );
  if (stringOf(start) !== undefined) throw typeError("sum() can't sum strings [use ''.join(seq) instead]");
  const keyed = after(collect(value, site.budget), (items) => keysOf(items, attribute, true));
  return after(keyed, (items) => items.reduce((total, item) => binary('+', total, item, site.budget), start));
};

function whole(name: string, value: Value): number {
  const int = intOf(value);
  if (int === undefined) throw typeError(`${name} must be an integer, not ${typeName(value)}`);
  return Number(int);
}

const batch: Filter = (value, args, site) => {
  const [linecount = 1, fill = null] = bind('batch', ['linecount', ['fill_with', null]], args);
  return delayed(value, site.budget, (items) => {
    const size = whole('linecount', linecount);
    const rows: Value[][] = [];
    let row: Value[] = [];
    for (const item of items) {
      if (row.length === size) {
        rows.push(row);
        row = [];
      }
      row.push(item);
    }
    if (row.length > 0) {
      site.budget.hold(size);
      if (fill !== null) while (row.length < size) row.push(fill);
      rows.push(row);
    }
    return rows;
  });
};

const slice: Filter = (value, args, site) => {
  const [slices = 1, fill = null] = bind('slice', ['slices', ['fill_with', null]], args);
  return delayed(value, site.budget, (items) => {
    const count = whole('slices', slices);
    if (count === 0) throw new Fault('ZeroDivisionError', 'integer division or modulo by zero');
    site.budget.hold(count);
    const each = Math.floor(items.length / count);
    const longer = items.length - each * count;
    const columns: Value[][] = [];
    let at = 0;
    for (let index = 0; index < count; index += 1) {
      const size = each + (index < longer ? 1 : 0);
      const column = items.slice(at, at + size);
      if (fill !== null && index >= longer) column.push(fill);
      columns.push(column);
      at += size;
    }
    return columns;
  });
};

/** A generator that makes all it gives when it is first asked. */
function delayed(value: Value, budget: Budget, make: (items: Value[]) => Value[]): Once {
  let made: Value[] | undefined;
  let at = 0;
  const next = (values: readonly Value[]) => values[at++];
  return new Once(() => {
    if (made !== undefined) return next(made);
    return after(collect(value, budget), (items) => {
      made = make(items);
      return next(made);
    });
  });
}

const groupby: Filter = (value, args, site) => {
  const [attribute = null, fallback = null, caseSensitive = false] = bind(
    'groupby',
    ['attribute', ['default', null], ['case_sensitive', false]],
    args,
  );
  return after(collect(value, site.budget), (items) =>
    after(keysOf(items, attribute, true, fallback), (keys) =>
      grouped(items, keys, (key) => folded(key, isTrue(caseSensitive)), site.budget),
    ),
  );
};

function grouped(
  items: readonly Value[],
  keys: readonly Value[],
  fold: (key: Value) => Value,
  budget: Budget,
): Value[] {
  const indices = items.map((_item, index) => index);
  const groups: { key: Value; shown: Value; members: Value[] }[] = [];
  for (const at of sortValues(indices, keys.map(fold), false, budget)) {
    const index = Number(at);
    const shown = keys[index] ?? null;
    const group = groups.at(-1);
    if (group !== undefined && equal(group.key, fold(shown), budget))
      group.members.push(items[index] ?? null);
    else groups.push({ key: fold(shown), shown, members: [items[index] ?? null] });
  }
  return groups.map(({ shown, members }) => new Group(shown, members));
}

const dictsort: Filter = (value, args, site) => {
  const [caseSensitive = false, by = 'key', reversed = false] = bind(
    'dictsort',
    [
      ['case_sensitive', false],
      ['by', 'key'],
      ['reverse', false],
    ],
    args,
  );
  if (by !== 'key' && by !== 'value')
    throw new Fault('FilterArgumentError', "You can only sort by either 'key' or 'value'");
  if (!(value instanceof Dict)) throw noMapping(value);
  const pairs = Array.from(value.entries());
  const keys = pairs.map(([key, held]) => folded(by === 'key' ? key : held, isTrue(caseSensitive)));
  return sortValues(
    pairs.map((pair) => tuple(...pair)),
    keys,
    isTrue(reversed),
    site.budget,
  );
};

function noMapping(value: Value): Fault {
  if (value instanceof Undefined) return new Fault('UndefinedError', value.message);
  return new Fault('AttributeError', `'${typeName(value)}' object has no attribute 'items'`);
}

const items: Filter = (value) => {
  let iterator: Iterator<Value> | undefined;
  return new Once(() => {
    iterator ??= pairsOf(value)[Symbol.iterator]();
    const step = iterator.next();
    return step.done === true ? undefined : step.value;
  });
};

function* pairsOf(value: Value): Iterable<Value> {
  if (value instanceof Undefined) return;
  if (!(value instanceof Dict)) throw typeError('Can only get item pairs from a mapping.');
  for (const pair of value.entries()) yield tuple(...pair);
}

const list: Filter = (value, _args, site) => collect(value, site.budget);

export const LIST_FILTERS: Readonly<Record<string, Filter>> = {
  length,
  count: length,
  first,
  last,
  join,
  reverse,
  sort,
  unique,
  min: extreme('min'),
  max: extreme('max'),
  sum,
  batch,
  slice,
  groupby,
  dictsort,
  items,
  list,
};
