import { describe, expect, it } from 'vitest';
import { expectValue, failing, get, manifestOpener, manifestYaml, readWhole, streamYaml } from './opened.ts';

const open = manifestOpener();
const never = new AbortController().signal;

describe('what can not run', () => {
  it('disables its stream with the reason, its children too, and nobody else', async () => {
    const custom = 'partition_router: {type: CustomPartitionRouter, class_name: source.Router}';
    const child =
      'partition_router: {type: SubstreamPartitionRouter, parent_stream_configs: [{type: ParentStreamConfig, stream: {$ref: "#/streams/1"}, parent_key: id, partition_field: p}]}';
    const one = await open(
      manifestYaml(`${streamYaml('a')}${streamYaml('odd', '', custom)}${streamYaml('young', '', child)}`),
      [get('/a', { data: [{ id: 1 }] })],
    );
    const [a, odd, young] = one.source.streams;
    expect(a?.unsupported).toBeUndefined();
    expect(odd?.unsupported).toEqual([
      { component: 'CustomPartitionRouter', reason: expect.stringContaining('Python code (source.Router)') },
    ]);
    expect(young?.unsupported?.[0]?.reason).toContain('Stream young can’t run here'.replace('’', "'"));
    expect((await readWhole(one, 'odd')).outcome).toMatchObject({
      status: 'incomplete',
      troubles: [{ kind: 'unsupported', failure: { code: 'STREAM_UNSUPPORTED' } }],
    });
    expect((await readWhole(one, 'a')).outcome.status).toBe('complete');
    expect(expectValue(await one.source.discover(never)).map(({ name }) => name)).toEqual([
      'a',
      'odd',
      'young',
    ]);
    expect(one.asked()).toEqual(['GET /a']);
  });
});

describe('checking', () => {
  it('reads one record of the first slice, and says why it can not', async () => {
    const list =
      'partition_router: {type: ListPartitionRouter, cursor_field: r, values: [n, s], request_option: {type: RequestOption, inject_into: request_parameter, field_name: r}}';
    const good = await open(manifestYaml(streamYaml('a', '', list)), [get('/a', { data: [] })]);
    expect((await good.source.check(never)).ok).toBe(true);
    expect(good.asked()).toEqual(['GET /a?r=n']);
    const bad = await open(manifestYaml(streamYaml('a')), [failing('/a', 401)]);
    expect(await bad.source.check(never)).toMatchObject({ ok: false, failure: { code: 'SOURCE_REFUSED' } });
    const overrides = 'check: {type: CheckStream, stream_names: [a], config_overrides: {region: small}}';
    const manifest = manifestYaml(streamYaml('a').replace('"/a"', `"/{{ config['region'] }}"`));
    const less = await open(
      manifest.replace(/^check:.*$/m, overrides),
      [get('/small', { data: [] }), get('/all', { data: [] })],
      {
        region: 'all',
      },
    );
    expect((await less.source.check(never)).ok).toBe(true);
    await readWhole(less, 'a');
    expect(less.asked()).toEqual(['GET /small', 'GET /all']);
    const strange = await open(manifestYaml(streamYaml('b')), []);
    expect(await strange.source.check(never)).toMatchObject({ ok: false, failure: { code: 'BAD_INPUT' } });
  });
});

describe('streams under a condition', () => {
  const conditional = (streams: string) => `
  - type: ConditionalStreams
    condition: "{{ config['premium'] }}"
    streams:${streams.replaceAll('\n', '\n    ')}`;

  it('are there when it holds', async () => {
    const text = manifestYaml(`${streamYaml('a')}${conditional(streamYaml('extra'))}`);
    const rules = [get('/extra', { data: [{ id: 1 }] })];
    const without = await open(text, rules, { premium: false });
    expect(without.source.streams.map(({ name }) => name)).toEqual(['a']);
    expect((await readWhole(without, 'extra')).outcome.troubles[0]?.failure.code).toBe('BAD_INPUT');
    const having = await open(text, rules, { premium: true });
    expect(having.source.streams.map(({ name }) => name)).toEqual(['a', 'extra']);
    expect((await readWhole(having, 'extra')).records).toEqual([{ id: 1 }]);
  });
});

