import { isJsonObject, type Json, type JsonObject } from '../../../json.ts';

/** With a value at a path; objects on the way are made. */
export function withValue(object: JsonObject, path: readonly string[], value: Json): JsonObject {
  const [name, ...rest] = path;
  if (name === undefined) return object;
  if (rest.length === 0) return { ...object, [name]: value };
  const inner = Object.hasOwn(object, name) ? object[name] : undefined;
  return { ...object, [name]: withValue(isJsonObject(inner) ? inner : {}, rest, value) };
}

export function withoutValue(object: JsonObject, path: readonly string[]): JsonObject {
  const [name, ...rest] = path;
  if (name === undefined || !Object.hasOwn(object, name)) return object;
  if (rest.length === 0) {
    const { [name]: _, ...left } = object;
    return left;
  }
  const inner = object[name];
  return isJsonObject(inner) ? { ...object, [name]: withoutValue(inner, rest) } : object;
}
