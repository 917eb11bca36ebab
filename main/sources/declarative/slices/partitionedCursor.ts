import type { JsonObject } from '../../json.ts';
import type { Component } from '../component.ts';
import type { Instant } from '../dates.ts';
import type { Cursor, Making, PartitionRouter } from '../parts.ts';
import { flag } from '../records/members.ts';
import type { DatetimeParts } from './datetimeCursor.ts';
import type { DatetimeSettings } from './datetimeSettings.ts';
import { later } from './instants.ts';
import { type PartitionedState, readPartitionedState } from './partitionedState.ts';
import { partitionKey } from './partitionKey.ts';
import { NOTHING } from './requestOption.ts';
import { createTracker, readable, type Tracker } from './tracker.ts';

/** Beyond so many partitions one state is kept for all of them, as in the dialect: a state must stay small enough to be kept. */
const MOST_PARTITIONS = 10_000;
/** Of so many partitions it is known that they came already. */
const MOST_SEEN = 25_000;

/**
 * A cursor for each partition. Partitions that a state doesn't name begin at its global `state`, less its `lookback_window`:
 * the seconds the reading before took, in which their parents may have come to be.
 */
export function partitionedCursor(
  component: Component,
  making: Making,
  router: PartitionRouter,
  parts: DatetimeParts,
): Cursor {
  const { stream, host } = making;
  const alwaysGlobal = flag(component, 'global_substream_cursor') || router.grouped === true;
  let settings: DatetimeSettings | undefined;
  let saved: PartitionedState = readPartitionedState(null, '');
  let given: JsonObject | null = null;
  let global = alwaysGlobal;
  let partitions = 0;
  let failed = false;
  let newest: Instant | null = null;
  let observed = false;
  let begun = 0;
  let claimedGlobal: string | null = null;
  let lookback = 0;
  let parentState: JsonObject | null = null;
  const claims = new Map<string, { readonly partition: JsonObject; readonly cursor: JsonObject }>();
  const open = new Map<string, Tracker>();
  /** Asked for by every record, which come one partition after another. */
  let last: { readonly partition: JsonObject; readonly tracker: Tracker } | null = null;

  function trackerOf(partition: JsonObject, needed: DatetimeSettings): Tracker {
    if (last?.partition !== partition) last = { partition, tracker: openTracker(partition, needed) };
    return last.tracker;
  }

  function openTracker(partition: JsonObject, needed: DatetimeSettings): Tracker {
    const key = partitionKey(partition);
    const known = open.get(key);
    if (known !== undefined) return known;
    let own = claims.get(key)?.cursor ?? saved.legacy(partition);
    if (own === null) {
      own = newPartition(needed);
      partitions += 1;
    }
    const tracker = createTracker(needed, own, stream);
    open.set(key, tracker);
    return tracker;
  }

  function newPartition(needed: DatetimeSettings): JsonObject | null {
    if (saved.global === null) return null;
    const from = readable(needed, saved.global, stream);
    const { dates } = needed.rules;
    const since = saved.lookback === 0 ? from : dates.add(from, `PT${saved.lookback}S`, -1);
    return { [needed.cursorField]: needed.format(since) };
  }

  function claim(partition: JsonObject, tracker: Tracker, needed: DatetimeSettings): void {
    if (global) return;
    const cursor = { [needed.cursorField]: needed.format(tracker.claimed()) };
    claims.set(partitionKey(partition), { partition, cursor });
  }

  function goGlobal(): void {
    if (global || partitions <= MOST_PARTITIONS) return;
    global = true;
    host.say(
      `Stream ${stream} has more than ${MOST_PARTITIONS.toLocaleString('en-US')} partitions: one state is kept for all of them.`,
      'info',
    );
  }

  return {
    filtering: parts.filtering,
    async begin(state) {
      settings = await parts.settings();
      await router.ready?.();
      given = state;
      saved = readPartitionedState(state, settings.cursorField);
      global = alwaysGlobal || saved.useGlobal;
      claimedGlobal =
        saved.global === null ? null : settings.format(readable(settings, saved.global, stream));
      newest = saved.global === null ? null : readable(settings, saved.global, stream);
      lookback = saved.lookback;
      parentState = saved.parents;
      for (const one of saved.partitions) claims.set(partitionKey(one.partition), one);
      partitions = saved.partitions.length;
      begun = host.clock.now();
    },
    async *slices(signal) {
      if (settings === undefined) return;
      const needed = settings;
      const seen = new Set<string>();
      for await (const { partition, extra } of router.slices(signal, given)) {
        if (!failed) parentState = router.parentState() ?? parentState;
        const key = partitionKey(partition);
        if (seen.has(key)) continue;
        if (seen.size < MOST_SEEN) seen.add(key);
        const tracker = trackerOf(partition, needed);
        goGlobal();
        for (const cursor of tracker.windows()) yield { partition, cursor, extra };
        if (!tracker.finished()) failed = true;
        claim(partition, tracker, needed);
        newest = newest === null ? tracker.claimed() : later(newest, tracker.claimed());
        open.delete(key);
        last = null;
      }
      if (failed) return;
      parentState = router.parentState() ?? parentState;
      if (!observed || newest === null) return;
      claimedGlobal = needed.format(newest);
      lookback = Math.ceil((host.clock.now() - begun) / 1000);
    },
    additions: (slice) => (settings === undefined ? NOTHING : parts.additions(slice, settings)),
    observe(record, slice) {
      const at = settings === undefined ? null : parts.read(settings, record);
      if (at === null || settings === undefined) return;
      observed = true;
      newest = newest === null ? at : later(newest, at);
      trackerOf(slice.partition, settings).observe(at, slice.cursor);
    },
    wants(record, slice) {
      const at = settings === undefined ? null : parts.read(settings, record);
      return at === null || settings === undefined || trackerOf(slice.partition, settings).wants(at);
    },
    isPast(record, slice) {
      const at = settings === undefined ? null : parts.read(settings, record);
      return at !== null && settings !== undefined && trackerOf(slice.partition, settings).isPast(at);
    },
    sliceEnded(slice) {
      if (settings === undefined) return;
      const tracker = trackerOf(slice.partition, settings);
      tracker.ended(slice.cursor);
      claim(slice.partition, tracker, settings);
    },
    // One state for all of them is moved only when none failed.
    claims: (slice) =>
      settings === undefined || (!global && trackerOf(slice.partition, settings).claims(slice.cursor)),
    state() {
      if (settings === undefined) return given;
      return {
        use_global_cursor: global,
        ...(global ? {} : { states: [...claims.values()] }),
        ...(claimedGlobal === null ? {} : { state: { [settings.cursorField]: claimedGlobal } }),
        lookback_window: lookback,
        ...(parentState === null ? {} : { parent_state: parentState }),
      };
    },
  };
}
