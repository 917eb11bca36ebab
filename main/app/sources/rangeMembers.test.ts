import { expect, it } from 'vitest';
import { readConnector } from '../../sources/connectors/connector.ts';
import { rangeMembers } from './rangeMembers.ts';

function membersOf(properties: string, streams: string) {
  const text = `
version: 6.1.0
type: DeclarativeSource
check: { type: CheckStream, stream_names: [orders] }
spec: { type: Spec, connection_specification: { type: object, properties: ${properties} } }
streams:
  - type: DeclarativeStream
    name: orders
    retriever:
      type: SimpleRetriever
      requester: { type: HttpRequester, url_base: https://corner.example, path: /orders }
      record_selector: { type: RecordSelector, extractor: { type: DpathExtractor, field_path: [data] } }
leadline: { title: Corner, summary: Orders, streams: ${streams} }
`;
  const read = readConnector(text, { name: 'corner', file: 'corner.yml', origin: 'shipped' });
  if (!read.ok) throw new Error(read.failure.message);
  return rangeMembers(read.value);
}

it.each([
  [
    'what its streams say',
    '{ start_date: {}, since: {} }',
    '{ orders: { start: since, end: until } }',
    'since',
    'until',
  ],
  ['what is usual', '{ start_date: {}, end_date: {} }', '{}', 'start_date', 'end_date'],
  ['a start alone', '{ start_date: {} }', '{}', 'start_date', null],
  ['none', '{ key: {} }', '{}', null, null],
])('takes its days from %s', (_, properties, streams, start, end) => {
  expect(membersOf(properties, streams)).toEqual({ start, end });
});
