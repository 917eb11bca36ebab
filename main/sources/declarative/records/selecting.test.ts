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

  it('normalises by the schema of its stream', async () => {
    const schemaLoader = { schema: async () => ({ properties: { id: { type: 'integer' } } }) };
    const written = { schema_normalization: 'Default' };
    const data = [{ id: '7' }];
    expect((await selected(written, { data }, { schemaLoader })).records).toEqual([{ id: 7 }]);
    expect((await selected({}, { data }, { schemaLoader })).records).toEqual([{ id: '7' }]);
  });

  it('names what can’t run here', () => {
    const custom = { record_filter: { type: 'CustomRecordFilter', class_name: 'a.B' } };
    expect(() =>
      making.make('recordSelector', component({ type: 'RecordSelector', extractor: at(), ...custom })),
    ).toThrow(/CustomRecordFilter at test.record_filter/);
  });
});
