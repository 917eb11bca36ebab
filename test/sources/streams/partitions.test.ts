import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../main/sources/json.ts';
import type { Rule } from '../../conformance/sources/scenario.ts';
import { failing, get, manifestOpener, manifestYaml, readWhole, streamYaml } from './opened.ts';

const openText = manifestOpener();
const open = (streams: string, rules: readonly Rule[], config: JsonObject = {}) =>
  openText(manifestYaml(streams), rules, config);

function cursor(more = ''): string {
  return `incremental_sync: {type: DatetimeBasedCursor, cursor_field: at, datetime_format: "%Y-%m-%dT%H:%M:%SZ",
      start_datetime: "2024-06-01T00:00:00Z",${more}
      start_time_option: {type: RequestOption, inject_into: request_parameter, field_name: from}}`;
}

const REGIONS = `partition_router: {type: ListPartitionRouter, cursor_field: r, values: "{{ config['regions'] }}",
        request_option: {type: RequestOption, inject_into: request_parameter, field_name: r}}`;

const NORTH = get('/a', { data: [{ id: 1, at: '2024-06-10T00:00:00Z' }] }, { query_subset: { r: 'n' } });
const SOUTH = get('/a', { data: [{ id: 2, at: '2024-06-12T00:00:00Z' }] }, { query_subset: { r: 's' } });
const REST = get('/a', { data: [] });
const both = { regions: ['n', 's'] };

