import type { Config, SourceHost } from '../host.ts';
import type { HttpResponse, Pairs } from '../http/http.ts';
import type { Json, JsonObject } from '../json.ts';
import type { StreamState } from '../source.ts';
import type { TroubleKind } from '../trouble.ts';
import type { Component } from './component.ts';
import type { Expressions } from './expressions/expressions.ts';

/** A slice of a stream: which partition, and which window of its cursor. Templates see it as stream_slice. */
export interface Slice {
  readonly partition: JsonObject;
  readonly cursor: JsonObject;
  /** `stream_slice.extra_fields`. */
  readonly extra: JsonObject;
}

/** What a template may see besides config and parameters; rooms hand in what they have. */
export interface Seen {
  readonly slice?: Slice;
  /** `next_page_token`: `{ next_page_token: value }`. */
  readonly token?: Json;
  readonly record?: JsonObject;
  readonly response?: Json;
  readonly headers?: Pairs;
  readonly more?: Readonly<Record<string, Json>>;
}

/** An answer read and understood. `body`: decoded lazily, record by record where the decoder streams. */
export interface Answer {
  readonly response: HttpResponse;
  /** The whole body as one value, as templates see `response`; empty object where it is no JSON object or list. Kept. */
  json(): Promise<Json>;
  /** The decoded pieces that an extractor looks into: one for JSON, one a line or row for JSONL and CSV. */
  decoded(): AsyncIterable<Json>;
}

/** Parts of a request that somebody adds: the requester itself, authenticator, paginator, cursor, partition router. */
export interface Additions {
  readonly parameters?: Pairs;
  readonly headers?: Pairs;
  readonly bodyJson?: JsonObject;
  readonly bodyForm?: Pairs;
  readonly bodyText?: string;
  /** Names (of those above) that hold credentials. */
  readonly secret?: { readonly headers?: readonly string[]; readonly parameters?: readonly string[] };
}

export interface Asking {
  readonly slice: Slice;
  readonly token: Json;
  readonly signal: AbortSignal;
  /** What paginator, cursor and router add. */
  readonly additions: readonly Additions[];
  /** A whole address in place of url_base and path: next-page URLs, links of jobs. */
  readonly url?: string;
  /** More names for templates: creation_response, polling_response, download_target … */
  readonly more?: Readonly<Record<string, Json>>;
  /** It is a login: what is sent and what comes back stays out of every trace. */
  readonly login?: boolean;
}

/**
 * Null: the answer was to be ignored, and there are no records and no next page in it. Throws `PaginationReset` where the error
 * handler says so.
 */
export interface Requester {
  ask(asking: Asking): Promise<Answer | null>;
}

export interface Authenticator {
  /** May ask for a token first; keeps it while it is valid, one cache an authenticator. */
  add(asking: { readonly slice: Slice; readonly signal: AbortSignal }): Promise<Additions>;
  /** The answer said that what we are is not (any more) known: the kept token is of no use. */
  refused?(): void;
}

export type Verdict =
  | { readonly action: 'success' }
  | { readonly action: 'ignore'; readonly message?: string }
  | { readonly action: 'retry' | 'rate_limited'; readonly message?: string }
  | { readonly action: 'reset_pagination'; readonly message?: string }
  | { readonly action: 'refresh_token'; readonly message?: string }
  | { readonly action: 'fail'; readonly kind: TroubleKind; readonly message: string };

export interface ErrorHandler {
  /** Null answer: none came, and `why` says so. */
  judge(answer: Answer | null, why: string | null): Promise<Verdict>;
  /** Seconds until the attempt after this one (1 = the first retry); null: the default waits. */
  backoff(answer: Answer | null, attempt: number): Promise<number | null>;
  readonly mostRetries: number;
  readonly mostSeconds: number;
}

/** Paging of one slice; made anew for each. */
export interface Paginator {
  /** The answer as a whole is needed for the next page, also where its records come one by one. */
  readonly readsAnswer?: boolean;
  /** Null: the first request has none. */
  first(): Json;
  /** From the page just read: how many records came before any filter, the last one after it. Null: that was the last page. */
  next(page: {
    readonly answer: Answer;
    readonly extracted: number;
    readonly emitted: number;
    readonly last: JsonObject | null;
    readonly token: Json;
  }): Promise<Json>;
  additions(token: Json): Additions | Promise<Additions>;
  /** The next page is a whole address (RequestPath). */
  url(token: Json): string | undefined;
}

export interface Extractor {
  extract(answer: Answer): AsyncIterable<JsonObject>;
}

export interface RecordSelector {
  /** What the page holds, filtered, transformed and normalised; `extracted` counts before the filter. */
  select(
    answer: Answer,
    slice: Slice,
    cursor: Cursor | null,
    /** Shown each record as the answer had it, before it is changed. */
    extracted?: (record: JsonObject) => void,
  ): AsyncIterable<
    | { readonly record: JsonObject; readonly extracted: number }
    | { readonly record: null; readonly extracted: number }
  >;
}

