import { isJsonObject, type Json } from '../../json.ts';
import type { Component } from '../component.ts';
import type { Making, Transformation } from '../parts.ts';
import { templatedPath } from './dpathExtractor.ts';
import { hasPattern, removeAt, valueAt, valuesAt } from './fieldPath.ts';
import { flag, group } from './members.ts';
import { type Draft, own, put, refill } from './ownField.ts';

/**
 * FlattenFields: every value that holds no others, under its own name; under its whole way where that name is taken already, and
 * from the first list on always. Which of two comes first follows the dialect: the last field is gone into before the first.
 */
export function flattenFields(component: Component): Transformation {
  const lists = flag(component, 'flatten_lists', true);
  return {
    apply(record: Draft) {
      const flat: Draft = {};
      const waiting: [Json, string][] = [[record, '_']];
      let wholeWay = false;
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const [value, name] = next;
        if (isJsonObject(value)) {
          for (const [field, held] of Object.entries(value)) {
            const taken = wholeWay || own(flat, field) !== undefined;
            waiting.push([held, taken ? `${name}.${field}` : field]);
          }
        } else if (Array.isArray(value) && lists) {
          for (const [index, item] of (value as readonly Json[]).entries()) {
            wholeWay = true;
            waiting.push([item, `${name}.${index}`]);
          }
        } else put(flat, name, value);
      }
      refill(record, Object.entries(flat));
    },
  };
}

/** DpathFlattenFields: the fields of one object inside become the record's, unless one of them is there already. */
export function dpathFlattenFields(component: Component, making: Making): Transformation {
  const path = templatedPath(component, 'field_path', making);
  const removesOrigin = flag(component, 'delete_origin_value');
  const replaces = flag(component, 'replace_record');
  const naming = group(component, 'key_transformation');
  const prefix = naming && making.expressions.text(naming.members['prefix'], naming.of);
  const suffix = naming && making.expressions.text(naming.members['suffix'], naming.of);
  return {
    async apply(record: Draft) {
      const steps = await path();
      const found = hasPattern(steps) ? first(valuesAt(record, steps)) : valueAt(record, steps);
      if (!isJsonObject(found)) return;
      const before = prefix === null ? '' : await prefix({});
      const behind = suffix === null ? '' : await suffix({});
      const fields = Object.entries(found).map(([name, value]) => [before + name + behind, value] as const);
      if (replaces && fields.length > 0) {
        refill(record, fields);
        return;
      }
      if (fields.some(([name]) => Object.hasOwn(record, name))) return;
      if (removesOrigin) removeAt(record, steps);
      for (const [name, value] of fields) put(record, name, value);
    },
  };
}

function first(values: Iterable<Json>): Json | undefined {
  for (const value of values) return value;
  return undefined;
}
