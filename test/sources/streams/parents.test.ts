import { describe, expect, it } from 'vitest';
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
