import { Dict } from '../dict.ts';
import { bind } from '../parameters.ts';
import { undefinedFault } from '../python/faults.ts';
import { iterate } from '../python/sequence.ts';
import { repr } from '../python/text.ts';
import { Fault, typeError, valueError } from '../templateError.ts';
import { type Arguments, Tuple, Undefined, type Value, View } from '../value.ts';
import type { Method, Methods } from './methodOf.ts';

/** dict(mapping or pairs, **named) laid over what is there. */
export function updateDict(dict: Dict, { positional, named }: Arguments): void {
  if (positional.length > 1) throw typeError(`update expected at most 1 argument, got ${positional.length}`);
  const [source] = positional;
  if (source instanceof Undefined) throw undefinedFault(source);
  if (source instanceof Dict) for (const [key, value] of [...source.entries()]) dict.set(key, value);
  else if (source !== undefined) for (const pair of iterate(source)) dict.set(...keyAndValue(pair));
  for (const [key, value] of named) dict.set(key, value);
}

function keyAndValue(pair: Value): [Value, Value] {
  const parts = Array.from(iterate(pair));
  const [key, value] = parts;
  if (parts.length !== 2 || key === undefined || value === undefined)
    throw valueError(`dictionary update sequence element has length ${parts.length}; 2 is required`);
  return [key, value];
}

export const DICT_METHODS: Methods<Dict> = new Map<string, Method<Dict>>([
  ['keys', (self) => new View(self, 'keys')],
  ['values', (self) => new View(self, 'values')],
  ['items', (self) => new View(self, 'items')],
  [
    'get',
    (self, args) => {
      const [key = null, fallback = null] = bind('get', ['key', ['default', null]], args);
      const value = self.get(key);
      return value === undefined ? fallback : value;
    },
  ],
  ['copy', (self) => new Dict(self.entries())],
  [
    'clear',
    (self) => {
      self.clear();
      return null;
    },
  ],
  [
    'update',
    (self, args, site) => {
      updateDict(self, args);
      site.budget.fit(self.size);
      return null;
    },
  ],
  [
    'setdefault',
    (self, args) => {
      const [key = null, fallback = null] = bind('setdefault', ['key', ['default', null]], args);
      const value = self.get(key);
      if (value !== undefined) return value;
      self.set(key, fallback);
      return fallback;
    },
  ],
  [
    'pop',
    (self, args, site) => {
      const { positional } = args;
      const [key = null] = bind('pop', ['key', ['default', null]], args);
      const value = self.get(key);
      if (value !== undefined) {
        self.delete(key);
        return value;
      }
      const fallback = positional[1];
      if (fallback === undefined) throw new Fault('KeyError', repr(key, site.budget));
      return fallback;
    },
  ],
  [
    'popitem',
    (self) => {
      const last = Array.from(self.entries()).at(-1);
      if (last === undefined) throw new Fault('KeyError', "'popitem(): dictionary is empty'");
      self.delete(last[0]);
      return new Tuple(last);
    },
  ],
]);
