import type { JsonObject } from '../../../main/sources/json.ts';
import type {
  OpenedSource,
  ReadOptions,
  ReadOutcome,
  StreamState,
  StreamTrouble,
} from '../../../main/sources/source.ts';

export interface ReadStream {
  readonly records: readonly JsonObject[];
  /** The last one said; null if none was. */
  readonly state: StreamState | null;
  readonly status: ReadOutcome['status'];
  readonly troubles: readonly StreamTrouble[];
}

/** Reads a stream to its end: incrementally where a state is given or asked for, otherwise in full. */
export async function readStream(
  source: OpenedSource,
  stream: string,
  options: Partial<ReadOptions> = {},
): Promise<ReadStream> {
  const records: JsonObject[] = [];
  let state: StreamState | null = null;
  const reading = source.read(stream, {
    mode: 'incremental',
    state: null,
    signal: new AbortController().signal,
    ...options,
  });
  for (;;) {
    const { done, value } = await reading.next();
    if (done === true) return { records, state, status: value.status, troubles: value.troubles };
    if (value.kind === 'records') records.push(...value.records);
    if (value.kind === 'state') state = value.state;
  }
}
