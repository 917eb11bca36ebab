import { describe, expect, it } from 'vitest';
import { answerOf, component, makingOf } from '../../../../test/sources/declarative/standIns.ts';

const { making } = makingOf();
const at = (...field_path: string[]) => ({ type: 'DpathExtractor', field_path }) as never;

describe('schema loaders', () => {
  const load = (written: { readonly type: string }) =>
    making.make('schemaLoader', component(written)).schema(new AbortController().signal);

  it('take the schema as it stands, or several together', async () => {
    const one = { type: 'InlineSchemaLoader', schema: { properties: { a: { type: ['null', 'string'] } } } };
    const two = { type: 'InlineSchemaLoader', schema: { properties: { a: { type: ['integer'] }, b: {} } } };
    expect(await load(one)).toEqual(one.schema);
    expect(await load({ type: 'DefaultSchemaLoader' })).toEqual({});
    expect(await load({ type: 'CompositeSchemaLoader', schema_loaders: [one, two] } as never)).toMatchObject({
      properties: { a: { type: ['null', 'string'] }, b: {} },
    });
    expect(() => making.make('schemaLoader', component({ type: 'JsonFileSchemaLoader' }))).toThrow(
      /InlineSchemaLoader/,
    );
  });

  it('ask the vendor for the fields', async () => {
    const body = {
      schema: {
        fields: [
          { id: 'Name', type: 'text' },
          { id: 'at', type: 'when' },
          { id: 'tags', type: 'list' },
          { id: 'old', type: 'text' },
        ],
      },
    };
    const asking = makingOf({ describe: { ask: async () => answerOf(body) } });
    const loader = asking.making.make(
      'schemaLoader',
      component({
        type: 'DynamicSchemaLoader',
        retriever: {
          type: 'SimpleRetriever',
          requester: { type: 'HttpRequester', name: 'describe' },
          record_selector: { type: 'RecordSelector', extractor: at() },
        },
        schema_filter: { type: 'RecordFilter', condition: '{{ record.old === undefined }}' },
        schema_transformations: [{ type: 'KeysToLower' }],
        schema_type_identifier: {
          type: 'SchemaTypeIdentifier',
          schema_pointer: ['schema', 'fields'],
          key_pointer: ['id'],
          type_pointer: ['type'],
          types_mapping: [
            { current_type: 'text', target_type: 'string' },
            { current_type: 'when', target_type: 'number', condition: '{{ false }}' },
            { current_type: 'when', target_type: ['date', 'integer'] },
            { current_type: 'list', target_type: { field_type: 'array', items: 'string' } },
          ],
        },
      } as never),
    );
    expect((await loader.schema(new AbortController().signal))['properties']).toEqual({
      name: { type: ['null', 'string'] },
      at: { oneOf: [{ type: ['null', 'string'], format: 'date' }, { type: ['null', 'integer'] }] },
      tags: { type: ['null', 'array'], items: { type: ['null', 'string'] } },
    });
  });
});
