import type { Component, Member } from '../component.ts';
import type { Making, Slice, Transformation } from '../parts.ts';
import { wrongManifest } from './faults.ts';
import { removeAt, removeLeaves } from './fieldPath.ts';
import { list, word } from './members.ts';
import type { Draft } from './ownField.ts';

/**
 * Removes what its pointers lead to. With a condition the dialect doesn't look at where they lead: every value that holds no others
 * and meets the condition goes, wherever it stands.
 */
export function removeFields(component: Component, making: Making): Transformation {
  const pointers = list(component, 'field_pointers').map((pointer) => {
    if (!Array.isArray(pointer)) throw wrongManifest(component, 'each of field_pointers must be a list');
    return (pointer as readonly Member[]).map((step) => word(component, 'field_pointers', step));
  });
  const condition = component.members['condition'];
  if (typeof condition === 'string' && condition !== '') {
    const unwanted = making.expressions.condition(condition, component);
    return {
      apply: (record: Draft, slice: Slice) =>
        pointers.length === 0
          ? undefined
          : removeLeaves(record, (property) => unwanted({ slice, more: { property } })),
    };
  }
  return {
    apply(record: Draft) {
      for (const pointer of pointers) {
        if (pointer.length === 1 && !/[*?[]/.test(pointer[0] ?? '')) delete record[pointer[0] ?? ''];
        else removeAt(record, pointer);
      }
    },
  };
}
