import { describe, expect, it } from 'vitest';
import type { Rule } from '../../conformance/sources/scenario.ts';
import { expectValue, failing, get, manifestOpener, manifestYaml, readWhole, streamYaml } from './opened.ts';

const open = manifestOpener();
const never = new AbortController().signal;

describe('dynamic streams', () => {
  const indented = streamYaml('template').replace('  - type', '    type').replaceAll('\n  ', '\n    ');
  const template = (mapping: string, resolver: string) => `
dynamic_streams:
  - type: DynamicDeclarativeStream
    name: tables
    stream_template:${indented}
    components_resolver:
      ${resolver}
      components_mapping:
${mapping}`;
  const names = `        - {type: ComponentMappingDefinition, field_path: [name], value: "{{ components_values['name'] }}"}
        - {type: ComponentMappingDefinition, field_path: [retriever, requester, path], value: "/t/{{ components_values['name'] }}"}`;

  it('come from a list in the settings', async () => {
    const one = await open(
      manifestYaml(
        streamYaml('a'),
        template(
          names,
          'type: ConfigComponentsResolver\n      stream_config: {type: StreamConfig, configs_pointer: [tables], default_values: [{name: always}]}',
        ),
      ),
      [get('/t/one', { data: [{ id: 1 }] }), get('/t/always', { data: [] })],
      { tables: [{ name: 'one' }] },
    );
    expect(expectValue(await one.source.discover(never)).map(({ name }) => name)).toEqual([
      'a',
      'one',
      'always',
    ]);
    expect((await readWhole(one, 'one')).records).toEqual([{ id: 1 }]);
  });

  it('come from what the manifest lists, and set only what is there unless it may be made', async () => {
    const more = `${names}
        - {type: ComponentMappingDefinition, field_path: [retriever, nowhere, x], value: "1"}
        - {type: ComponentMappingDefinition, field_path: [retriever, requester, request_parameters], value: "{view: full}", create_or_update: true}`;
    const one = await open(
      manifestYaml(
        streamYaml('a'),
        template(
          more,
          'type: ParametrizedComponentsResolver\n      stream_parameters: {type: StreamParametersDefinition, list_of_parameters_for_stream: [{name: p1}, {name: p2}]}',
        ),
      ),
      [get('/t/p2', { data: [{ id: 2 }] })],
    );
    expect((await readWhole(one, 'p2')).records).toEqual([{ id: 2 }]);
    expect(one.asked()).toEqual(['GET /t/p2?view=full']);
  });

  it('hand a parameter of the template down', async () => {
    const parameters = `${names}
        - {type: ComponentMappingDefinition, field_path: [$parameters, view], value: "{{ components_values['name'] }}"}`;
    const text = template(
      parameters,
      'type: ParametrizedComponentsResolver\n      stream_parameters: {type: StreamParametersDefinition, list_of_parameters_for_stream: [{name: p1}]}',
    )
      .replace('name: template', 'name: template\n      $parameters: {view: none}')
      .replace(
        'path: "/template"',
        `path: "/template", request_parameters: {view: "{{ parameters['view'] }}"}`,
      );
    const one = await open(manifestYaml(streamYaml('a'), text), [get('/t/p1', { data: [] })]);
    await readWhole(one, 'p1');
    expect(one.asked()).toEqual(['GET /t/p1?view=p1']);
  });

  it('are asked for once, again after they could not be had, and never two of a name', async () => {
    const resolver = `type: HttpComponentsResolver
      retriever: {type: SimpleRetriever, record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: []}},
        requester: {type: HttpRequester, url_base: "{{ config['base'] }}", path: /tables}}`;
    const refused: Rule = { ...failing('/tables', 403), times: 1 };
    const one = await open(manifestYaml(streamYaml('a'), template(names, resolver)), [
      refused,
      get('/tables', [{ name: 'x' }, { name: 'y' }]),
      get('/t/x', { data: [] }),
      get('/t/y', { data: [] }),
    ]);
    expect((await one.source.discover(never)).ok).toBe(false);
    await readWhole(one, 'x');
    await readWhole(one, 'y');
    expect(one.asked()).toEqual(['GET /tables', 'GET /tables', 'GET /t/x', 'GET /t/y']);
    const twins = await open(manifestYaml(streamYaml('a'), template(names, resolver)), [
      get('/tables', [{ name: 'x' }, { name: 'x' }]),
    ]);
    expect(await twins.source.discover(never)).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('are called x') },
    });
  });
});