describe('a stream with two ways', () => {
  const cursor = `incremental_sync: {type: DatetimeBasedCursor, cursor_field: at, datetime_format: "%Y-%m-%d", start_datetime: "2024-06-01",
      start_time_option: {type: RequestOption, inject_into: request_parameter, field_name: from}}`;
  const indented = (yaml: string) => yaml.replace('  - type', '    type').replaceAll('\n  ', '\n    ');
  const both = (fullCursor: string) => `
  - type: StateDelegatingStream
    name: a
    api_retention_period: P7D
    full_refresh_stream:${indented(streamYaml('a', fullCursor)).replace('"/a"', '"/all"')}
    incremental_stream:${indented(streamYaml('a', cursor)).replace('"/a"', '"/changes"')}`;
  const rules = [get('/all', { data: [{ id: 1, at: '2024-06-14' }] }), get('/changes', { data: [] })];

  it('is read whole without a state, by its changes with one, and whole again when that is too old', async () => {
    const one = await open(manifestYaml(both(cursor)), rules);
    expect(one.source.streams[0]).toMatchObject({
      syncModes: ['full_refresh', 'incremental'],
      cursorField: ['at'],
    });
    expect((await readWhole(one, 'a')).states.at(-1)).toEqual({ at: '2024-06-14' });
    await readWhole(one, 'a', { state: { stream: { at: '2024-06-14' } } });
    await readWhole(one, 'a', { state: { stream: { at: '2024-06-02' } } });
    expect(one.asked().map((asked) => asked.split('?')[0])).toEqual(['GET /all', 'GET /changes', 'GET /all']);
    expect(one.said.join()).toContain('older than the vendor remembers');
  });

  it('remembers that it was read whole when that way has no cursor', async () => {
    const one = await open(manifestYaml(both('')), rules);
    const { states } = await readWhole(one, 'a');
    expect(states.at(-1)).toEqual({ __ab_no_cursor_state_message: true });
    await readWhole(one, 'a', { state: { stream: states.at(-1) ?? null } });
    expect(one.asked()).toEqual(['GET /all', 'GET /changes?from=2024-06-01']);
  });
});

describe('the settings', () => {
  const spec = `spec:
  type: Spec
  connection_specification: {type: object, properties: {}}
  config_normalization_rules:
    type: ConfigNormalizationRules
    config_migrations:
      - type: ConfigMigration
        transformations:
          - {type: ConfigAddFields, fields: [{type: AddedFieldDefinition, path: [place, region], value: "{{ config['old_region'] }}"}], condition: "{{ config.get('old_region') }}"}
          - {type: ConfigRemoveFields, field_pointers: [[old_region]]}
    transformations:
      - {type: ConfigRemapField, field_path: [place, region], map: {europe: eu}}
    validations:
      - {type: DpathValidator, field_path: [place, region], validation_strategy: {type: ValidateAdheresToSchema, base_schema: {type: string, enum: [eu, us]}}}`;
  const stream = streamYaml('a').replace(
    'path: "/a"',
    "path: \"/{{ config['place']['region'] }}/{{ config.get('old_region', 'none') }}\"",
  );

  it('are brought up to date before anything is asked', async () => {
    const one = await open(manifestYaml(stream, spec), [get('/eu/none', { data: [{ id: 1 }] })], {
      old_region: 'europe',
    });
    expect((await readWhole(one, 'a')).records).toEqual([{ id: 1 }]);
  });

  it('are judged, and nobody is asked when they are not what the connector needs', async () => {
    const one = await open(manifestYaml(stream, spec), [], { place: { region: 'mars' } });
    expect(await one.source.check(never)).toMatchObject({
      ok: false,
      failure: { code: 'SOURCE_REFUSED', message: expect.stringContaining('place.region') },
    });
    expect((await readWhole(one, 'a')).outcome.troubles[0]?.kind).toBe('config');
    expect(one.asked()).toEqual([]);
  });
});
