import { offsetText } from '../../jinja/python/datetime/zone.ts';
import type { Component } from '../declarative/component.ts';
import type { Asking, Extras, Making, Requester } from '../declarative/parts.ts';
import { wrongManifest } from '../declarative/records/faults.ts';
import { needed } from '../declarative/records/members.ts';
import { knownZone } from './knownZone.ts';

const DAY = 86_400_000;

/**
 * `leadline.LocalDayRequester`: the days of a slice as instants of a zone, under the name `local_days`: `start` and `end`, the
 * midnights before the first day and after the last, as `2024-06-01T00:00:00-07:00`. The dialect only knows UTC, and a vendor
 * that counts by the days of a zone wants the offset that holds there on each of them.
 */
export function localDayRequester(component: Component, making: Making, more: Extras): Requester {
  const inner = making.make('requester', needed(component, 'requester'), more);
  const zone = making.expressions.text(component.members['time_zone'], component);
  if (zone === null) throw wrongManifest(component, 'time_zone is missing');
  return {
    async ask(asking: Asking) {
      const { start_time: first, end_time: last } = asking.slice.cursor;
      if (!isDay(first) || !isDay(last))
        throw wrongManifest(component, 'the windows of the stream’s cursor must be days, as %Y-%m-%d');
      const name = await zone({ slice: asking.slice });
      const days = { start: midnight(first, name, making), end: midnight(dayAfter(last), name, making) };
      return inner.ask({ ...asking, more: { ...asking.more, local_days: days } });
    },
  };
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
}

/** Where the clock skips midnight, the day begins at that moment, which the offset before it names. */
function midnight(day: string, name: string, making: Making): string {
  const zone = knownZone(name, making);
  const wall = BigInt(Date.parse(`${day}T00:00:00Z`)) * 1000n;
  return `${day}T00:00:00${offsetText(zone.ahead(wall - zone.aheadOfWall(wall)))}`;
}
