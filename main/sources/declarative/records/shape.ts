import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { Component } from '../component.ts';
import { isComponent } from '../component.ts';
import type { Compiled } from '../expressions/expressions.ts';
import type { Cursor, Extras, Making, Slice, Transformation } from '../parts.ts';
import { unexpected, unsupported, wrongManifest } from './faults.ts';
import { flag, inner } from './members.ts';
import { normaliser } from './normalise.ts';
import { copyRecord, type Draft } from './ownField.ts';

/** One record through filter, transformations and schema; null: it was filtered out. */
export type Shape = (found: JsonObject, slice: Slice, cursor: Cursor | null) => Promise<JsonObject | null>;

/** What a record selector does to each record, wherever they come from: the download of a report has an extractor of its own. */
export function shaper(component: Component, making: Making, more: Extras): () => Promise<Shape> {
  const condition = conditionOf(component, making);
  const transformations = more.transformations ?? [];
  const transformsFirst =
    component.members['transform_before_filtering'] === undefined
      ? null
      : flag(component, 'transform_before_filtering');
  const normalising = normalisation(component, more);

  const keeps = async (record: JsonObject, slice: Slice, cursor: Cursor | null) => {
    if (cursor?.filtering === 'client' && !cursor.wants(record, slice)) return false;
    const kept = condition === null ? true : condition({ record, slice });
    return kept instanceof Promise ? await kept : kept;
  };
  const make = (normalise: ((record: Draft) => void) | null): Shape => {
    const changes = transformations.length > 0 || normalise !== null;
    return async (found, slice, cursor) => {
      const late = transformsFirst ?? cursor?.filtering === 'client';
      if (!late && !(await keeps(found, slice, cursor))) return null;
      // What the answer holds stays as it came: expressions of the paginator look at it afterwards.
      const record = changes ? copyRecord(found) : found;
      if (changes) await transform(transformations, record as Draft, slice);
      if (late && !(await keeps(record, slice, cursor))) return null;
      normalise?.(record as Draft);
      return record;
    };
  };
  let made: Promise<Shape> | null = null;
  return () => {
    made ??= normalising === null ? Promise.resolve(make(null)) : normalising().then(make);
    return made;
  };
}

async function transform(
  transformations: readonly Transformation[],
  record: Draft,
  slice: Slice,
): Promise<void> {
  for (const transformation of transformations) {
    const later = transformation.apply(record, slice);
    if (later instanceof Promise) await later;
  }
}

function conditionOf(component: Component, making: Making): Compiled<boolean> | null {
  const filter = inner(component, 'record_filter');
  if (filter === null) return null;
  if (filter.type !== 'RecordFilter') throw unsupported(filter, 'it is a Python class');
  const written = filter.members['condition'];
  return written === undefined || written === '' ? null : making.expressions.condition(written, filter);
}

function normalisation(component: Component, more: Extras): (() => Promise<(record: Draft) => void>) | null {
  const wanted = component.members['schema_normalization'];
  if (wanted === undefined || wanted === null || wanted === 'None') return null;
  if (isComponent(wanted)) throw unsupported(wanted, 'it is a Python class');
  if (wanted !== 'Default') throw wrongManifest(component, 'schema_normalization must be Default or None');
  const loader = more.schemaLoader;
  if (loader === undefined) return null;
  return async () => normaliser(await loader.schema(new AbortController().signal));
}

/** Null is no record. A value that is no object becomes one, so that lists of ids can be read. */
export function asRecord(found: Json, stream: string): JsonObject | null {
  if (found === null || found === undefined) return null;
  if (isJsonObject(found)) return found;
  if (!Array.isArray(found)) return { value: found };
  throw unexpected(stream, 'a list stands where a record was expected; a path to lists ends in another "*"');
}
