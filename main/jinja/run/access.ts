import { Dict } from '../dict.ts';
import { Group } from '../group.ts';
import type { Later } from '../later.ts';
import { methodOf } from '../methods/methodOf.ts';
import { characterAt } from '../python/characters.ts';
import { missing, undefinedFault } from '../python/faults.ts';
import { intOf } from '../python/number.ts';
import { stringOf } from '../python/text.ts';
import { ownerName } from '../python/typeName.ts';
import { Fault, refused } from '../templateError.ts';
import { Callable, HostObject, Markup, Range, Tuple, Undefined, type Value } from '../value.ts';

/*
 * The sandbox. A template reaches into a value through these two functions only, and they answer from lists: the methods
 * written down for a type, the entries of a dict, what a host object itself answers. No property of a JavaScript object is
 * ever read by a name that comes from a template.
 */

/** owner.name: a method first, then an item. */
export function readAttribute(owner: Value, name: string): Later<Value> {
  if (owner instanceof Undefined) throw undefinedFault(owner);
  if (name.startsWith('__') && name.endsWith('__')) throw unsafe(owner, name);
  const found = ownAttribute(owner, name) ?? itemOf(owner, name);
  if (found !== undefined) return found;
  if (name.startsWith('__')) throw unsafe(owner, name);
  return missing(owner, name);
}

/** owner[key]: an item first, then a method. */
export function readItem(owner: Value, key: Value): Later<Value> {
  if (owner instanceof Undefined) throw undefinedFault(owner);
  const found = itemOf(owner, key);
  if (found !== undefined) return found;
  const name = stringOf(key);
  if (name === undefined) return missing(owner, key);
  if (name.startsWith('__')) throw unsafe(owner, name);
  return ownAttribute(owner, name) ?? missing(owner, name);
}

/** The filter `attr`: never an item. */
export function readOnlyAttribute(owner: Value, name: string): Later<Value> {
  if (name.startsWith('__')) throw unsafe(owner, name);
  if (owner instanceof Undefined) throw undefinedFault(owner);
  return ownAttribute(owner, name) ?? missing(owner, name);
}

function unsafe(owner: Value, name: string): Fault {
  return refused(`access to attribute '${name}' of '${ownerName(owner)}' is unsafe.`);
}

function ownAttribute(owner: Value, name: string): Later<Value> | undefined {
  if (owner instanceof HostObject) return owner.attribute(name);
  if (owner instanceof Callable) return owner.attributes.get(name);
  if (owner instanceof Group && (name === 'grouper' || name === 'list'))
    return owner.items[name === 'grouper' ? 0 : 1];
  return methodOf(owner, name);
}

function itemOf(owner: Value, key: Value): Later<Value> | undefined {
  if (owner instanceof Dict) return hashable(owner, key);
  if (owner instanceof HostObject) return owner.item?.(key);
  const index = intOf(key);
  if (index === undefined) return undefined;
  const at = Number(index);
  if (Array.isArray(owner)) return owner[at < 0 ? owner.length + at : at];
  if (owner instanceof Tuple) return owner.items[at < 0 ? owner.items.length + at : at];
  if (owner instanceof Range) {
    const place = at < 0 ? owner.length + at : at;
    return place >= 0 && place < owner.length ? owner.at(place) : undefined;
  }
  const string = stringOf(owner);
  const character = string === undefined ? undefined : characterAt(string, at);
  return character !== undefined && owner instanceof Markup ? new Markup(character) : character;
}

/** A list can't be a key, so it isn't one: asking for it is no error. */
function hashable(dict: Dict, key: Value): Value | undefined {
  try {
    return dict.get(key);
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.type === 'TypeError') return undefined;
    throw thrown;
  }
}
