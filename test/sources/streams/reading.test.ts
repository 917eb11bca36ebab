import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../main/sources/json.ts';
import type { Rule } from '../../conformance/sources/scenario.ts';
import {
  failing,
  get,
  manifestOpener,
  manifestYaml,
  PAGES,
  page,
  readWhole,
  streamYaml,
  untilRecords,
} from './opened.ts';

const openText = manifestOpener();
const open = (streams: string, rules: readonly Rule[]) => openText(manifestYaml(streams), rules);

const WINDOWS = `incremental_sync: {type: DatetimeBasedCursor, cursor_field: day, datetime_format: "%Y-%m-%d", step: P5D,
      cursor_granularity: P1D, start_datetime: "2024-06-01",
      start_time_option: {type: RequestOption, inject_into: request_parameter, field_name: from}}`;

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
    const down = await open(streamYaml('a', '', many), [failing('/a', 503)]);
    const { outcome: unreached } = await readWhole(down, 'a');
    expect(unreached.troubles.at(-1)?.failure.message).toContain('5 parts in a row');
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
    let last = await events.next();
    // What it says of the slice that broke off; nothing is asked for any more.
    while (last.done !== true) last = await events.next();
    const outcome = last.value;
    expect(outcome).toMatchObject({ status: 'incomplete', troubles: [{ failure: { code: 'CANCELLED' } }] });
    expect(one.asked()).toEqual(['GET /a']);
    const late = await readWhole(one, 'a', { signal: stop.signal });
    expect(late.outcome.troubles[0]?.failure.code).toBe('CANCELLED');
    expect((await one.source.check(stop.signal)).ok).toBe(false);
    expect(one.asked()).toEqual(['GET /a']);
  });

  it('says which stream is not there', async () => {
    const one = await open(streamYaml('a'), []);
    const { outcome } = await readWhole(one, 'z');
    expect(outcome.troubles[0]?.failure).toMatchObject({ code: 'BAD_INPUT', next: 'Choose one of: a.' });
  });
});
