import { describe, expect, it } from 'vitest';
import { answerOf, component, makingOf, NO_SLICE } from '../../../../test/sources/declarative/standIns.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Cursor, Extras } from '../parts.ts';

const { making } = makingOf();

async function extracted(written: { readonly type: string }, body: Json): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const one of making.make('extractor', component(written)).extract(answerOf(body)))
    found.push(one);
  return found;
}

const at = (...field_path: string[]) => ({ type: 'DpathExtractor', field_path }) as never;

describe('DpathExtractor', () => {
  it('gives a list’s items, a single object, each match of a pattern as it is, and nothing for a missing path', async () => {
    expect(await extracted(at(), [{ id: 1 }, { id: 2 }])).toEqual([{ id: 1 }, { id: 2 }]);
    expect(await extracted(at('a', 'b'), { a: { b: { id: 1 } } })).toEqual([{ id: 1 }]);
    expect(await extracted(at('a', 'b'), { a: { b: {} } })).toEqual([]);
    expect(await extracted(at('a', 'nope'), { a: [] })).toEqual([]);
    expect(await extracted(at('rows', '1'), { rows: [{ id: 1 }, { id: 2 }] })).toEqual([{ id: 2 }]);
    const branches = [
      { loans: [{ id: 11 }, { id: 12 }] },
      { loans: [] },
      { other: 1 },
      { loans: [{ id: 13 }] },
    ];
    expect(await extracted(at('branches', '*', 'loans', '*'), { branches })).toEqual([
      { id: 11 },
      { id: 12 },
      { id: 13 },
    ]);
    expect(await extracted(at('branches', '*', 'loans'), { branches })).toEqual([
      [{ id: 11 }, { id: 12 }],
      [],
      [{ id: 13 }],
    ]);
    expect(await extracted(at("{{ 'a' }}", '*'), { a: { x: 1, y: 2 } })).toEqual([1, 2]);
    expect(await extracted(at('constructor'), {})).toEqual([]);
  });

  it('makes a record of each item inside where it expands', async () => {
    const record_expander = {
      type: 'RecordExpander',
      expand_records_from_field: ['lines'],
      remain_original_record: true,
    };
    const written = { type: 'DpathExtractor', field_path: ['data'], record_expander } as never;
    expect(await extracted(written, { data: [{ id: 1, lines: [{ n: 1 }, 2] }, { id: 2 }] })).toEqual([
      { n: 1, original_record: { id: 1, lines: [{ n: 1 }, 2] } },
      { value: 2, original_record: { id: 1, lines: [{ n: 1 }, 2] } },
    ]);
    const parent = { ...record_expander, on_no_records: 'emit_parent' };
    expect(
      await extracted({ ...(written as object), record_expander: parent } as never, { data: [{ id: 2 }] }),
    ).toEqual([{ id: 2 }]);
  });
});

describe('other extractors', () => {
  it('read a table whose first row names the fields', async () => {
    const written = { type: 'leadline.HeaderRowExtractor' };
    const table = [
      ['NAME', 'B01001_001E', '__proto__'],
      ['Ohio', '11', 'x'],
      ['Utah', null, 'y'],
    ];
    const rows = await extracted(written, table);
    expect(JSON.stringify(rows)).toBe(
      '[{"NAME":"Ohio","B01001_001E":"11","__proto__":"x"},{"NAME":"Utah","B01001_001E":null,"__proto__":"y"}]',
    );
    expect(await extracted(written, {})).toEqual([]);
    await expect(extracted(written, [['a', 'b'], ['1']])).rejects.toMatchObject({
      kind: 'system',
      message: /row 2/,
    });
    await expect(extracted(written, { error: 'no' })).rejects.toMatchObject({ kind: 'system' });
  });

  it('put names and values together', async () => {
    const keyValue = {
      type: 'KeyValueExtractor',
      keys_extractor: at('dims'),
      values_extractor: at('values'),
    } as never;
    expect(await extracted(keyValue, { dims: ['a', 'b'], values: [1, 2, 3, 4] })).toEqual([
      { a: 1, b: 2 },
      { a: 3, b: 4 },
    ]);
    const combined = { type: 'CombinedExtractor', extractors: [at('x'), keyValue] } as never;
    expect(await extracted(combined, { x: [{ id: 1 }], dims: ['a'], values: [1, 2] })).toEqual([
      { id: 1, a: 1 },
    ]);
  });
});

async function selected(written: object, body: Json, more: Extras = {}, cursor: Cursor | null = null) {
  const selector = making.make(
    'recordSelector',
    component({ type: 'RecordSelector', extractor: at('data'), ...written }),
    more,
  );
  const records: JsonObject[] = [];
  let count = 0;
  for await (const { record, extracted } of selector.select(answerOf(body), NO_SLICE, cursor)) {
    if (record !== null) records.push(record);
    count = extracted;
  }
  return { records, count };
}

