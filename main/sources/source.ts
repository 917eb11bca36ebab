import type { Failure, Result } from '../../shared/errors/failure.ts';
import type { Json, JsonObject } from './json.ts';
import type { TroubleKind } from './trouble.ts';

export type SyncMode = 'full_refresh' | 'incremental';

/** One stream of a connector as it was read from its file, before anything is asked of anyone. */
export interface StreamFacts {
  readonly name: string;
  readonly syncModes: readonly SyncMode[];
  /** Empty: none is declared. Paths into the record. */
  readonly primaryKey: readonly (readonly string[])[];
  readonly cursorField: readonly string[];
  readonly jsonSchema: JsonObject;
  /** Why it can't run here, naming each component; absent: it runs. */
  readonly unsupported?: readonly { readonly component: string; readonly reason: string }[];
}

/**
 * What a stream's cursor says, as the dialect writes it (`{ updated_at: "2024-06-01" }`, or with `states` by partition), and
 * where in a slice its last committed page stood. Kept by the warehouse in the transaction of the rows.
 */
export interface StreamState {
  readonly stream: JsonObject | null;
  readonly resume?: Json;
}

export type ReadEvent =
  /** In the order they came. `partition`: what asked for them, for rows that don't say it themselves. */
  | { readonly kind: 'records'; readonly records: readonly JsonObject[] }
  /** Everything before it may be claimed by it: it holds once those records are committed. */
  | { readonly kind: 'state'; readonly state: StreamState }
  /** What came since the last `progress` will be read again: no state from here on claims it, but for the place a page told. */
  | { readonly kind: 'unclaimed' }
  | {
      readonly kind: 'progress';
      readonly slice: number;
      readonly slices: number | null;
      readonly label: string;
    };

export interface StreamTrouble {
  readonly kind: TroubleKind;
  readonly failure: Failure;
}

/** `incomplete`: something failed; what was emitted before stands, and the last state says what may be claimed. */
export interface ReadOutcome {
  readonly status: 'complete' | 'incomplete';
  readonly troubles: readonly StreamTrouble[];
  readonly records: number;
}

export interface ReadOptions {
  readonly mode: SyncMode;
  readonly state: StreamState | null;
  readonly signal: AbortSignal;
  /** At most so many records, then it stops: for previews and `check`. */
  readonly limit?: number;
}

/** A connector with its configuration: ready to be asked. Opening asks nobody anything. */
export interface OpenedSource {
  /** Static streams; those found by asking (dynamic streams) come with `discover`. */
  readonly streams: readonly StreamFacts[];
  /** Reads one record of each stream the connector names for it. */
  check(signal: AbortSignal): Promise<Result<void>>;
  discover(signal: AbortSignal): Promise<Result<readonly StreamFacts[]>>;
  /** Ends with the outcome; never throws but for defects of ours. Pull it: nothing is fetched that isn't asked for. */
  read(stream: string, options: ReadOptions): AsyncGenerator<ReadEvent, ReadOutcome>;
}
