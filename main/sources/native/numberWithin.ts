import type { Component } from '../declarative/component.ts';
import type { Making, Slice, Transformation } from '../declarative/parts.ts';
import { wrongManifest } from '../declarative/records/faults.ts';
import { word, words } from '../declarative/records/members.ts';
import type { Json } from '../json.ts';

/**
 * `leadline.NumberWithin`: counts the records of a slice that agree in `fields`, from 1, into the field `into`. A report whose lines
 * have no number of their own may hold two that are alike, and merging by what they have would lose one.
 */
export function numberWithin(component: Component, _making: Making): Transformation {
  const fields = words(component, 'fields');
  const into = word(component, 'into', component.members['into']);
  if (fields.length === 0) throw wrongManifest(component, 'fields is missing');
  let of: Slice | null = null;
  let counts = new Map<string, number>();
  return {
    apply(record, slice) {
      if (slice !== of) {
        of = slice;
        counts = new Map();
      }
      const group = JSON.stringify(fields.map((field): Json => record[field] ?? null));
      const number = (counts.get(group) ?? 0) + 1;
      counts.set(group, number);
      record[into] = number;
    },
  };
}
