import type { JsonObject } from '../../../main/sources/json.ts';
import type {
  OpenedSource,
  ReadEvent,
  ReadOptions,
  ReadOutcome,
  StreamFacts,
  StreamState,
} from '../../../main/sources/source.ts';
import { fail, ok } from '../../../shared/errors/failure.ts';

export type Script = (options: ReadOptions) => Iterable<ReadEvent | Error> | AsyncIterable<ReadEvent | Error>;

export interface FakeStream extends Partial<StreamFacts> {
  readonly name: string;
  /** An error ends the stream as incomplete. */
  readonly script: Script;
}

/** A source that says what a test writes down, and remembers what it was asked. */
export function fakeSource(...streams: readonly FakeStream[]) {
  const asked: { stream: string; mode: string; state: StreamState | null }[] = [];
  const opened: OpenedSource = {
    streams: streams.map(factsOf),
    check: async () => ok(undefined),
    discover: async () => ok(streams.map(factsOf)),
    async *read(name, options): AsyncGenerator<ReadEvent, ReadOutcome> {
      asked.push({ stream: name, mode: options.mode, state: options.state });
      const script = streams.find((one) => one.name === name)?.script(options) ?? [];
      let records = 0;
      for await (const event of script) {
        if (event instanceof Error) {
          const told = fail('SOURCE_FAILED', { message: event.message, next: 'Try again.' });
          return { status: 'incomplete', troubles: [{ kind: 'system', failure: told.failure }], records };
        }
        if (event.kind === 'records') records += event.records.length;
        yield event;
        if (options.signal.aborted) return { status: 'incomplete', troubles: [], records };
      }
      return { status: 'complete', troubles: [], records };
    },
  };
  return { opened, asked };
}

function factsOf({ script: _, ...facts }: FakeStream): StreamFacts {
  return { syncModes: ['full_refresh'], primaryKey: [], cursorField: [], jsonSchema: {}, ...facts };
}

export function records(...all: JsonObject[]): ReadEvent {
  return { kind: 'records', records: all };
}

export function at(stream: JsonObject | null, resume?: string): ReadEvent {
  return { kind: 'state', state: { stream, ...(resume !== undefined && { resume }) } };
}

/** `from` up to before `to`, as `{ id, at }`. */
export function numbered(from: number, to: number): JsonObject[] {
  return Array.from({ length: to - from }, (_, index) => ({ id: from + index, at: from + index }));
}
