import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { Component } from '../component.ts';
import type { Making, Slice, Transformation } from '../parts.ts';
import { wrongManifest } from './faults.ts';
import { toLatin } from './latin.ts';
import { type Draft, put, refill } from './ownField.ts';

/** KeysToLower: names of the record itself, none deeper. */
export function keysToLower(): Transformation {
  return {
    apply(record: Draft) {
      refill(
        record,
        Object.entries(record).map(([name, value]) => [name.toLowerCase(), value] as const),
      );
    },
  };
}

/** KeysReplace: in names at any depth of objects; lists are left as they are. */
export function keysReplace(component: Component, making: Making): Transformation {
  const before = making.expressions.text(component.members['old'], component);
  const after = making.expressions.text(component.members['new'], component);
  if (before === null || after === null) throw wrongManifest(component, 'old and new are needed');
  return {
    async apply(record: Draft, slice: Slice) {
      const seen = { record, slice };
      const [from, to] = [await before(seen), await after(seen)];
      refill(record, Object.entries(renamed(record, (name) => name.replaceAll(from, () => to))));
    },
  };
}

/** KeysToSnakeCase: at any depth of objects; lists are left as they are. */
export function keysToSnakeCase(): Transformation {
  const known = new Map<string, string>();
  const name = (before: string) => {
    const found = known.get(before);
    if (found !== undefined) return found;
    const made = snakeCase(before);
    // Names come from answers: ones that never end must not fill the memory.
    if (known.size < 10_000) known.set(before, made);
    return made;
  };
  return {
    apply(record: Draft) {
      refill(record, Object.entries(renamed(record, name)));
    },
  };
}

function renamed(record: JsonObject, name: (before: string) => string): Draft {
  const made: Draft = {};
  for (const [before, value] of Object.entries(record)) {
    put(made, name(before), isJsonObject(value) ? renamed(value, name) : (value as Json));
  }
  return made;
}

/**
 * Words are runs of capitals with the small letters behind them, small letters, digits; what stands between them parts them. At
 * the ends it leaves an underscore, and so does a digit at the beginning.
 */
export function snakeCase(name: string): string {
  const found =
    toLatin(name).match(/\p{Lu}+\p{Ll}*|(?:(?!\p{Lu})[\p{L}\p{M}])+|\d+|[^\p{L}\p{M}\d]+/gu) ?? [];
  const tokens = found.map((token) => (/^[\p{L}\p{M}\d]/u.test(token) ? token.toLowerCase() : ''));
  const kept = tokens.filter((token, index) => token !== '' || index === 0 || index === tokens.length - 1);
  if (/^\d/.test(kept[0] ?? '')) kept.unshift('');
  return kept.join('_');
}
