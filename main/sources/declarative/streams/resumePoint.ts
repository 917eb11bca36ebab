import { isJsonObject, type Json } from '../../json.ts';
import type { Slice } from '../parts.ts';

/**
 * Where a reading that broke off goes on: how many slices were read to their end, and in which one a page was the last. A stream
 * with a cursor claims its slices by that, so `done` only matters without one.
 */
export interface ResumePoint {
  readonly done: number;
  readonly slice: Slice | null;
  readonly page: Json;
}

export function writeResume({ done, slice, page }: ResumePoint): Json {
  return { done, slice: slice === null ? null : { ...slice }, page };
}

/** Null: there is none, or not one of ours. */
export function readResume(value: Json | undefined): ResumePoint | null {
  if (!isJsonObject(value)) return null;
  const { done, slice, page = null } = value;
  if (typeof done !== 'number') return null;
  if (!isJsonObject(slice)) return { done, slice: null, page };
  const { partition, cursor, extra } = slice;
  return isJsonObject(partition) && isJsonObject(cursor) && isJsonObject(extra)
    ? { done, slice: { partition, cursor, extra }, page }
    : { done, slice: null, page: null };
}