/** Which slices there are to read, in order, one asked for at a time; a parent stream is read as its slices are asked for. */
export interface PartitionRouter {
  /** Evaluates what its templates say of its names; before `additions`. `slices` does it by itself. */
  ready?(): Promise<void>;
  /** `state`: the whole of what was kept of the stream, in which `parent_state` may be. */
  slices(signal: AbortSignal, state: JsonObject | null): AsyncIterable<Slice>;
  additions(slice: Slice): Additions;
  /** Its slices hold several partitions each, of which no state can be kept. */
  readonly grouped?: boolean;
  /** What of the parents' state belongs into the stream's (`parent_state`). */
  parentState(): JsonObject | null;
}

/**
 * Remembers how far a stream was read. begun → (slice begun → observed … → slice ended | slice failed)* → done. State never
 * claims a slice that failed, and a slice is claimed only once it ended.
 */
export interface Cursor {
  /** Evaluates its templates; before anything else. */
  begin(state: JsonObject | null): Promise<void>;
  slices(signal: AbortSignal): AsyncIterable<Slice>;
  /** Of its own window; the retriever asks the partition router for the router's. */
  additions(slice: Slice): Additions;
  /** Told by the retriever of each record it hands on, before it does. */
  observe(record: JsonObject, slice: Slice): void;
  /**
   * Where `wants` is asked. `client`: as a record is selected, transformed by then, before the filter's condition. `feed`:
   * records come newest first, so a page whose last one is past is the last page, and what isn't wanted of it is dropped.
   */
  readonly filtering: 'none' | 'client' | 'feed';
  /** False: the record is older than what is wanted, or newer than the end of it. */
  wants(record: JsonObject, slice: Slice): boolean;
  /** The record is older than what is wanted. */
  isPast(record: JsonObject, slice: Slice): boolean;
  sliceEnded(slice: Slice): void;
  /** Whether a state claims that slice, which ended. Absent: always. */
  claims?(slice: Slice): boolean;
  state(): JsonObject | null;
}

/** One stream, ready to be read page by page. Simple and asynchronous ones alike. */
export interface Retriever {
  /**
   * Pages of one slice, a large one in pieces; `resume` is where a page before it ended. What comes with `resume` undefined is no
   * place to go on from: the one said before still is. A page may have no records and yet a place: a report that was asked for.
   */
  pages(
    slice: Slice,
    told: { readonly signal: AbortSignal; readonly resume: Json | undefined; readonly cursor: Cursor | null },
  ): AsyncIterable<{ readonly records: readonly JsonObject[]; readonly resume: Json | undefined }>;
}

/** Which part is built from which type of component. */
export interface Parts {
  requester: Requester;
  authenticator: Authenticator;
  errorHandler: ErrorHandler;
  paginator: () => Paginator;
  decoder: Decoder;
  extractor: Extractor;
  recordSelector: RecordSelector;
  partitionRouter: PartitionRouter;
  cursor: Cursor;
  retriever: Retriever;
  transformation: Transformation;
  schemaLoader: SchemaLoader;
}
export type PartKind = keyof Parts;

/** Bytes into values, streaming where the format allows. */
export interface Decoder {
  decode(pieces: AsyncIterable<Uint8Array>): AsyncIterable<Json>;
  /** Whether the body as a whole is one value that templates can look at. */
  readonly whole: boolean;
}

export interface Transformation {
  apply(record: { [name: string]: Json }, slice: Slice): Promise<void> | void;
}

export interface SchemaLoader {
  schema(signal: AbortSignal): Promise<JsonObject>;
}

/** What every builder is handed. One a stream: streams share nothing but the host, as in the dialect. */
export interface Making {
  readonly stream: string;
  readonly config: Config;
  readonly host: SourceHost;
  readonly expressions: Expressions;
  /** Throws `Trouble` of kind `unsupported` for a type that no builder is there for. */
  make<K extends PartKind>(kind: K, component: Component, more?: Extras): Parts[K];
  /** The retriever of another stream, for substreams. */
  openStream(component: Component): ParentStream;
  readonly primaryKey: readonly (readonly string[])[];
}

/** What some builders need from the one that asks for them. */
export interface Extras {
  readonly partitionRouter?: PartitionRouter | null;
  readonly decoder?: Decoder;
  readonly authenticator?: Authenticator;
  /** Of the stream, for its retriever: what is done to each record, and the schema that normalisation follows. */
  readonly transformations?: readonly Transformation[];
  readonly schemaLoader?: SchemaLoader;
}

export interface ParentStream {
  readonly name: string;
  /** Reads it whole, or from a state; each record with the slice it came from. */
  read(
    signal: AbortSignal,
    state: StreamState | null,
  ): AsyncIterable<{ readonly record: JsonObject; readonly slice: Slice }>;
  state(): JsonObject | null;
  readonly component: Component;
}

export type Builder<K extends PartKind> = (component: Component, making: Making, more: Extras) => Parts[K];
/** By type. Adding a component is one file and one line in its room's table. */
export type Builders<K extends PartKind> = Readonly<Record<string, Builder<K>>>;
