import type { Pairs } from '../../http/http.ts';
import type { Json, JsonObject } from '../../json.ts';
import { pythonText } from '../records/pythonText.ts';

/** A list repeats its name; null leaves it out. */
export function asPairs(object: JsonObject): Pairs {
  return Object.entries(object).flatMap(([name, value]) => {
    if (value === null) return [];
    if (!Array.isArray(value)) return [[name, pythonText(value)] as const];
    return (value as readonly Json[])
      .filter((item) => item !== null)
      .map((item) => [name, pythonText(item)] as const);
  });
}

/** The dialect leaves members that are null out of a body, at any depth of objects. */
export function withoutNulls(object: JsonObject): JsonObject {
  const kept: [string, Json][] = [];
  for (const [name, value] of Object.entries(object)) if (value !== null) kept.push([name, inside(value)]);
  return Object.fromEntries(kept);
}

function inside(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(inside);
  return typeof value === 'object' && value !== null ? withoutNulls(value as JsonObject) : value;
}
