import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../main/sources/json.ts';
import type { ReadEvent, ReadOutcome } from '../../../main/sources/source.ts';
import type { Rule } from '../../conformance/sources/scenario.ts';
import {
  failing,
  get,
  manifestYaml,
  type OpenedManifest,
  openManifest,
  readWhole,
  streamYaml,
} from './opened.ts';

const opened: OpenedManifest[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function open(streams: string, rules: readonly Rule[], more = ''): Promise<OpenedManifest> {
  const one = await openManifest(manifestYaml(streams, more), rules);
  opened.push(one);
  return one;
}

const WINDOWS = `incremental_sync: {type: DatetimeBasedCursor, cursor_field: day, datetime_format: "%Y-%m-%d", step: P5D,
      cursor_granularity: P1D, start_datetime: "2024-06-01",
      start_time_option: {type: RequestOption, inject_into: request_parameter, field_name: from}}`;

const PAGES = `paginator: {type: DefaultPaginator, page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: page},
        pagination_strategy: {type: PageIncrement, page_size: 1}}`;

const REGIONS =
  'partition_router: {type: ListPartitionRouter, cursor_field: region, values: [n, s, w],\n        request_option: {type: RequestOption, inject_into: request_parameter, field_name: r}}';

function page(path: string, number: number, id: number | null): Rule {
  const query = number === 0 ? { query: {} } : { query: { page: String(number) } };
  return { ...get(path, { data: id === null ? [] : [{ id }] }, query), id: `${path} ${number}` };
}

async function untilRecords(events: AsyncGenerator<ReadEvent, ReadOutcome>): Promise<void> {
  for (;;) {
    const { done, value } = await events.next();
    if (done === true || value.kind === 'records') return;
  }
}

describe('a window that fails', () => {
  const rules = [
    get('/a', { data: [{ id: 1, day: '2024-06-20' }] }, { query_subset: { from: '2024-06-01' } }),
    failing('/a', 403, { query_subset: { from: '2024-06-06' } }),
    get('/a', { data: [{ id: 3, day: '2024-06-12' }] }, { query_subset: { from: '2024-06-11' } }),
    { ...get('/a', { data: [] }), id: 'later' },
  ];

  it('leaves the others running, and is never claimed, whatever a vendor sent before', async () => {
    const one = await open(streamYaml('a', WINDOWS), rules);
    const { records, states, outcome } = await readWhole(one, 'a');
    expect(records.map(({ id }) => id)).toEqual([1, 3]);
    expect(outcome).toMatchObject({ status: 'incomplete', records: 2, troubles: [{ kind: 'config' }] });
    expect(states.at(-1)).toEqual({ day: '2024-06-05' });
    expect(states).not.toContainEqual({ day: '2024-06-20' });
    await readWhole(one, 'a', { state: { stream: { day: '2024-06-05' } } });
    expect(one.asked().slice(3)).toEqual([
      'GET /a?from=2024-06-05',
      'GET /a?from=2024-06-10',
      'GET /a?from=2024-06-15',
    ]);
  });

  it('claims the greatest cursor seen once all have ended, even from beyond', async () => {
    const one = await open(streamYaml('a', WINDOWS), [
      rules[0] as Rule,
      get('/a', { data: [] }, { query_subset: { from: '2024-06-06' } }),
      rules[2] as Rule,
    ]);
    const { states } = await readWhole(one, 'a');
    expect(states[0]).toEqual({ day: '2024-06-05' });
    expect(states.at(-1)).toEqual({ day: '2024-06-20' });
  });

  it('is given up with the rest when as many in a row fail alike', async () => {
    const many = `partition_router: {type: ListPartitionRouter, cursor_field: n, values: [${Array.from({ length: 60 }, (_, at) => `"${at}"`).join(', ')}]}`;
    const one = await open(streamYaml('a', '', many), [failing('/a', 403)]);
    const { outcome } = await readWhole(one, 'a');
    expect(one.asked()).toHaveLength(25);
    expect(outcome.troubles.at(-1)?.failure.message).toContain('25 parts in a row');
  });
});

describe('a feed, newest first', () => {
  const feed = (more: string) =>
    `incremental_sync: {type: DatetimeBasedCursor, is_data_feed: true, cursor_field: at, datetime_format: "%Y-%m-%d", start_datetime: "2024-06-10"${more}}`;
  const at = (number: number, ...days: string[]): Rule => ({
    ...page('/a', number, null),
    response: { json: { data: days.map((day) => ({ at: `2024-06-${day}` })) } },
  });
  const two = PAGES.replace('page_size: 1', 'page_size: 2');
  const rules = [at(0, '20', '19'), at(1, '14', '13'), at(2, '12', '09'), at(3, '08', '07')];
  const days = (records: readonly JsonObject[]) => records.map((record) => String(record['at']).slice(-2));

  it('leaves what is dated after now for the next reading, and stops only at what is past', async () => {
    const one = await open(streamYaml('a', feed(''), two), rules);
    expect(days((await readWhole(one, 'a')).records)).toEqual(['14', '13', '12']);
    expect(one.asked()).toHaveLength(3);
  });

  it('passes over what is newer than a declared end', async () => {
    const one = await open(streamYaml('a', feed(', end_datetime: "2024-06-13"'), two), rules);
    expect(days((await readWhole(one, 'a')).records)).toEqual(['13', '12']);
    expect(one.asked()).toHaveLength(3);
  });
});

describe('reading', () => {
  const four = [page('/a', 0, 1), page('/a', 1, 2), page('/a', 2, 3), page('/a', 3, null)];

  it('asks for a page only when it is asked for one', async () => {
    const one = await open(streamYaml('a', '', PAGES), four);
    const events = one.source.read('a', {
      mode: 'full_refresh',
      state: null,
      signal: new AbortController().signal,
    });
    expect(one.asked()).toEqual([]);
    await untilRecords(events);
    expect(one.asked()).toEqual(['GET /a']);
    await events.return({ status: 'incomplete', troubles: [], records: 0 });
    expect(one.asked()).toEqual(['GET /a']);
  });

  it('stops at a limit and claims nothing by it', async () => {
    const one = await open(streamYaml('a', WINDOWS), [
      get('/a', {
        data: [
          { id: 1, day: '2024-06-02' },
          { id: 2, day: '2024-06-03' },
        ],
      }),
    ]);
    const { records, states, outcome } = await readWhole(one, 'a', { limit: 1 });
    expect(records).toEqual([{ id: 1, day: '2024-06-02' }]);
    expect(states).toEqual([]);
    expect(outcome).toEqual({ status: 'complete', troubles: [], records: 1 });
    expect(one.asked()).toHaveLength(1);
  });

  it('ends at once when it is cancelled', async () => {
    const one = await open(streamYaml('a', '', PAGES), four);
    const stop = new AbortController();
    const events = one.source.read('a', { mode: 'full_refresh', state: null, signal: stop.signal });
    await untilRecords(events);
    stop.abort();
    const { done, value } = await events.next();
    const outcome = done === true ? value : ((await events.next()).value as unknown);
    expect(outcome).toMatchObject({ status: 'incomplete', troubles: [{ failure: { code: 'CANCELLED' } }] });
    expect(one.asked()).toEqual(['GET /a']);
    const late = await readWhole(one, 'a', { signal: stop.signal });
    expect(late.outcome.troubles[0]?.failure.code).toBe('CANCELLED');
    expect((await one.source.check(stop.signal)).ok).toBe(false);
    expect(one.asked()).toEqual(['GET /a']);
  });

  it('goes on behind the last page that was kept', async () => {
    const one = await open(streamYaml('a', '', PAGES), four);
    const before = await readWhole(one, 'a');
    const kept = before.events.flatMap((event) => (event.kind === 'state' ? [event.state] : []))[1];
    expect(kept?.resume).toBeDefined();
    const after = await readWhole(one, 'a', { mode: 'full_refresh', state: kept ?? null });
    expect(after.records.map(({ id }) => id)).toEqual([3]);
    expect(one.asked().slice(4)).toEqual(['GET /a?page=2', 'GET /a?page=3']);
  });

  it('begins anew the next time when the vendor has forgotten the page', async () => {
    const one = await open(streamYaml('a', '', PAGES), [page('/a', 0, 1), failing('/a', 403)]);
    const state = {
      stream: null,
      resume: { done: 0, slice: { partition: {}, cursor: {}, extra: {} }, page: { token: 7, pages: 7 } },
    };
    const { events, outcome } = await readWhole(one, 'a', { state });
    expect(outcome.status).toBe('incomplete');
    expect(events.at(-1)).toEqual({ kind: 'state', state: { stream: null } });
  });

  it('goes on in the partition that broke off, and leaves out those before it', async () => {
    const rules = ['n', 's', 'w'].flatMap((r) => [
      { ...get('/a', { data: [{ id: `${r}0` }] }, { query: { r } }), id: `${r}0` },
      { ...get('/a', { data: [{ id: `${r}1` }] }, { query: { r, page: '1' } }), id: `${r}1` },
      { ...get('/a', { data: [] }, { query: { r, page: '2' } }), id: `${r}2` },
    ]);
    const one = await open(streamYaml('a', '', `${PAGES}\n      ${REGIONS}`), rules);
    const { events } = await readWhole(one, 'a');
    const kept = events.flatMap((event) => (event.kind === 'state' ? [event.state] : []));
    const inSecond = kept.find(({ resume }) => JSON.stringify(resume).includes('"s"'));
    const rest = await readWhole(one, 'a', { state: inSecond ?? null });
    expect(rest.records.map(({ id }) => id)).toEqual(['s1', 'w0', 'w1']);
  });

  it('goes on within a window of a cursor and then claims it', async () => {
    const rules = [
      get('/a', { data: [{ id: 1, day: '2024-06-02' }] }, { query: { from: '2024-06-01' } }),
      {
        ...get('/a', { data: [{ id: 2, day: '2024-06-03' }] }, { query: { from: '2024-06-01', page: '1' } }),
        id: 'b',
      },
      { ...get('/a', { data: [] }, { query_subset: { page: '2' } }), id: 'c' },
      { ...get('/a', { data: [] }), id: 'd' },
    ];
    const one = await open(streamYaml('a', WINDOWS, PAGES), rules);
    const { events } = await readWhole(one, 'a');
    const kept = events.flatMap((event) => (event.kind === 'state' ? [event.state] : []))[0];
    const before = one.asked().length;
    const rest = await readWhole(one, 'a', { state: kept ?? null });
    expect(rest.records.map(({ id }) => id)).toEqual([2]);
    expect(one.asked().slice(before)).toEqual([
      'GET /a?from=2024-06-01&page=1',
      'GET /a?from=2024-06-01&page=2',
      'GET /a?from=2024-06-05',
      'GET /a?from=2024-06-10',
      'GET /a?from=2024-06-15',
    ]);
    expect(rest.states.at(-1)).toEqual({ day: '2024-06-03' });
  });

  it('says which stream is not there', async () => {
    const one = await open(streamYaml('a'), []);
    const { outcome } = await readWhole(one, 'z');
    expect(outcome.troubles[0]?.failure).toMatchObject({ code: 'BAD_INPUT', next: 'Choose one of: a.' });
  });
});

describe('parents', () => {
  const child = (name: string, more = '') =>
    streamYaml(
      name,
      more,
      `partition_router: {type: SubstreamPartitionRouter, parent_stream_configs: [{type: ParentStreamConfig, stream: {$ref: "#/streams/0"}, parent_key: id, partition_field: p,
        request_option: {type: RequestOption, inject_into: request_parameter, field_name: p}}]}`,
    );

  it('are read as their children are, and asked for once by several', async () => {
    const rules = [
      page('/a', 0, 1),
      page('/a', 1, 2),
      page('/a', 2, null),
      get('/b', { data: [{ id: 'x' }] }),
      get('/c', { data: [{ id: 'y' }] }),
    ];
    const one = await open(`${streamYaml('a', '', PAGES)}${child('b')}${child('c')}`, rules);
    const events = one.source.read('b', {
      mode: 'full_refresh',
      state: null,
      signal: new AbortController().signal,
    });
    await untilRecords(events);
    expect(one.asked()).toEqual(['GET /a', 'GET /b?p=1']);
    while ((await events.next()).done !== true);
    await readWhole(one, 'c');
    expect(one.asked().filter((request) => request.startsWith('GET /a'))).toHaveLength(3);
  });

  it('that fail take their child with them and nobody else, each by its name', async () => {
    const one = await open(`${streamYaml('a')}${child('b')}${streamYaml('c')}`, [
      failing('/a', 403),
      get('/c', { data: [{ id: 1 }] }),
    ]);
    const { outcome } = await readWhole(one, 'b');
    expect(outcome).toMatchObject({ status: 'incomplete', troubles: [{ kind: 'config' }] });
    expect(outcome.troubles[0]?.failure.message).toMatch(/b/);
    expect((await readWhole(one, 'c')).outcome.status).toBe('complete');
  });
});
