import type { Config } from '../../host.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Component, Member } from '../component.ts';
import type { Seen } from '../parts.ts';
import type { Templates } from './templates.ts';

/** A template compiled once. What it gives depends on what it sees. */
export interface Compiled<T> {
  /** Throws `Trouble`. */
  (seen: Seen): Promise<T> | T;
  /** No template in it: the same each time. */
  readonly constant: boolean;
}

/**
 * The dialect's templates over main/jinja: its functions (now_utc, today_utc, day_delta, duration, format_datetime, timestamp,
 * str_to_datetime, max, min …), filters (hash, base64encode, regex_search …), names (config, parameters, stream_slice,
 * stream_partition, stream_interval, next_page_token, record, response, headers, last_page_size, last_record …) and its reading
 * of what came out as a Python literal. Nothing of the host can be reached from one.
 */
export interface Expressions {
  /**
   * Rendered and read again as a literal: `"12"` → 12 (behaviour 1). Members that are no text stay what they are. With `only`
   * (`value_type` of AddFields) a literal of any other type stays text.
   */
  value(member: Member | undefined, of: Component, only?: ValueKind): Compiled<Json>;
  /** Rendered, and text whatever comes out: paths, addresses, headers. Null: the member is not there. */
  text(member: Member | undefined, of: Component): Compiled<string> | null;
  /** A condition (behaviour 3); not there: true. */
  condition(member: Member | undefined, of: Component): Compiled<boolean>;
  /**
   * An object at any depth, each text in it rendered; `retyped` as in JSON bodies, else text as in queries, where a list stays
   * one (behaviour 1). Members that come to nothing are left out.
   */
  object(member: Member | undefined, of: Component, retyped: boolean): Compiled<JsonObject>;
}

export type ValueKind = 'string' | 'integer' | 'number' | 'boolean';

export interface ExpressionsOptions {
  readonly config: Config;
  now(): number;
  /** Said in messages. */
  readonly stream?: string;
  /** From 0 up to 1, for `generate_uuid` and the filter `random`. */
  readonly random?: () => number;
  /** Those of the other streams of the source; otherwise a set of its own. */
  readonly templates?: Templates;
}
