import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../main/sources/json.ts';
import type { Rule } from '../../conformance/sources/scenario.ts';
import { get, manifestOpener, manifestYaml, readWhole, streamYaml } from './opened.ts';

const openText = manifestOpener();
const open = (streams: string, rules: readonly Rule[], config: JsonObject = {}) =>
  openText(manifestYaml(streams), rules, config);

function cursor(more = ''): string {
  return `incremental_sync: {type: DatetimeBasedCursor, cursor_field: at, datetime_format: "%Y-%m-%dT%H:%M:%SZ",
      start_datetime: "2024-06-01T00:00:00Z",${more}
      start_time_option: {type: RequestOption, inject_into: request_parameter, field_name: from}}`;
}

describe('other cursors', () => {
  it('counts on from the greatest number seen', async () => {
    const counting = `incremental_sync: {type: IncrementingCountCursor, cursor_field: n, start_value: 5,
      start_value_option: {type: RequestOption, inject_into: request_parameter, field_name: after}}`;
    const one = await open(streamYaml('a', counting), [get('/a', { data: [{ n: 9 }, { n: 7 }, {}] })]);
    expect((await readWhole(one, 'a')).states.at(-1)).toEqual({ n: 9 });
    await readWhole(one, 'a', { state: { stream: { n: 12 } } });
    expect(one.asked()).toEqual(['GET /a?after=5', 'GET /a?after=12']);
  });

  it('goes on from what held for all partitions when there are none any more', async () => {
    const one = await open(streamYaml('a', cursor()), [get('/a', { data: [] })]);
    const state = { states: [], state: { at: '2024-06-05T00:00:00Z' }, use_global_cursor: false };
    const { states } = await readWhole(one, 'a', { state: { stream: state } });
    expect(states.at(-1)).toEqual({ at: '2024-06-05T00:00:00Z' });
  });

  it('refuses a state that is no date, in words', async () => {
    const one = await open(streamYaml('a', cursor()), []);
    const { outcome } = await readWhole(one, 'a', { state: { stream: { at: 'yesterday' } } });
    expect(outcome.troubles[0]?.failure.message).toContain('its kept state says “yesterday” for at');
    expect(one.asked()).toEqual([]);
  });

  it('refuses a step that leads nowhere', async () => {
    const stuck = cursor(' step: PT0S, cursor_granularity: PT1S,');
    const one = await open(streamYaml('a', stuck), []);
    const { outcome } = await readWhole(one, 'a');
    expect(outcome.status).toBe('incomplete');
    expect(outcome.troubles[0]?.failure.message).toMatch(/^Stream a: .*must be longer than PT0S/);
  });

  it('refuses a start that is no date as a matter of the settings', async () => {
    const wrong = cursor().replace('"2024-06-01T00:00:00Z"', '"{{ config[\'since\'] }}"');
    const one = await open(streamYaml('a', wrong), [], { since: '1.6.2024' });
    const { outcome } = await readWhole(one, 'a');
    expect(outcome.troubles[0]).toMatchObject({ kind: 'config', failure: { code: 'SOURCE_REFUSED' } });
  });

  it('reads from the dialect’s list of intervals, the gaps as well', async () => {
    const one = await open(streamYaml('a', cursor()), [get('/a', { data: [] })]);
    const slices = [
      { start: '2024-06-01T00:00:00Z', end: '2024-06-03T00:00:00Z' },
      {
        start: '2024-06-10T00:00:00Z',
        end: '2024-06-14T00:00:00Z',
        most_recent_cursor_value: '2024-06-13T00:00:00Z',
      },
    ];
    await readWhole(one, 'a', { state: { stream: { state_type: 'date-range', slices } } });
    expect(one.asked()).toEqual(['GET /a?from=2024-06-03T00:00:00Z', 'GET /a?from=2024-06-14T00:00:00Z']);
  });
});