describe('partitions with a cursor', () => {
  it('each keep their own, and a partition that fails claims nothing and holds the common one back', async () => {
    const one = await open(
      streamYaml('a', cursor(), REGIONS),
      [NORTH, failing('/a', 403, { query_subset: { r: 's' } })],
      both,
    );
    const { states, outcome } = await readWhole(one, 'a');
    expect(outcome.status).toBe('incomplete');
    expect(states.at(-1)).toEqual({
      use_global_cursor: false,
      states: [
        { partition: { r: 'n' }, cursor: { at: '2024-06-10T00:00:00Z' } },
        { partition: { r: 's' }, cursor: { at: '2024-06-01T00:00:00Z' } },
      ],
      lookback_window: 0,
    });
  });

  it('begin where they were, and new ones at the common state less what the reading before took', async () => {
    const one = await open(streamYaml('a', cursor(), REGIONS), [NORTH, SOUTH, REST], {
      regions: ['n', 's', 'new'],
    });
    const state: JsonObject = {
      use_global_cursor: false,
      states: [
        { partition: { r: 's' }, cursor: { at: '2024-06-11T00:00:00Z' } },
        { partition: { r: 'n' }, cursor: { at: '2024-06-09T00:00:00Z' } },
        { partition: { r: 'gone' }, cursor: { at: '2024-06-02T00:00:00Z' } },
      ],
      state: { at: '2024-06-11T00:00:00Z' },
      lookback_window: 60,
    };
    const { states } = await readWhole(one, 'a', { state: { stream: state } });
    expect(one.asked()).toEqual([
      'GET /a?from=2024-06-09T00:00:00Z&r=n',
      'GET /a?from=2024-06-11T00:00:00Z&r=s',
      'GET /a?from=2024-06-10T23:59:00Z&r=new',
    ]);
    expect(states.at(-1)).toMatchObject({
      states: [
        { partition: { r: 's' }, cursor: { at: '2024-06-12T00:00:00Z' } },
        { partition: { r: 'n' }, cursor: { at: '2024-06-10T00:00:00Z' } },
        { partition: { r: 'gone' }, cursor: { at: '2024-06-02T00:00:00Z' } },
        { partition: { r: 'new' }, cursor: { at: '2024-06-10T23:59:00Z' } },
      ],
      state: { at: '2024-06-12T00:00:00Z' },
    });
  });

  it('take the shapes that states had before', async () => {
    const one = await open(streamYaml('a', cursor(), REGIONS), [REST], both);
    await readWhole(one, 'a', { state: { stream: { at: '2024-06-05T00:00:00Z' } } });
    await readWhole(one, 'a', { state: { stream: { n: { at: '2024-06-07T00:00:00Z' } } } });
    expect(one.asked()).toEqual([
      'GET /a?from=2024-06-05T00:00:00Z&r=n',
      'GET /a?from=2024-06-05T00:00:00Z&r=s',
      'GET /a?from=2024-06-07T00:00:00Z&r=n',
      'GET /a?from=2024-06-01T00:00:00Z&r=s',
    ]);
  });

  it('share one state where that is said, in the manifest or in the state', async () => {
    const global = await open(
      streamYaml('a', cursor(' global_substream_cursor: true,'), REGIONS),
      [NORTH, SOUTH],
      both,
    );
    const { states } = await readWhole(global, 'a');
    expect(states[0]).toEqual({ use_global_cursor: true, lookback_window: 0 });
    expect(states.at(-1)).toEqual({
      use_global_cursor: true,
      state: { at: '2024-06-12T00:00:00Z' },
      lookback_window: 0,
    });
    const stays = await open(streamYaml('a', cursor(), REGIONS), [REST], both);
    const kept = { use_global_cursor: true, state: { at: '2024-06-04T00:00:00Z' }, lookback_window: 0 };
    const again = await readWhole(stays, 'a', { state: { stream: kept } });
    expect(again.states.at(-1)).toEqual(kept);
    expect(stays.asked()[1]).toBe('GET /a?from=2024-06-04T00:00:00Z&r=s');
  });

  it('share one state beyond ten thousand', async () => {
    const values = Array.from({ length: 10_002 }, (_, at) => ({ id: at }));
    const parent = `${streamYaml('a')}${streamYaml(
      'b',
      cursor(),
      'partition_router: {type: SubstreamPartitionRouter, parent_stream_configs: [{type: ParentStreamConfig, stream: {$ref: "#/streams/0"}, parent_key: id, partition_field: p}]}',
    )}`;
    const states = values.slice(0, 10_000).map(({ id }) => ({
      partition: { p: id, parent_slice: {} },
      cursor: { at: '2024-06-15T12:00:00Z' },
    }));
    const one = await open(parent, [
      get('/a', { data: values }),
      get('/b', { data: [{ id: 1, at: '2024-06-14T00:00:00Z' }] }),
    ]);
    const kept = {
      states,
      state: { at: '2024-06-15T00:00:00Z' },
      use_global_cursor: false,
      lookback_window: 0,
    };
    const { states: told, outcome } = await readWhole(one, 'b', { state: { stream: kept } });
    // Partitions that are up to date have no window; the two new ones tip it over.
    expect(one.asked()).toHaveLength(3);
    expect(outcome.status).toBe('complete');
    expect(told.at(-1)).toEqual({
      use_global_cursor: true,
      state: { at: '2024-06-15T12:00:00Z' },
      lookback_window: 0,
      parent_state: {},
    });
    expect(one.said.join()).toContain('more than 10,000 partitions');
  });

  it('are told of less often the more there are', async () => {
    const regions = Array.from({ length: 350 }, (_, at) => `r${at}`);
    const one = await open(streamYaml('a', cursor(), REGIONS), [get('/a', { data: [] })], { regions });
    const { states } = await readWhole(one, 'a');
    expect(states.length).toBeLessThan(300);
    expect(states.at(-1)?.['states']).toHaveLength(350);
  });

  it('are grouped, each value once', async () => {
    const grouping = `partition_router: {type: GroupingPartitionRouter, group_size: 2, underlying_partition_router:
        {type: ListPartitionRouter, cursor_field: r, values: [a, b, a, c]}}`;
    const one = await open(
      streamYaml('a', cursor(), `${grouping}\n      `).replace(
        'path: "/a"',
        'path: "/a/{{ stream_partition.r | join(\'-\') }}"',
      ),
      [get('/a/a-b', { data: [] }), get('/a/c', { data: [] })],
    );
    const { states } = await readWhole(one, 'a');
    expect(one.asked().map((request) => request.split('?')[0])).toEqual(['GET /a/a-b', 'GET /a/c']);
    expect(states.at(-1)).toMatchObject({ use_global_cursor: true });
  });
});

describe('partitions of several routers', () => {
  it('come once each', async () => {
    const union = `partition_router: {type: UnionPartitionRouter, partition_field: r, partition_routers: [
        {type: ListPartitionRouter, cursor_field: r, values: [x, y]}, {type: ListPartitionRouter, cursor_field: r, values: [y, z]}]}`;
    const one = await open(
      streamYaml('a', cursor(), union).replace('"/a"', '"/a/{{ stream_partition.r }}"'),
      [get('/a/x', { data: [] }), get('/a/y', { data: [] }), get('/a/z', { data: [] })],
    );
    const { states } = await readWhole(one, 'a');
    expect(one.asked().map((asked) => asked.split('?')[0])).toEqual(['GET /a/x', 'GET /a/y', 'GET /a/z']);
    expect(states.at(-1)?.['states']).toHaveLength(3);
  });
});
