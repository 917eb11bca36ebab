import type { JsonObject } from '../../json.ts';
import type { Component } from '../component.ts';
import type { Additions, Cursor, Extras, Making, Slice } from '../parts.ts';
import { flag } from '../records/members.ts';
import { type DatetimeSettings, datetimeSettings } from './datetimeSettings.ts';
import { partitionedCursor } from './partitionedCursor.ts';
import { injection, NOTHING, together } from './requestOption.ts';
import { createTracker, type Tracker } from './tracker.ts';
import { cursorReader } from './unreadCursor.ts';

/** What cursors over dates have in common, with partitions and without. */
export interface DatetimeParts {
  settings(): Promise<DatetimeSettings>;
  additions(slice: Slice, settings: DatetimeSettings): Additions;
  readonly filtering: Cursor['filtering'];
  read: ReturnType<typeof cursorReader>;
}

export function datetimeBasedCursor(component: Component, making: Making, more: Extras): Cursor {
  const evaluate = datetimeSettings(component, making);
  const start = injection(component.members['start_time_option'], making);
  const end = injection(component.members['end_time_option'], making);
  const parts: DatetimeParts = {
    async settings() {
      await Promise.all([start?.ready(), end?.ready()]);
      return evaluate();
    },
    additions: ({ cursor }, { startField, endField }) =>
      together([
        start?.add(cursor[startField] ?? null) ?? NOTHING,
        end?.add(cursor[endField] ?? null) ?? NOTHING,
      ]),
    filtering: filteringOf(component),
    read: cursorReader(making),
  };
  const router = more.partitionRouter ?? null;
  return router === null ? wholeCursor(parts, making) : partitionedCursor(component, making, router, parts);
}

function filteringOf(component: Component): Cursor['filtering'] {
  if (flag(component, 'is_data_feed')) return 'feed';
  return flag(component, 'is_client_side_incremental') ? 'client' : 'none';
}

/** Of a stream without partitions. */
function wholeCursor(parts: DatetimeParts, making: Making): Cursor {
  let settings: DatetimeSettings | undefined;
  let tracker: Tracker | undefined;
  let saved: JsonObject | null = null;
  return {
    filtering: parts.filtering,
    async begin(state) {
      saved = commonState(state);
      settings = await parts.settings();
      tracker = createTracker(settings, saved, making.stream);
    },
    async *slices() {
      for (const cursor of tracker?.windows() ?? []) yield { partition: {}, cursor, extra: {} };
    },
    additions: (slice) => (settings === undefined ? NOTHING : parts.additions(slice, settings)),
    observe(record, slice) {
      const at = settings === undefined ? null : parts.read(settings, record);
      if (at !== null) tracker?.observe(at, slice.cursor);
    },
    wants(record) {
      const at = settings === undefined ? null : parts.read(settings, record);
      return at === null || tracker === undefined || tracker.wants(at);
    },
    isPast(record) {
      const at = settings === undefined ? null : parts.read(settings, record);
      return at !== null && tracker?.isPast(at) === true;
    },
    sliceEnded: (slice) => tracker?.ended(slice.cursor),
    claims: (slice) => tracker === undefined || tracker.claims(slice.cursor),
    state() {
      if (settings === undefined || tracker === undefined) return saved;
      return { ...plainState(saved), [settings.cursorField]: settings.format(tracker.claimed()) };
    },
  };
}

/** A stream that had partitions once goes on from what held for all of them. */
function commonState(state: JsonObject | null): JsonObject | null {
  if (state === null || state['states'] === undefined) return state;
  const common = state['state'];
  return typeof common === 'object' && common !== null && !Array.isArray(common)
    ? (common as JsonObject)
    : null;
}

/** Members of a saved state that we don't know are kept. */
function plainState(saved: JsonObject | null): JsonObject {
  return saved === null || saved['state_type'] !== undefined ? {} : saved;
}
