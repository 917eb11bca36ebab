import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export const PAIRS = 4;
const PAGE = 40;
const FIRST = Date.UTC(2025, 0, 1);
const LEAD = 3;

/** A vendor whose records become pairs of series in which the signal comes three days first. It has as many as it is told. */
export async function startMeasures(): Promise<{
  readonly origin: string;
  grow(records: number): void;
  close(): Promise<void>;
}> {
  let there = 0;
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://vendor');
    // Pages that take a moment are pages a process can be killed between.
    await pause(4);
    const since = Math.round((Date.parse(url.searchParams.get('since') ?? '') - FIRST) / 1_000);
    const after = Math.max(Number(url.searchParams.get('after') ?? 0), Number.isNaN(since) ? 0 : since);
    const last = Math.min(there, after + PAGE);
    const measures = Array.from({ length: Math.max(0, last - after) }, (_, at) => measureOf(after + at + 1));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ measures, next: last < there ? last : null }));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    grow(records) {
      there = records;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function measureOf(id: number) {
  const pair = (id - 1) % PAIRS;
  const day = Math.floor((id - 1) / PAIRS);
  return {
    id,
    updated_at: new Date(FIRST + id * 1_000).toISOString().replace('.000', ''),
    pair: `pair ${pair}`,
    day: new Date(FIRST + day * 86_400_000).toISOString().slice(0, 10),
    signal: noise(pair, day),
    outcome: noise(pair, day - LEAD) + (noise(pair + 50, day) % 10),
  };
}

/** The same for the same day, whoever asks. */
function noise(pair: number, day: number): number {
  let mixed = Math.imul(day + 1_000, 2_654_435_761) ^ Math.imul(pair + 7, 40_503);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 2_246_822_519);
  return ((mixed ^ (mixed >>> 13)) >>> 0) % 100;
}

/** Two streams of the same records: one merged by its key, one that is only ever added to. */
export const MEASURES_MANIFEST = `version: 6.60.0
type: DeclarativeSource
check: { type: CheckStream, stream_names: [measures] }
definitions:
  stream: &stream
    type: DeclarativeStream
    incremental_sync:
      type: DatetimeBasedCursor
      cursor_field: updated_at
      datetime_format: '%Y-%m-%dT%H:%M:%SZ'
      start_time_option: { type: RequestOption, inject_into: request_parameter, field_name: since }
      start_datetime: { type: MinMaxDatetime, datetime: '2025-01-01', datetime_format: '%Y-%m-%d' }
    retriever:
      type: SimpleRetriever
      requester: { type: HttpRequester, url_base: "{{ config['address'] }}", path: /measures, http_method: GET }
      record_selector: { type: RecordSelector, extractor: { type: DpathExtractor, field_path: [measures] } }
      paginator:
        type: DefaultPaginator
        page_token_option: { type: RequestOption, inject_into: request_parameter, field_name: after }
        pagination_strategy:
          type: CursorPagination
          cursor_value: "{{ response['next'] }}"
          stop_condition: "{{ response['next'] is none }}"
    schema_loader: { type: InlineSchemaLoader, schema: { type: object, properties: {} } }
streams:
  - { <<: *stream, name: measures, primary_key: id }
  - { <<: *stream, name: log }
spec:
  type: Spec
  connection_specification:
    type: object
    required: [address]
    properties: { address: { type: string } }
leadline:
  title: Measures
  summary: Measures on this machine
  http: { own_address: address }
`;
