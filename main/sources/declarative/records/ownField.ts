import type { Json, JsonObject } from '../../json.ts';

/** A record that is ours to change. */
export type Draft = { [name: string]: Json };

/** Undefined: it isn't there. What every object inherits, such as `constructor`, is nothing of a record's. */
export function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Assigning `__proto__` would swap what the record inherits from; here it is a field like any other. */
export function put(object: Draft, name: string, value: Json): void {
  if (name === '__proto__') {
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
  } else object[name] = value;
}

/** All the way down, so that what templates see as the answer stays as it came. */
export function copy(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy);
  return copyRecord(value as JsonObject);
}

export function copyRecord(record: JsonObject): Draft {
  const made: Draft = {};
  for (const name of Object.keys(record)) put(made, name, copy(record[name] ?? null));
  return made;
}

/** Puts other fields in place of all it has; it stays the same object. */
export function refill(record: Draft, fields: Iterable<readonly [string, Json]>): void {
  const kept = [...fields];
  for (const name of Object.keys(record)) delete record[name];
  for (const [name, value] of kept) put(record, name, value);
}
