import type { Json, JsonObject } from '../../json.ts';
import type { Component } from '../component.ts';
import type { Answer, Extractor, Making } from '../parts.ts';
import { templatedPath } from './dpathExtractor.ts';
import { unexpected } from './faults.ts';
import { valueAt } from './fieldPath.ts';
import { put } from './ownField.ts';

/** Lists in a list, of which the first names the fields of the others, as the US Census answers. */
export function headerRowExtractor(component: Component, making: Making): Extractor {
  const path = templatedPath(component, 'field_path', making);
  return {
    async *extract(answer: Answer) {
      const steps = await path();
      for await (const body of answer.decoded()) {
        const table = valueAt(body, steps);
        if (table === undefined || table === null || isEmptyObject(table)) continue;
        if (!Array.isArray(table)) throw unexpected(making.stream, 'the answer is no table of rows');
        yield* rows(table as readonly Json[], making.stream);
      }
    },
  };
}

function* rows(table: readonly Json[], stream: string): Iterable<JsonObject> {
  const [first, ...others] = table;
  if (first === undefined) return;
  if (!Array.isArray(first)) throw unexpected(stream, 'the first row of the answer names no fields');
  const names = (first as readonly Json[]).map(String);
  for (const [index, row] of others.entries()) {
    if (!Array.isArray(row) || row.length !== names.length) {
      throw unexpected(
        stream,
        `row ${index + 2} of the answer has not the ${names.length} fields of the first`,
      );
    }
    const record: { [name: string]: Json } = {};
    for (const [place, name] of names.entries()) put(record, name, (row as readonly Json[])[place] ?? null);
    yield record;
  }
}

function isEmptyObject(value: Json): boolean {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
  );
}
