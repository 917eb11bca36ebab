import type { Json, JsonObject } from '../../json.ts';
import type { Component } from '../component.ts';
import type { Compiled } from '../expressions/expressions.ts';
import type { Answer, Extractor, Making } from '../parts.ts';
import { recordExpander } from './expander.ts';
import { wrongManifest } from './faults.ts';
import { type FieldPath, hasPattern, valueAt, valuesAt } from './fieldPath.ts';
import { inner, words } from './members.ts';

/** What stands at a path of the answer: each item of a list, a single object, each match of a pattern as it is. */
export function dpathExtractor(component: Component, making: Making): Extractor {
  if (component.members['field_path'] === undefined) throw wrongManifest(component, 'field_path is missing');
  const path = templatedPath(component, 'field_path', making);
  const expander = inner(component, 'record_expander');
  const expand = expander === null ? null : recordExpander(expander, making);
  return {
    async *extract(answer: Answer) {
      const steps = await path();
      for await (const body of answer.decoded()) {
        for (const found of at(body, steps)) {
          if (expand === null) yield found as JsonObject;
          else yield* (await expand(found)) as Iterable<JsonObject>;
        }
      }
    },
  };
}

/** A path whose steps may be templates of the config: worked out once. */
export function templatedPath(component: Component, name: string, making: Making): () => Promise<FieldPath> {
  const steps = words(component, name).map((step) => making.expressions.text(step, component));
  let made: FieldPath | null = null;
  return async () => {
    if (made !== null) return made;
    const path: string[] = [];
    for (const step of steps) path.push(await (step as Compiled<string>)({}));
    made = path;
    return path;
  };
}

function at(body: Json, path: FieldPath): Iterable<Json> {
  if (hasPattern(path)) return valuesAt(body, path);
  const found = path.length === 0 ? body : valueAt(body, path);
  if (Array.isArray(found)) return found as readonly Json[];
  return isNothing(found) ? [] : [found as Json];
}

/** Of a single value: what Python counts as false is no record. */
function isNothing(value: Json | undefined): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return (
    value === undefined || value === null || value === '' || value === false || value === 0 || value === 0n
  );
}
