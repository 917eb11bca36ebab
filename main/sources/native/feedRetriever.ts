import type { Component } from '../declarative/component.ts';
import type { Extras, Making, Retriever, Slice } from '../declarative/parts.ts';
import { wrongManifest } from '../declarative/records/faults.ts';
import { needed, words } from '../declarative/records/members.ts';
import type { Json } from '../json.ts';

/**
 * `leadline.FeedRetriever`: a feed that comes newest first and can't be asked for a window. It is read until a record is older than
 * the slice, by `field`: seconds since 1970 or an ISO instant. Older records are not handed on.
 *
 * The dialect's own `is_data_feed` stops where the last reading ended and takes no heed of `lookback_window`, so counts that
 * still change would never be read again.
 */
export function feedRetriever(component: Component, making: Making, more: Extras): Retriever {
  const inner = making.make('retriever', needed(component, 'retriever'), more);
  const [field] = words(component, 'field');
  if (field === undefined) throw wrongManifest(component, 'field is missing');
  return {
    async *pages(slice, told) {
      const start = startOf(slice);
      if (start === null) {
        yield* inner.pages(slice, told);
        return;
      }
      // What can't be compared is handed on: better once too often than lost.
      const isOld = (value: Json | undefined) => (secondsOf(value) ?? start) < start;
      for await (const { records, resume } of inner.pages(slice, told)) {
        const last = records.at(-1);
        if (last !== undefined && isOld(last[field])) {
          yield { records: records.filter((record) => !isOld(record[field])), resume: undefined };
          return;
        }
        yield { records: records.filter((record) => !isOld(record[field])), resume };
      }
    },
  };
}

function startOf(slice: Slice): number | null {
  return secondsOf(slice.cursor['start_time']);
}

/** Whole seconds: a start is written without the fractions that a record may have. */
function secondsOf(value: Json | undefined): number | null {
  if (typeof value === 'number') return Math.floor(value);
  if (typeof value !== 'string') return null;
  if (/^\d+(?:\.\d+)?$/.test(value)) return Math.floor(Number(value));
  const milliseconds = Date.parse(value);
  return Number.isNaN(milliseconds) ? null : Math.floor(milliseconds / 1000);
}
