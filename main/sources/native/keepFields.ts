import type { Component } from '../declarative/component.ts';
import type { Making, Transformation } from '../declarative/parts.ts';
import { wrongManifest } from '../declarative/records/faults.ts';
import { words } from '../declarative/records/members.ts';

/**
 * `leadline.KeepFields`: of each record only the top fields it names. The dialect can only remove by name, and a vendor that
 * adds a field about a person tomorrow would have it stored.
 */
export function keepFields(component: Component, _making: Making): Transformation {
  const kept = new Set(words(component, 'fields'));
  if (kept.size === 0) throw wrongManifest(component, 'fields are missing');
  return {
    apply(record) {
      for (const name of Object.keys(record)) if (!kept.has(name)) delete record[name];
    },
  };
}
