import type { Component } from '../declarative/component.ts';
import type { Making, Transformation } from '../declarative/parts.ts';
import { wrongManifest } from '../declarative/records/faults.ts';
import { words } from '../declarative/records/members.ts';

/**
 * `leadline.PartitionFields`: what asked for a record, into it, by the names of the partition. A template would do but for a search
 * for a phrase: the dialect reads `"resin jewelry"` as a literal and takes its quotes off, and it becomes another search's name.
 */
export function partitionFields(component: Component, _making: Making): Transformation {
  const fields = words(component, 'fields');
  if (fields.length === 0) throw wrongManifest(component, 'fields are missing');
  return {
    apply(record, slice) {
      for (const name of fields) {
        const value = slice.partition[name];
        if (value !== undefined) record[name] = value;
      }
    },
  };
}
