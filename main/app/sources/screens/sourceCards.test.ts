import { expect, it } from 'vitest';
import { SecretName } from '../../../../shared/contract/vault.ts';
import { relationName } from '../../../../shared/domain/relation.ts';
import { type Connector, readConnector } from '../../../sources/connectors/connector.ts';
import { SourceFile } from '../../../sources/connectors/sourceFile.ts';
import type { ExtractionLine } from '../../../sources/extract/extractionRecords.ts';
import { relationOf } from '../../../sources/extract/relationOf.ts';
import type { SourceStanding } from '../sources.ts';
import { staticStreams } from '../standing.ts';
import { sourceCard, sourceDetail } from './sourceCards.ts';

const connector = read(`
version: 6.1.0
type: DeclarativeSource
check: { type: CheckStream, stream_names: [orders] }
streams:
  - type: DeclarativeStream
    name: orders
    primary_key: id
    retriever:
      type: SimpleRetriever
      requester: { type: HttpRequester, url_base: https://corner.example, path: /orders }
      record_selector: { type: RecordSelector, extractor: { type: DpathExtractor, field_path: [data] } }
    schema_loader: { type: InlineSchemaLoader, schema: { type: object, properties: {} } }
leadline:
  title: Corner API
  summary: Orders of a shop
  streams: { orders: { title: Orders by day } }
  quotas: [{ name: tags, title: different tags, most: 30, distinct: tag, within: { days: 7 } }]
`);

function read(text: string): Connector {
  const found = readConnector(text, { name: 'corner', file: 'corner.yml', origin: 'shipped' });
  if (!found.ok) throw new Error(found.failure.message);
  return found.value;
}

const written = SourceFile.parse({
  connector: 'corner',
  config: {
    address: 'https://corner.example',
    sign_in: { kind: 'key', key: { secret: 'shop.sign_in.key' } },
    tags: ['a', 'b'],
  },
});

function standing(over: Partial<SourceStanding> = {}): SourceStanding {
  const streams = staticStreams(connector, {}).map((one) => ({
    ...one,
    relation: relationOf('shop', one.name),
    chosen: true,
  }));
  const base = { name: 'shop', file: 'sources/shop.yml', written, problems: [], connector };
  return { ...base, failure: null, missing: [], streams, last: [], ...over };
}

function line(stream: string): ExtractionLine {
  const counts = { records: 7, rows: 5, rejected: 2, requests: 3, waitedMs: 0, superseded: 0, loads: [] };
  return {
    id: stream,
    kind: 'extraction',
    source: 'shop',
    startedAt: '2026-01-03T00:00:00Z',
    endedAt: '2026-01-03T00:01:00Z',
    outcome: {
      stream,
      relation: relationOf('shop', stream),
      status: 'warning',
      failures: [],
      warnings: ['Two were turned away.'],
      ...counts,
    },
  };
}

it('shows each stream with how its last extraction went, and how far it was read', () => {
  const card = sourceCard(standing({ last: [line('orders')] }), new Map([['orders', '2026-01-03']]), null);
  expect(card).toMatchObject({ name: 'shop', connector: 'corner', title: 'Corner API', problem: null });
  expect(card.streams).toMatchObject([
    {
      title: 'Orders by day',
      relation: relationName('raw', 'shop__orders'),
      cursor: '2026-01-03',
      last: { status: 'warning', at: '2026-01-03T00:01:00Z', records: 7, rows: 5, rejected: 2 },
    },
  ]);
});

it('adds streams that were found by asking, chosen unless the file lists others', () => {
  const last = [line('orders'), line('stock_harbour')];
  const found = sourceCard(standing({ last }), new Map(), null).streams;
  expect(found.map(({ name, chosen }) => `${name} ${chosen}`)).toEqual(['orders true', 'stock_harbour true']);
  const listed = { ...written, streams: [{ name: 'orders' }] };
  expect(sourceCard(standing({ last, written: listed }), new Map(), null).streams[1]?.chosen).toBe(false);
});

it('hands out the config without its secrets, and says where they are', () => {
  const detail = sourceDetail(standing(), new Map(), { running: null, quotas: [] });
  expect(detail.config).toEqual({
    address: 'https://corner.example',
    sign_in: { kind: 'key' },
    tags: ['a', 'b'],
  });
  expect(detail.kept).toEqual([['sign_in', 'key']]);
  const missing = standing({ missing: [SecretName.parse('shop.sign_in.key')] });
  expect(sourceDetail(missing, new Map(), { running: null, quotas: [] }).kept).toEqual([]);
});

it('tells what of a quota is used, and within what', () => {
  const uses = [{ name: 'tags', title: 'different tags', used: 2, most: 30, values: ['a', 'b'] }];
  expect(sourceDetail(standing(), new Map(), { running: null, quotas: uses }).quotas).toEqual([
    { title: 'different tags', used: 2, most: 30, within: { days: 7 }, values: ['a', 'b'] },
  ]);
});

it('has no title where not even the connector is known', () => {
  const torn = standing({ written: null, connector: null, streams: [] });
  expect(sourceDetail(torn, new Map(), { running: null, quotas: [] })).toMatchObject({
    title: '',
    connector: '',
    config: {},
    streams: [],
  });
});
