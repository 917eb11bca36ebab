import { afterEach, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../main/sources/json.ts';
import type { StreamState } from '../../../main/sources/source.ts';
import type { Rule } from '../../conformance/sources/scenario.ts';
import { manifestYaml, type OpenedManifest, openManifest, readWhole, streamYaml } from '../streams/opened.ts';

let opened: OpenedManifest | null = null;
afterEach(async () => {
  await opened?.close();
  opened = null;
});

async function open(manifest: string, rules: readonly Rule[]): Promise<OpenedManifest> {
  opened = await openManifest(manifest, rules);
  return opened;
}

/** As Amazon's reports go: asked for, polled, described by a document, downloaded from elsewhere as packed CSV. */
const REPORT = manifestYaml(`
  - type: DeclarativeStream
    name: a
    schema_loader: {type: InlineSchemaLoader, schema: {type: object, properties: {units: {type: integer}}}}
    retriever:
      type: AsyncRetriever
      leadline.fatal_as_throttle: {statuses: [FATAL], within_seconds: 30, wait_seconds: 60, most: 3}
      record_selector:
        type: RecordSelector
        extractor: {type: DpathExtractor, field_path: []}
        record_filter: {type: RecordFilter, condition: "{{ record['units'] != '0' }}"}
        schema_normalization: Default
      status_mapping: {running: [IN_QUEUE], completed: [DONE], failed: [FATAL], timeout: [], skipped: [CANCELLED]}
      status_extractor: {type: DpathExtractor, field_path: [processingStatus]}
      creation_requester:
        {type: HttpRequester, url_base: "{{ config['base'] }}", path: /reports, http_method: POST, request_body_json: {type: SALES}}
      polling_requester:
        {type: HttpRequester, url_base: "{{ config['base'] }}", path: "/reports/{{ creation_response['reportId'] }}"}
      download_target_requester:
        {type: HttpRequester, url_base: "{{ config['base'] }}", path: "/documents/{{ polling_response['reportDocumentId'] }}"}
      download_target_extractor: {type: DpathExtractor, field_path: [url]}
      download_requester: {type: HttpRequester, url_base: "{{ download_target }}"}
      download_extractor: {type: ResponseToFileExtractor}
    transformations:
      - {type: AddFields, fields: [{path: [report], value: "{{ stream_slice.extra_fields['none'] or 'sales' }}"}]}`);

const once = (path: string, json: Json, more: JsonObject = {}) =>
  ({
    id: `${path} ${JSON.stringify(json)}`,
    times: 1,
    request: { method: 'GET', path },
    response: { json },
    ...more,
  }) as unknown as Rule;
const create = (reportId: string) =>
  once('/reports', { reportId }, { request: { method: 'POST', path: '/reports' } });
const document = once('/documents/d-1', { reportDocumentId: 'd-1', url: '@@BASE@@/files/1?sig=x' });
const file = once('/files/1', {}, { response: { gzip_text: 'sku,units\nA-1,3\nA-2,0\nB-1,10\n' } });
const RECORDS = [
  { sku: 'A-1', units: 3, report: 'sales' },
  { sku: 'B-1', units: 10, report: 'sales' },
];

describe('a report', () => {
  it('goes from its order to its file, which is filtered, changed and typed', async () => {
    const it = await open(REPORT, [
      create('r-1'),
      once('/reports/r-1', { processingStatus: 'IN_QUEUE' }),
      once('/reports/r-1', { processingStatus: 'DONE', reportDocumentId: 'd-1' }),
      document,
      file,
    ]);
    expect(await readWhole(it, 'a')).toMatchObject({ records: RECORDS, outcome: { status: 'complete' } });
  });

  it('that was refused at once is asked for later', async () => {
    const it = await open(REPORT, [
      create('r-1'),
      once('/reports/r-1', { processingStatus: 'FATAL' }),
      create('r-2'),
      once('/reports/r-2', { processingStatus: 'DONE', reportDocumentId: 'd-1' }),
      document,
      file,
    ]);
    expect((await readWhole(it, 'a')).records).toEqual(RECORDS);
    expect(it.said.join()).toContain('FATAL');
  });

  it('that was asked for before a restart is the one that is read', async () => {
    const first = await open(REPORT, [create('r-1')]);
    const reading = first.source.read('a', {
      mode: 'full_refresh',
      state: null,
      signal: new AbortController().signal,
    });
    let state: StreamState | null = null;
    while (state === null) {
      const step = await reading.next();
      if (step.done !== true && step.value.kind === 'state') state = step.value.state;
    }
    await reading.return({ status: 'incomplete', troubles: [], records: 0 });
    await first.close();
    const kept = JSON.parse(JSON.stringify(state)) as StreamState;
    const second = await open(REPORT, [
      once('/reports/r-1', { processingStatus: 'DONE', reportDocumentId: 'd-1' }),
      document,
      file,
    ]);
    expect((await readWhole(second, 'a', { mode: 'full_refresh', state: kept })).records).toEqual(RECORDS);
    expect(second.asked()[0]).toBe('GET /reports/r-1');
  });
});

describe('lines of JSON', () => {
  it('are paged through by their last record', async () => {
    const paginator = `
      decoder: {type: JsonlDecoder}
      paginator:
        type: DefaultPaginator
        page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: after}
        pagination_strategy:
          {type: CursorPagination, cursor_value: "{{ last_record['id'] }}", stop_condition: "{{ last_page_size < 2 }}"}`;
    const lines = manifestYaml(
      streamYaml('a', '', paginator).replace('field_path: [data]', 'field_path: []'),
    );
    const page = (query: JsonObject, text: string) =>
      ({ id: text, request: { method: 'GET', path: '/a', query }, response: { text } }) as unknown as Rule;
    const it = await open(lines, [page({}, '{"id":1}\n{"id":2}\n'), page({ after: '2' }, '{"id":3}\n')]);
    expect((await readWhole(it, 'a')).records).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  });
});
