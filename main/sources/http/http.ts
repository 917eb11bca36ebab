import type { Failure, Result } from '../../../shared/errors/failure.ts';

export type Pairs = readonly (readonly [name: string, value: string])[];

export interface HttpRequest {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  readonly headers: Pairs;
  readonly body?: Uint8Array | string;
  /**
   * Lower-case names of headers, and names of query parameters and members of the body, that hold credentials: never in a
   * trace, never off-origin. `bodies`: a login, so neither the body sent nor the body that came may be in a trace.
   */
  readonly secret: {
    readonly headers: readonly string[];
    readonly parameters: readonly string[];
    readonly bodies?: boolean;
  };
  /** Which of the source's budgets it is drawn from is found by its rules; this names the stream for traces. */
  readonly stream: string;
  readonly signal: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  /** Names as they came over the wire, in order. */
  readonly headers: Pairs;
  /** After redirects. */
  readonly url: string;
  /**
   * Transfer and content encodings undone, within the bounds of size, ratio and time. Reading twice gives the same bytes only
   * after `bytes()`; whoever doesn't want it calls `cancel()`. What goes wrong underway is the failure of `bytes()`, and is
   * thrown as a `Trouble` by `pieces()`.
   */
  readonly body: {
    bytes(): Promise<Result<Uint8Array>>;
    pieces(): AsyncIterable<Uint8Array>;
    cancel(): void;
  };
}

/** How often something may be asked for; kept in the workspace, so that a restart doesn't forget what was used up. */
export interface RateRule {
  /** What shares the bucket: `source/operation`. */
  readonly bucket: string;
  /** Requests it applies to. */
  matches(request: { readonly method: string; readonly url: URL; readonly headers: Pairs }): boolean;
  /** All of them hold: 15 at once and 0.5 a second are `[{ calls: 15, seconds: 30 }]` as a bucket that refills evenly. */
  readonly rates: readonly { readonly calls: number; readonly seconds: number }[];
  /** `bucket` refills evenly, `window` counts the last seconds, `day` counts until midnight of a zone. */
  readonly counts: 'bucket' | 'window' | { readonly day: string };
}

/** What is remembered of buckets between requests and between starts. Small JSON, written before the request goes out. */
export interface RateMemory {
  read(bucket: string): Promise<unknown>;
  write(bucket: string, value: unknown): Promise<void>;
}

export interface HttpPolicy {
  /** Default false: https only. */
  readonly plainHttp: boolean;
  /** Origins (`http://127.0.0.1:8080`) or hosts that may be private, link-local or loopback, because the source declares them. */
  readonly privateHosts: readonly string[];
  /** Of one body, after decompression. Default 256 MB; a report may declare more. */
  readonly mostBytes: number;
  /** Decompressed to compressed, beyond the first megabyte. Default 200. */
  readonly mostRatio: number;
  readonly connectMs: number;
  /** Without a byte. */
  readonly idleMs: number;
  /** Of waiting for one answer, headers and body together; what the reader takes for itself doesn't count. */
  readonly totalMs: number;
  readonly redirects: number;
  readonly userAgent: string;
  readonly rates: readonly RateRule[];
}

/** One request and its answer as a screen may show it: nothing secret is in it. */
export interface Exchange {
  readonly id: number;
  readonly stream: string;
  readonly at: number;
  readonly waitedMs: number;
  readonly milliseconds: number;
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Pairs;
  readonly requestBody: string | null;
  /** Null: no answer came, and `failure` says why. */
  readonly status: number | null;
  readonly responseHeaders: Pairs;
  /** The beginning of it, at most 16 kB. */
  readonly responseBody: string | null;
  readonly responseBytes: number;
  readonly failure: string | null;
}

export type Sent =
  | { readonly ok: true; readonly value: HttpResponse }
  | {
      readonly ok: false;
      readonly failure: Failure;
      /** Nothing was sent, since the host can't be connected to: for how long already. */
      readonly awayMs?: number;
    };

/**
 * One transport a source. Answers of any status are answers: what a status means is the business of the connector. A failure
 * is no answer at all: `SOURCE_UNREACHABLE` (try again), `HTTP_REFUSED` (by our own rules: address, scheme, size, ratio),
 * `CANCELLED`. It retries nothing by itself.
 */
export interface Http {
  send(request: HttpRequest): Promise<Sent>;
  /**
   * The vendor asked for a pause, in whichever way: nothing more leaves for the buckets this request is drawn from before
   * `untilMs`. Retry-After and the common rate headers are heeded without being told.
   */
  heed(request: Pick<HttpRequest, 'method' | 'url' | 'headers'>, untilMs: number): Promise<void>;
  close(): Promise<void>;
}