const filter = (condition: string) => ({ record_filter: { type: 'RecordFilter', condition } });
const addInitial = component({
  type: 'AddFields',
  fields: [{ path: ['initial'], value: '{{ record.name[0] }}' }],
} as never);
const transformations = [making.make('transformation', addInitial)];

describe('RecordSelector', () => {
  const data = [{ name: 'Ada' }, { name: 'Bob' }, { name: 'Al' }];

  it('counts before the filter, and transforms what is left', async () => {
    const { records, count } = await selected(
      filter("{{ record.name !== 'Bob' && record.initial === undefined }}"),
      { data },
      { transformations },
    );
    expect(records).toEqual([
      { name: 'Ada', initial: 'A' },
      { name: 'Al', initial: 'A' },
    ]);
    expect(count).toBe(3);
  });

  it('leaves the answer as it came, for what looks at it afterwards', async () => {
    const body = { data: [{ name: 'Ada' }] };
    await selected({}, body, { transformations });
    expect(body).toEqual({ data: [{ name: 'Ada' }] });
  });

  it('filters afterwards where it is told to, and by a cursor on the client before the condition', async () => {
    const written = { ...filter("{{ record.initial === 'A' }}"), transform_before_filtering: true };
    expect((await selected(written, { data }, { transformations })).records.map(({ name }) => name)).toEqual([
      'Ada',
      'Al',
    ]);
    const asked: string[] = [];
    const cursor = {
      filtering: 'client',
      wants: (record: JsonObject) => {
        asked.push(String(record['initial']));
        return record['name'] !== 'Al';
      },
    } as unknown as Cursor;
    const both = await selected(
      filter("{{ record.initial === 'A' }}"),
      { data },
      { transformations },
      cursor,
    );
    expect(both.records).toEqual([{ name: 'Ada', initial: 'A' }]);
    expect(asked).toEqual(['A', 'B', 'A']);
  });

  it('makes a record of a plain value, skips null and refuses a list', async () => {
    expect((await selected({}, { data: [8863, null, 'x'] })).records).toEqual([
      { value: 8863 },
      { value: 'x' },
    ]);
    await expect(selected({}, { data: [[1]] })).rejects.toMatchObject({ kind: 'system' });
  });

  it('names what can’t run here', () => {
    const custom = { record_filter: { type: 'CustomRecordFilter', class_name: 'a.B' } };
    expect(() =>
      making.make('recordSelector', component({ type: 'RecordSelector', extractor: at(), ...custom })),
    ).toThrow(/CustomRecordFilter at test.record_filter/);
  });
});

describe('schema normalisation', () => {
  const normalised = async (properties: JsonObject, record: JsonObject) => {
    const schemaLoader = {
      schema: async () => ({
        type: 'object',
        properties,
        $defs: { n: { properties: { n: { type: 'integer' } } } },
      }),
    };
    const { records } = await selected(
      { schema_normalization: 'Default' },
      { data: [record] },
      { schemaLoader },
    );
    return records[0];
  };

  it('reads values as the type their schema names, and leaves what can’t be read', async () => {
    const properties: JsonObject = {
      id: { type: 'integer' },
      price: { type: ['number', 'null'] },
      active: { type: 'boolean' },
      code: { type: 'string' },
      blob: { type: ['string', 'null'] },
      tags: { type: 'array', items: { type: 'string' } },
      one: { type: 'array', items: { type: 'integer' } },
      inner: { type: 'object', properties: { n: { type: ['integer', 'null'] } } },
    };
    expect(
      await normalised(properties, {
        id: '12',
        price: '3.50',
        active: 'yes',
        code: 77,
        blob: { k: 1 },
        tags: 'solo',
        one: '5',
        inner: { n: '4' },
        other: '8',
      }),
    ).toEqual({
      id: 12,
      price: 3.5,
      active: true,
      code: '77',
      blob: "{'k': 1}",
      tags: 'solo',
      one: '5',
      inner: { n: 4 },
      other: '8',
    });
    expect(
      await normalised(properties, { id: 'x', price: null, active: 0, code: true, blob: null, tags: [1, 2] }),
    ).toEqual({
      id: 'x',
      price: null,
      active: false,
      code: 'True',
      blob: null,
      tags: ['1', '2'],
    });
  });

  it('keeps large whole numbers exact, wraps a value where the items allow it, and follows references', async () => {
    const properties: JsonObject = {
      big: { type: 'integer' },
      list: { type: ['array', 'null'], items: { type: ['string', 'null'] } },
      bare: { type: 'array' },
      none: { type: 'string' },
      far: { $ref: '#/$defs/n' },
      __proto__x: { type: 'integer' },
      two: { type: ['string', 'integer'] },
      nan: { type: 'number' },
    };
    expect(
      await normalised(properties, {
        big: '12345678901234567890',
        list: 'a',
        bare: 1,
        none: null,
        far: { n: '7' },
        two: 5,
        nan: 'nan',
      }),
    ).toEqual({
      big: 12345678901234567890n,
      list: ['a'],
      bare: [1],
      none: 'None',
      far: { n: 7 },
      two: 5,
      nan: 'nan',
    });
  });
});

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
