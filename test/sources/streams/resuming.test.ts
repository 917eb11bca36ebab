import { describe, expect, it } from 'vitest';
import type { Rule } from '../../conformance/sources/scenario.ts';
import { failing, get, manifestOpener, manifestYaml, PAGES, page, readWhole, streamYaml } from './opened.ts';

const openText = manifestOpener();
const open = (streams: string, rules: readonly Rule[]) => openText(manifestYaml(streams), rules);

const WINDOWS = `incremental_sync: {type: DatetimeBasedCursor, cursor_field: day, datetime_format: "%Y-%m-%d", step: P5D,
      cursor_granularity: P1D, start_datetime: "2024-06-01",
      start_time_option: {type: RequestOption, inject_into: request_parameter, field_name: from}}`;

const REGIONS =
  'partition_router: {type: ListPartitionRouter, cursor_field: region, values: [n, s, w],\n        request_option: {type: RequestOption, inject_into: request_parameter, field_name: r}}';

describe('a reading that broke off', () => {
  const four = [page('/a', 0, 1), page('/a', 1, 2), page('/a', 2, 3), page('/a', 3, null)];

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
});
