import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { relationName } from '../../shared/domain/relation.ts';
import { type App, openApp } from './app.ts';
import { closeBrowser } from './browser.ts';

const LONG = 120_000;
const KEY = 'sk-canary-4711-0815';

let app: App;
let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  app = await openApp({ workspace: true });
});
afterEach(async () => {
  expect(app.complaints).toEqual([]);
  await app.close();
  shop.close();
});
afterAll(closeBrowser);

interface Shop {
  readonly origin: string;
  /** Days that orders are there for. */
  days: string[];
  key: string;
  close(): void;
}

/** A small vendor: orders by day, newest last, two a page, for whoever has the key. */
async function openShop(): Promise<Shop> {
  const shop = {
    origin: '',
    days: ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04', '2026-01-05'],
    key: KEY,
  };
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', shop.origin);
    const answer = (status: number, value: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    if (request.headers['authorization'] !== `Bearer ${shop.key}`)
      return answer(401, { error: { message: 'This key was withdrawn on 3 March.' } });
    if (url.pathname === '/refunds') return answer(200, { data: [] });
    const since = url.searchParams.get('since') ?? '';
    const all = shop.days.filter((day) => day >= since.slice(0, 10));
    const page = Number(url.searchParams.get('page') ?? 1);
    const days = all.slice((page - 1) * 2, page * 2);
    return answer(200, { data: days.map((day) => ({ id: `order-${day}`, day, total: 1250 })) });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  shop.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(shop, { close: () => server.close() });
}

const manifest = `
version: 6.1.0
type: DeclarativeSource
check: { type: CheckStream, stream_names: [orders] }
spec:
  type: Spec
  connection_specification:
    type: object
    required: [address, key, since]
    properties:
      address: { type: string, title: Address, order: 0 }
      key: { type: string, title: Key, description: Under Settings › Keys., airbyte_secret: true, order: 1 }
      since: { type: string, title: Since, format: date, order: 2, examples: ['2026-01-01'] }
definitions:
  base: &base
    type: HttpRequester
    url_base: "{{ config['address'] }}"
    authenticator: { type: BearerAuthenticator, api_token: "{{ config['key'] }}" }
  selector: { type: RecordSelector, extractor: { type: DpathExtractor, field_path: [data] } }
streams:
  - type: DeclarativeStream
    name: orders
    primary_key: id
    incremental_sync:
      type: DatetimeBasedCursor
      cursor_field: day
      datetime_format: '%Y-%m-%d'
      start_datetime: "{{ config['since'] }}"
      start_time_option: { type: RequestOption, inject_into: request_parameter, field_name: since }
    retriever:
      type: SimpleRetriever
      requester: { $ref: '#/definitions/base', path: /orders }
      record_selector: { $ref: '#/definitions/selector' }
      paginator:
        type: DefaultPaginator
        page_token_option: { type: RequestOption, inject_into: request_parameter, field_name: page }
        pagination_strategy: { type: PageIncrement, start_from_page: 1, page_size: 2 }
    schema_loader: { type: InlineSchemaLoader, schema: { type: object, properties: { id: { type: string } } } }
  - type: DeclarativeStream
    name: refunds
    retriever:
      type: SimpleRetriever
      requester: { $ref: '#/definitions/base', path: /refunds }
      record_selector: { $ref: '#/definitions/selector' }
    schema_loader: { type: InlineSchemaLoader, schema: { type: object, properties: {} } }
  - type: DeclarativeStream
    name: secrets_of_theirs
    retriever:
      type: CustomRetriever
      class_name: source_shop.components.Reader
    schema_loader: { type: InlineSchemaLoader, schema: { type: object, properties: {} } }
leadline:
  title: Corner API
  summary: Orders of a shop on this machine
  http: { own_address: address }
`;

async function bring(): Promise<void> {
  const { page } = app;
  await page.goto(`${app.loopback.address}/sources`);
  await page.getByRole('link', { name: 'Connect a source' }).click();
  await page.getByRole('link', { name: 'Bring your own' }).click();
  await page.getByLabel('YAML').fill(manifest);
  await page.getByRole('button', { name: 'What of it runs?' }).click();
  await page.getByRole('heading', { name: '2 of 3 streams can run' }).waitFor();
  await page.getByText('CustomRetriever', { exact: false }).first().waitFor();
  await page.getByLabel('Keep it as').fill('corner-api');
  await page.getByRole('button', { name: 'Keep and connect' }).click();
  await page.getByRole('heading', { level: 1, name: 'Connect Corner API' }).waitFor();
}

async function connect(key: string): Promise<void> {
  const { page } = app;
  await page.getByLabel('Address').fill(shop.origin);
  await page.getByRole('textbox', { name: 'Key' }).fill(key);
  await page.getByLabel('Since').fill('2026-01-01');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'corner-api' }).waitFor();
}

const rowsOf = async (name: string) => {
  const opened = await app.workbench.warehouse.get();
  if (!opened.ok) throw new Error(opened.failure.message);
  const rows = await opened.value.store.exactRows(relationName('raw', name));
  return rows.ok ? rows.value : null;
};

it(
  'brings a connector, connects it with a key that never comes back, reads what is new, and removes it with its rows',
  async () => {
    const { page } = app;
    await bring();
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByText('This is needed.').first().waitFor();
    await connect(KEY);
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await page.getByText(/Corner API answered after \d+ ms/).waitFor();
    await page.getByRole('button', { name: 'Extract', exact: true }).click();
    await page.getByRole('link', { name: 'orders' }).waitFor();
    expect(await rowsOf('corner_api__orders')).toBe(5);

    shop.days.push('2026-01-06');
    await page.getByRole('button', { name: 'Extract', exact: true }).click();
    await expect.poll(() => rowsOf('corner_api__orders')).toBe(6);
    await page.getByRole('button', { name: '2026-01-06' }).waitFor();

    await page.getByRole('button', { name: 'Preview orders' }).click();
    await page.getByText('order-2026-01-01').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Last requests' }).click();
    await page.getByText('/orders?', { exact: false }).first().click();
    await page.getByRole('region', { name: 'Asked' }).first().waitFor();
    expect(await page.content()).not.toContain(KEY);
    await page.keyboard.press('Escape');

    await page.getByRole('link', { name: 'Settings', exact: true }).last().click();
    await page.getByRole('heading', { level: 1, name: 'Settings of corner-api' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Key' }).inputValue()).toBe('');
    expect(await page.content()).not.toContain(KEY);
    await page.getByRole('button', { name: 'Save' }).click();

    await page.getByRole('button', { name: 'Remove…' }).click();
    await page.getByText('sources/corner-api.yml').waitFor();
    await page.getByLabel('Delete its rows too').check();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('Nothing is connected yet').waitFor();
    expect((await rowsOf('corner_api__orders')) ?? 0).toBe(0);
  },
  LONG,
);

it(
  'says in the vendor’s words why a key is refused, and keeps what is there',
  async () => {
    const { page } = app;
    await bring();
    await connect(KEY);
    await page.getByRole('button', { name: 'Extract', exact: true }).click();
    await page.getByRole('link', { name: 'orders' }).waitFor();
    shop.key = 'another';
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await page.getByText('This key was withdrawn on 3 March.', { exact: false }).first().waitFor();
    await page.getByRole('button', { name: 'Extract', exact: true }).click();
    await page.getByText('Failed').first().waitFor();
    expect(await rowsOf('corner_api__orders')).toBe(5);
    expect(await page.content()).not.toContain(KEY);
  },
  LONG,
);
