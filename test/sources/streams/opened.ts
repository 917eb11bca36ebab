import { afterEach } from 'vitest';
import { readManifest } from '../../../main/sources/declarative/manifest/readManifest.ts';
import { openSource } from '../../../main/sources/declarative/streams/openSource.ts';
import { createHttp } from '../../../main/sources/http/createHttp.ts';
import { httpPolicy } from '../../../main/sources/http/policy.ts';
import type { Json, JsonObject } from '../../../main/sources/json.ts';
import type { OpenedSource, ReadEvent, ReadOptions, ReadOutcome } from '../../../main/sources/source.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Rule } from '../../conformance/sources/scenario.ts';
import { type ScriptedServer, startScriptedServer } from '../../conformance/sources/scriptedServer.ts';
import { createVirtualClock } from '../../conformance/sources/virtualClock.ts';

export const NOW = Date.parse('2024-06-15T12:00:00Z');

export interface OpenedManifest {
  readonly source: OpenedSource;
  readonly server: ScriptedServer;
  readonly said: readonly string[];
  /** `GET /path?query` of each request so far. */
  asked(): string[];
  close(): Promise<void>;
}

/** A manifest over a scripted server on the loopback interface, at noon of the 15th of June 2024. */
export async function openManifest(
  manifest: string,
  rules: readonly Rule[],
  config: JsonObject = {},
): Promise<OpenedManifest> {
  const server = await startScriptedServer(JSON.stringify({ format: 1, rules }));
  const clock = createVirtualClock(NOW);
  server.begin(clock);
  const http = createHttp(
    httpPolicy({ userAgent: 'Leadline', plainHttp: true, privateHosts: [server.origin] }),
    { clock, memory: { read: async () => undefined, write: async () => undefined } },
  );
  const said: string[] = [];
  const source = expectValue(
    openSource(
      expectValue(readManifest(manifest, 'test.yml')),
      { base: server.origin, ...config },
      {
        http,
        clock,
        random: () => 0,
        keepSecrets: async () => ok(undefined),
        say: (message) => void said.push(message),
      },
    ),
  );
  return {
    source,
    server,
    said,
    asked: () =>
      server.requests.map(({ method, path, query }) => {
        const written = query.map((pair) => pair.join('=')).join('&');
        return `${method} ${path}${written === '' ? '' : `?${written}`}`;
      }),
    async close() {
      await http.close();
      await server.stop();
    },
  };
}

/** Opens manifests for a test file and closes them after each of its tests. */
export function manifestOpener(): typeof openManifest {
  const opened: OpenedManifest[] = [];
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
  });
  return async (manifest, rules, config) => {
    const one = await openManifest(manifest, rules, config);
    opened.push(one);
    return one;
  };
}

export function get(path: string, json: Json, more: Partial<Rule['request']> = {}): Rule {
  const query = Object.entries(more.query_subset ?? {})
    .flat()
    .join('.');
  return { id: `${path} ${query}`, request: { method: 'GET', path, ...more }, response: { json } };
}

export function failing(path: string, status: number, more: Partial<Rule['request']> = {}): Rule {
  return { ...get(path, {}, more), id: `${path} fails`, response: { status, json: { error: 'no' } } };
}

export interface WholeReading {
  readonly records: readonly JsonObject[];
  readonly states: readonly (JsonObject | null)[];
  readonly events: readonly ReadEvent[];
  readonly outcome: ReadOutcome;
}

export async function readWhole(
  { source }: OpenedManifest,
  stream: string,
  options: Partial<ReadOptions> = {},
): Promise<WholeReading> {
  const events: ReadEvent[] = [];
  const reading = source.read(stream, {
    mode: 'incremental',
    state: null,
    signal: new AbortController().signal,
    ...options,
  });
  for (;;) {
    const { done, value } = await reading.next();
    if (done !== true) {
      events.push(value);
      continue;
    }
    return {
      records: events.flatMap((event) => (event.kind === 'records' ? event.records : [])),
      states: events.flatMap((event) => (event.kind === 'state' ? [event.state.stream] : [])),
      events,
      outcome: value,
    };
  }
}

export function expectValue<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.failure.code}: ${result.failure.message}`);
}

/** A stream in the fewest words; `more` is written into it, `retriever` into its retriever. */
export function streamYaml(name: string, more = '', retriever = ''): string {
  return `
  - type: DeclarativeStream
    name: ${name}
    primary_key: id
    schema_loader: {type: InlineSchemaLoader, schema: {type: object, properties: {}}}
    ${more}
    retriever:
      type: SimpleRetriever
      record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [data]}}
      requester: {type: HttpRequester, url_base: "{{ config['base'] }}", path: "/${name}"}
      ${retriever}`;
}

export function manifestYaml(streams: string, more = ''): string {
  return `
version: 6.0.0
type: DeclarativeSource
check: {type: CheckStream, stream_names: [a]}
${more}
streams:${streams}`;
}

/** Pages of one record each. */
export const PAGES = `paginator: {type: DefaultPaginator, page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: page},
        pagination_strategy: {type: PageIncrement, page_size: 1}}`;

export function page(path: string, number: number, id: number | null): Rule {
  const query = number === 0 ? { query: {} } : { query: { page: String(number) } };
  return { ...get(path, { data: id === null ? [] : [{ id }] }, query), id: `${path} ${number}` };
}

export async function untilRecords(events: AsyncGenerator<ReadEvent, ReadOutcome>): Promise<void> {
  for (;;) {
    const { done, value } = await events.next();
    if (done === true || value.kind === 'records') return;
  }
}
