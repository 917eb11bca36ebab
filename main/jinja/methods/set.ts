import { bind } from '../parameters.ts';
import { iterate } from '../python/sequence.ts';
import { repr } from '../python/text.ts';
import { SetValue } from '../set.ts';
import { Fault } from '../templateError.ts';
import type { Value } from '../value.ts';
import type { Method, Methods } from './methodOf.ts';

function union(self: SetValue, others: readonly Value[]): SetValue {
  const result = new SetValue(self.values());
  for (const other of others) for (const value of iterate(other)) result.add(value);
  return result;
}

function asSet(value: Value): SetValue {
  return value instanceof SetValue ? value : new SetValue(iterate(value));
}

function kept(self: SetValue, others: readonly Value[], wanted: boolean): SetValue {
  const sets = others.map(asSet);
  const values = Array.from(self.values());
  return new SetValue(values.filter((value) => sets.every((set) => set.has(value) === wanted)));
}

function isWithin(inner: SetValue, outer: SetValue): boolean {
  return Array.from(inner.values()).every((value) => outer.has(value));
}

export const SET_METHODS: Methods<SetValue> = new Map<string, Method<SetValue>>([
  [
    'add',
    (self, args, site) => {
      self.add(bind('add', ['element'], args)[0] ?? null);
      site.budget.fit(self.size);
      return null;
    },
  ],
  [
    'remove',
    (self, args, site) => {
      const [value = null] = bind('remove', ['element'], args);
      if (!self.delete(value)) throw new Fault('KeyError', repr(value, site.budget));
      return null;
    },
  ],
  [
    'discard',
    (self, args) => {
      self.delete(bind('discard', ['element'], args)[0] ?? null);
      return null;
    },
  ],
  [
    'clear',
    (self) => {
      self.clear();
      return null;
    },
  ],
  [
    'pop',
    (self) => {
      const [first] = self.values();
      if (first === undefined) throw new Fault('KeyError', "'pop from an empty set'");
      self.delete(first);
      return first;
    },
  ],
  [
    'update',
    (self, { positional }, site) => {
      for (const other of positional) for (const value of Array.from(iterate(other))) self.add(value);
      site.budget.fit(self.size);
      return null;
    },
  ],
  ['copy', (self) => new SetValue(self.values())],
  ['union', (self, { positional }) => union(self, positional)],
  ['intersection', (self, { positional }) => kept(self, positional, true)],
  ['difference', (self, { positional }) => kept(self, positional, false)],
  [
    'symmetric_difference',
    (self, args) => {
      const other = asSet(bind('symmetric_difference', ['other'], args)[0] ?? null);
      return union(kept(self, [other], false), [kept(other, [self], false)]);
    },
  ],
  ['issubset', (self, args) => isWithin(self, asSet(bind('issubset', ['other'], args)[0] ?? null))],
  ['issuperset', (self, args) => isWithin(asSet(bind('issuperset', ['other'], args)[0] ?? null), self)],
  [
    'isdisjoint',
    (self, args) => kept(self, [bind('isdisjoint', ['other'], args)[0] ?? null], true).size === 0,
  ],
]);
