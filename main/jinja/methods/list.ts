import { after, inOrder } from '../later.ts';
import { bind } from '../parameters.ts';
import { equal } from '../python/compare.ts';
import { intOf } from '../python/number.ts';
import { iterate } from '../python/sequence.ts';
import { direction, sortValues } from '../python/sort.ts';
import { typeName } from '../python/typeName.ts';
import { Fault, typeError, valueError } from '../templateError.ts';
import type { Budget, Value } from '../value.ts';
import type { Method, Methods } from './methodOf.ts';

function indexArgument(value: Value): number {
  const index = intOf(value);
  if (index === undefined) throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
  return Number(index);
}

function place(list: readonly Value[], index: number): number {
  return index < 0 ? Math.max(0, list.length + index) : Math.min(index, list.length);
}

function find(list: readonly Value[], wanted: Value, from: number, budget: Budget): number {
  return list.findIndex((item, index) => index >= from && (item === wanted || equal(item, wanted, budget)));
}

function countOf(list: readonly Value[], wanted: Value, budget: Budget): number {
  return list.filter((item) => item === wanted || equal(item, wanted, budget)).length;
}

export const TUPLE_METHODS: Methods<readonly Value[]> = new Map<string, Method<readonly Value[]>>([
  ['count', (self, args, site) => countOf(self, bind('count', ['value'], args)[0] ?? null, site.budget)],
  [
    'index',
    (self, args, site) => {
      const [wanted = null, start = 0] = bind('index', ['value', ['start', 0]], args);
      const at = find(self, wanted, place(self, indexArgument(start)), site.budget);
      if (at === -1) throw valueError('the value is not in the list');
      return at;
    },
  ],
]);

export const LIST_METHODS: Methods<Value[]> = new Map<string, Method<Value[]>>([
  ...(TUPLE_METHODS as Methods<Value[]>),
  [
    'append',
    (self, args, site) => {
      site.budget.fit(self.length + 1);
      self.push(bind('append', ['object'], args)[0] ?? null);
      return null;
    },
  ],
  [
    'extend',
    (self, args, site) => {
      const [items = null] = bind('extend', ['iterable'], args);
      const added = Array.from(iterate(items));
      site.budget.hold(self.length + added.length);
      for (const item of added) self.push(item);
      return null;
    },
  ],
  [
    'insert',
    (self, args, site) => {
      const [index = 0, object = null] = bind('insert', ['index', 'object'], args);
      site.budget.hold(self.length + 1);
      self.splice(place(self, indexArgument(index)), 0, object);
      return null;
    },
  ],
  [
    'pop',
    (self, args) => {
      const [index = -1] = bind('pop', [['index', -1]], args);
      if (self.length === 0) throw new Fault('IndexError', 'pop from empty list');
      const given = indexArgument(index);
      const at = given < 0 ? self.length + given : given;
      const [popped] = at >= 0 && at < self.length ? self.splice(at, 1) : [];
      if (popped === undefined) throw new Fault('IndexError', 'pop index out of range');
      return popped;
    },
  ],
  [
    'remove',
    (self, args, site) => {
      const at = find(self, bind('remove', ['value'], args)[0] ?? null, 0, site.budget);
      if (at === -1) throw valueError('list.remove(x): x not in list');
      self.splice(at, 1);
      return null;
    },
  ],
  [
    'clear',
    (self) => {
      self.length = 0;
      return null;
    },
  ],
  ['copy', (self) => [...self]],
  [
    'reverse',
    (self) => {
      self.reverse();
      return null;
    },
  ],
  [
    'sort',
    (self, args, site) => {
      const [key = null, reverse = false] = bind(
        'sort',
        [
          ['key', null],
          ['reverse', false],
        ],
        args,
      );
      const keys = key === null ? [...self] : inOrder(self, (item) => site.call(key, [item]));
      return after(keys, (made) => {
        const sorted = sortValues(self, made, direction(reverse), site.budget);
        self.splice(0, self.length, ...sorted);
        return null;
      });
    },
  ],
]);
