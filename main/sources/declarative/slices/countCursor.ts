import type { Json, JsonObject } from '../../json.ts';
import type { Component } from '../component.ts';
import type { Cursor, Extras, Making } from '../parts.ts';
import { unsupported, wrongManifest } from '../records/faults.ts';
import { injection, NOTHING } from './requestOption.ts';

/** IncrementingCountCursor: a number that only grows, read on from the greatest one seen. */
export function incrementingCountCursor(component: Component, making: Making, more: Extras): Cursor {
  if ((more.partitionRouter ?? null) !== null)
    throw unsupported(component, 'a counting cursor can not be kept for each partition');
  const field = making.expressions.text(component.members['cursor_field'], component);
  const first = making.expressions.value(component.members['start_value'], component);
  const option = injection(component.members['start_value_option'], making);
  let key = '';
  let start = 0;
  let claimed = 0;
  let greatest = 0;
  let saved: JsonObject | null = null;
  const read = (record: JsonObject) => countOf(Object.hasOwn(record, key) ? record[key] : undefined);
  return {
    filtering: 'none',
    async begin(state) {
      await option?.ready();
      saved = state;
      key = field === null ? '' : (await field({})).trim();
      if (key === '') throw wrongManifest(component, 'cursor_field is missing');
      const least = countOf(await first({})) ?? 0;
      start = Math.max(least, countOf(state?.[key]) ?? least);
      claimed = start;
      greatest = start;
    },
    async *slices() {
      yield { partition: {}, cursor: { start }, extra: {} };
    },
    additions: (slice) => option?.add(slice.cursor['start'] ?? start) ?? NOTHING,
    observe(record) {
      greatest = Math.max(greatest, read(record) ?? greatest);
    },
    wants: (record) => (read(record) ?? start) >= start,
    isPast: (record) => (read(record) ?? start) < start,
    sliceEnded() {
      claimed = greatest;
    },
    state: () => ({ ...saved, [key]: claimed }),
  };
}

function countOf(value: Json | undefined): number | null {
  if (value === null || value === undefined || value === '' || typeof value === 'object') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
