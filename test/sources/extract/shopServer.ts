import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface ShopServer {
  readonly origin: string;
  /** `path?query` of every request, in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

export interface ShopOptions {
  /** Without it in the header X-Key, an answer is 401. */
  readonly key?: string;
  readonly orders?: number;
  readonly delayMs?: number;
  /** Answers in place of the shop. */
  readonly instead?: (request: IncomingMessage, response: ServerResponse, url: URL) => boolean;
}

const FIRST = Date.UTC(2026, 0, 1);

/** A vendor on the loopback interface: `/orders?since=&after=&limit=`, in the order of their time, later than `since`. */
export async function startShop(options: ShopOptions = {}): Promise<ShopServer> {
  const asked: string[] = [];
  const { orders = 25, delayMs = 0 } = options;
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://shop');
    asked.push(`${url.pathname}${url.search}`);
    if (delayMs > 0) await pause(delayMs);
    response.setHeader('content-type', 'application/json');
    if (options.instead?.(request, response, url)) return;
    if (options.key !== undefined && request.headers['x-key'] !== options.key) {
      response.statusCode = 401;
      // As some vendors do: the key that was sent stands in the answer.
      response.end(JSON.stringify({ error: `The key ${String(request.headers['x-key'])} is not known.` }));
      return;
    }
    const since = (Date.parse(url.searchParams.get('since') ?? '') - FIRST) / 1_000;
    const after = Math.max(Number(url.searchParams.get('after') ?? 0), since || 0);
    const limit = Number(url.searchParams.get('limit') ?? 10);
    const last = Math.min(orders, after + limit);
    const page = Array.from({ length: Math.max(0, last - after) }, (_, index) => orderOf(after + index + 1));
    response.end(JSON.stringify({ orders: page, next: last < orders ? last : null }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function orderOf(id: number) {
  const at = new Date(FIRST + id * 1_000).toISOString().replace('.000', '');
  return { id, total: `${id}.50`, updated_at: at, buyer: { email: `buyer${id}@example.com`, city: 'Paris' } };
}

/** A connector file for it. `key`: whether orders have a primary key, so that they are merged. */
export function shopManifest({
  key,
  limit = 10,
}: {
  readonly key: boolean;
  readonly limit?: number;
}): string {
  return `version: 6.60.0
type: DeclarativeSource
check: { type: CheckStream, stream_names: [orders] }
definitions:
  requester: &requester
    type: HttpRequester
    url_base: "{{ config['address'] }}"
    path: /orders
    http_method: GET
    authenticator:
      type: ApiKeyAuthenticator
      api_token: "{{ config['api_key'] }}"
      inject_into: { type: RequestOption, inject_into: header, field_name: X-Key }
    request_parameters: { limit: '${limit}' }
    error_handler:
      type: DefaultErrorHandler
      max_retries: 0
  selector: &selector
    type: RecordSelector
    extractor: { type: DpathExtractor, field_path: [orders] }
streams:
  - type: DeclarativeStream
    name: orders
    ${key ? 'primary_key: id' : 'name: orders'}
    incremental_sync:
      type: DatetimeBasedCursor
      cursor_field: updated_at
      datetime_format: '%Y-%m-%dT%H:%M:%SZ'
      start_time_option: { type: RequestOption, inject_into: request_parameter, field_name: since }
      start_datetime: { type: MinMaxDatetime, datetime: "{{ config.get('start_date') or '2026-01-01' }}", datetime_format: '%Y-%m-%d' }
    retriever: &retriever
      type: SimpleRetriever
      requester: *requester
      record_selector: *selector
      paginator:
        type: DefaultPaginator
        page_token_option: { type: RequestOption, inject_into: request_parameter, field_name: after }
        pagination_strategy:
          type: CursorPagination
          cursor_value: "{{ response['next'] }}"
          stop_condition: "{{ response['next'] is none }}"
    schema_loader: &schema { type: InlineSchemaLoader, schema: { type: object, properties: {} } }
  - type: DeclarativeStream
    name: special
    retriever:
      type: SimpleRetriever
      requester: *requester
      record_selector: *selector
      paginator: { type: CustomPaginator, class_name: shop.Paginator }
    schema_loader: *schema
spec:
  type: Spec
  connection_specification:
    type: object
    required: [address, api_key]
    properties:
      address: { type: string, title: Address, order: 0 }
      api_key: { type: string, title: Key of the shop, airbyte_secret: true, order: 1 }
      start_date: { type: string, format: date, order: 2 }
leadline:
  title: Test shop
  summary: A shop on this machine
  terms: { never_stored: ['orders:buyer.email'] }
  http: { own_address: address }
  streams: { orders: { columns: { total: { money: 2 } } } }
`.replace('    name: orders\n    name: orders\n', '    name: orders\n');
}
