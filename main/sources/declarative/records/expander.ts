import { isJsonObject, type Json } from '../../json.ts';
import type { Component } from '../component.ts';
import type { Making } from '../parts.ts';
import { templatedPath } from './dpathExtractor.ts';
import { valuesAt } from './fieldPath.ts';
import { flag } from './members.ts';
import { copy, copyRecord } from './ownField.ts';

/** RecordExpander: a record becomes one for each item of a list inside of it. */
export function recordExpander(
  component: Component,
  making: Making,
): (record: Json) => Promise<Iterable<Json>> {
  const path = templatedPath(component, 'expand_records_from_field', making);
  const keepsOriginal = flag(component, 'remain_original_record');
  const parentInstead = component.members['on_no_records'] === 'emit_parent';
  return async (record) => {
    const steps = await path();
    if (!isJsonObject(record) || steps.length === 0) return [record];
    const made: Json[] = [];
    for (const found of valuesAt(record, steps)) {
      if (!Array.isArray(found)) continue;
      for (const item of found as readonly Json[]) {
        if (!keepsOriginal) made.push(item);
        else
          made.push({
            ...(isJsonObject(item) ? copyRecord(item) : { value: item }),
            original_record: copy(record),
          });
      }
    }
    return made.length === 0 && parentInstead ? [record] : made;
  };
}
