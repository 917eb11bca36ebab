import type { Component } from '../declarative/component.ts';
import type { Making, Transformation } from '../declarative/parts.ts';
import { wrongManifest } from '../declarative/records/faults.ts';
import { word } from '../declarative/records/members.ts';
import { knownZone } from './knownZone.ts';

/**
 * `leadline.LocalDay`: the day on which the moment in `field` falls in a zone, into the field `into`, as 2024-06-01. SQLite knows
 * no zones, so a model couldn't find it afterwards. What isn't a moment gets no day.
 */
export function localDay(component: Component, making: Making): Transformation {
  const field = word(component, 'field', component.members['field']);
  const into = word(component, 'into', component.members['into']);
  const zone = making.expressions.text(component.members['time_zone'], component);
  if (zone === null) throw wrongManifest(component, 'time_zone is missing');
  return {
    async apply(record, slice) {
      const written = record[field];
      const at = typeof written === 'string' ? Date.parse(written) : Number.NaN;
      record[into] = Number.isNaN(at) ? null : dayAt(at, await zone({ slice }), making);
    },
  };
}

function dayAt(at: number, name: string, making: Making): string {
  const ahead = Number(knownZone(name, making).ahead(BigInt(at) * 1000n) / 1000n);
  return new Date(at + ahead).toISOString().slice(0, 10);
}
