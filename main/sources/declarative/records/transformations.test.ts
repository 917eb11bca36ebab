import { describe, expect, it } from 'vitest';
import { chance, component, makingOf, NO_SLICE } from '../../../../test/sources/declarative/standIns.ts';
import type { Json, JsonObject } from '../../json.ts';
import { snakeCase } from './keys.ts';
import type { Draft } from './ownField.ts';

const { making } = makingOf();

async function shaped(record: JsonObject, ...written: { readonly type: string }[]): Promise<JsonObject> {
  const draft = JSON.parse(JSON.stringify(record)) as Draft;
  for (const one of written) await making.make('transformation', component(one)).apply(draft, NO_SLICE);
  return draft;
}

const NAMES: JsonObject = {
  OrderID: 1,
  'First Name': 'x',
  someHTTPCode: 2,
  ünïCode: 3,
  already_snake: 4,
  '2ndLine': 5,
  'Nested Obj': { InnerKey: 1, 'List Of': [{ 'A B': 1 }] },
};

describe('AddFields', () => {
  it('writes one after another, so that a later field sees an earlier one', async () => {
    const fields = [
      { type: 'AddedFieldDefinition', path: ['full'], value: "{{ record.first + ' ' + record.last }}" },
      { type: 'AddedFieldDefinition', path: ['meta', 'length'], value: '{{ record.full.length }}' },
      { type: 'AddedFieldDefinition', path: ['list', '2', 'deep'], value: 'x' },
    ];
    expect(
      await shaped({ first: 'Ada', last: 'Byron', meta: null }, { type: 'AddFields', fields } as never),
    ).toEqual({
      first: 'Ada',
      last: 'Byron',
      full: 'Ada Byron',
      meta: { length: 9 },
      list: [null, null, { deep: 'x' }],
    });
  });

  it('takes a literal of another type than the declared one for text', async () => {
    const fields = [
      { path: ['zip'], value: '{{ "94107" }}' },
      { path: ['text'], value: '{{ "94107" }}', value_type: 'string' },
      { path: ['whole'], value: '{{ "94107" }}', value_type: 'integer' },
      { path: ['truth'], value: '{{ "94107" }}', value_type: 'boolean' },
    ];
    expect(await shaped({}, { type: 'AddFields', fields } as never)).toEqual({
      zip: 94107,
      text: '94107',
      whole: 94107,
      truth: '94107',
    });
  });

  it('adds only where its condition holds, which sees the value', async () => {
    const fields = [{ path: ['senior'], value: '{{ record.age }}' }];
    const written = { type: 'AddFields', condition: '{{ more.value > 40 }}', fields } as never;
    expect(await shaped({ age: 41 }, written)).toEqual({ age: 41, senior: 41 });
    expect(await shaped({ age: 40 }, written)).toEqual({ age: 40 });
  });

  it('doesn’t share what it copies, and refuses a path through a value that holds nothing', async () => {
    const written = {
      type: 'AddFields',
      fields: [{ path: ['copy'], value: '{{ record.address }}' }],
    } as never;
    const remove = { type: 'RemoveFields', field_pointers: [['address', 'lat']] } as never;
    expect(await shaped({ address: { lat: 1, lon: 2 } }, written, remove)).toEqual({
      address: { lon: 2 },
      copy: { lat: 1, lon: 2 },
    });
    const through = { type: 'AddFields', fields: [{ path: ['a', 'b'], value: '1' }] } as never;
    await expect(shaped({ a: 5 }, through)).rejects.toMatchObject({ kind: 'system' });
  });
});

describe('RemoveFields', () => {
  it('leaves null behind in a list, but for the last item', async () => {
    const pointers = (...field_pointers: string[][]) => ({ type: 'RemoveFields', field_pointers }) as never;
    const record = { phones: [{ raw: 1, n: 1 }, { raw: 2 }], list: [1, 2, 3], a: { b: { c: 1 } } };
    expect(
      await shaped(record, pointers(['phones', '*', 'raw'], ['list', '0'], ['list', '2'], ['a', 'b', 'c'])),
    ).toEqual({
      phones: [{ n: 1 }, {}],
      list: [null, 2],
      a: { b: {} },
    });
    expect(
      await shaped({ ab: 1, ac: 2, b: { ad: 3 } }, pointers(['a*'], ['**', 'ad'], ['nowhere', 'at', 'all'])),
    ).toEqual({ b: {} });
  });

  it('with a condition removes every value that meets it, wherever it stands', async () => {
    const written = {
      type: 'RemoveFields',
      condition: "{{ more.property === '' || more.property === null }}",
      field_pointers: [['nick']],
    } as never;
    expect(
      await shaped({ nick: '', missing: '', deep: { a: null, b: 0, list: ['', 1] }, keep: {} }, written),
    ).toEqual({
      deep: { b: 0, list: [null, 1] },
      keep: {},
    });
  });
});

describe('names', () => {
  it('go small, or have their characters replaced', async () => {
    expect(await shaped(NAMES, { type: 'KeysToLower' })).toEqual({
      orderid: 1,
      'first name': 'x',
      somehttpcode: 2,
      ünïcode: 3,
      already_snake: 4,
      '2ndline': 5,
      'nested obj': { InnerKey: 1, 'List Of': [{ 'A B': 1 }] },
    });
    expect(await shaped(NAMES, { type: 'KeysReplace', old: ' ', new: '_' } as never)).toMatchObject({
      First_Name: 'x',
      Nested_Obj: { InnerKey: 1, List_Of: [{ 'A B': 1 }] },
    });
  });

  it('become snake case as in the dialect', async () => {
    expect(await shaped(NAMES, { type: 'KeysToSnakeCase' })).toEqual({
      order_id: 1,
      first_name: 'x',
      some_httpcode: 2,
      uni_code: 3,
      already_snake: 4,
      _2_nd_line: 5,
      nested_obj: { inner_key: 1, list_of: [{ 'A B': 1 }] },
    });
    expect(['_id', 'id_', 'a--b', 'Größe', 'Łódź', 'Цена', '名前', ''].map(snakeCase)).toEqual([
      '_id',
      'id_',
      'a_b',
      'grosse',
      'lodz',
      'цена',
      '名前',
      '',
    ]);
  });
});

describe('flattening', () => {
  const outer = { id: 1, attributes: { name: 'n', size: { w: 1 } }, list: [{ a: 1 }, 2], name: 'outer' };

  it('FlattenFields names a value by its whole way where its name is taken', async () => {
    expect(await shaped(outer, { type: 'FlattenFields' })).toEqual({
      id: 1,
      name: 'outer',
      'list.0.a': 1,
      'list.1': 2,
      'attributes.name': 'n',
      'attributes.size.w': 1,
    });
    expect(await shaped(outer, { type: 'FlattenFields', flatten_lists: false } as never)).toMatchObject({
      list: [{ a: 1 }, 2],
    });
  });

  it('DpathFlattenFields does nothing where a name is there already', async () => {
    const written = { type: 'DpathFlattenFields', field_path: ['attributes'], delete_origin_value: true };
    expect(await shaped(outer, written as never)).toEqual(outer);
    expect(await shaped({ id: 2, attributes: { color: 'red' } }, written as never)).toEqual({
      id: 2,
      color: 'red',
    });
    const named = {
      ...written,
      key_transformation: { type: 'KeyTransformation', prefix: 'p_', suffix: '_s' },
    };
    expect(await shaped({ id: 2, attributes: { id: 3 } }, named as never)).toEqual({ id: 2, p_id_s: 3 });
    const instead = { ...written, replace_record: true };
    expect(await shaped({ id: 2, attributes: { id: 3 } }, instead as never)).toEqual({ id: 3 });
  });
});

describe('hostile names', () => {
  const hostile = JSON.parse(
    '{"__proto__": {"polluted": 1}, "constructor": {"prototype": 2}, "a": {"__proto__": 3}}',
  ) as JsonObject;

  it('are fields like others, and never reach what objects inherit', async () => {
    const fields = [
      { path: ['__proto__', 'more'], value: 'x' },
      { path: ['fresh', '__proto__', 'polluted'], value: 'x' },
      { path: ['toString'], value: 'y' },
    ];
    const steps = [
      { type: 'AddFields', fields },
      { type: 'KeysToLower' },
      { type: 'KeysReplace', old: 'q', new: 'r' },
    ] as never[];
    const record = await shaped(hostile, ...steps);
    expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(JSON.parse(JSON.stringify(record))).toEqual(
      JSON.parse(
        '{"__proto__": {"polluted": 1, "more": "x"}, "constructor": {"prototype": 2}, "a": {"__proto__": 3}, "fresh": {"__proto__": {"polluted": "x"}}, "tostring": "y"}',
      ),
    );
    const removed = await shaped(hostile, {
      type: 'RemoveFields',
      field_pointers: [['__proto__'], ['constructor']],
    } as never);
    expect(JSON.stringify(removed)).toBe('{"a":{"__proto__":3}}');
    expect(JSON.stringify(await shaped(hostile, { type: 'FlattenFields' }))).toBe(
      '{"__proto__":3,"prototype":2,"polluted":1}',
    );
  });
});

/** A record as a map from each whole way to its value: what adding and removing come to is easily said of that. */
describe('against a model', () => {
  it('adds and removes as the map of ways does', async () => {
    const pick = chance(7);
    const names = ['a', 'b', '__proto__', 'c d'];
    for (let round = 0; round < 400; round += 1) {
      const model = new Map<string, Json>();
      let record: JsonObject = {};
      for (let step = 0; step < 12; step += 1) {
        const way = Array.from({ length: 1 + pick(3) }, () => names[pick(names.length)] ?? 'a');
        const key = (length: number) => JSON.stringify(way.slice(0, length));
        if (pick(3) > 0) {
          const blocked = way.slice(0, -1).some((_, index) => model.has(key(index + 1)));
          const written = { type: 'AddFields', fields: [{ path: way, value: `v${step}` }] } as never;
          if (blocked) {
            await expect(shaped(record, written)).rejects.toThrow('no object');
            continue;
          }
          record = await shaped(record, written);
          for (const other of [...model.keys()]) if (isUnder(other, way)) model.delete(other);
          model.set(key(way.length), `v${step}`);
        } else {
          record = await shaped(record, { type: 'RemoveFields', field_pointers: [way] } as never);
          for (const other of [...model.keys()]) if (isUnder(other, way)) model.delete(other);
        }
        expect([...ways(record, [])].sort()).toEqual(
          [...model].map(([way, value]) => `${way}=${value}`).sort(),
        );
      }
    }
  });
});

function isUnder(key: string, way: readonly string[]): boolean {
  const other = JSON.parse(key) as string[];
  return way.every((step, index) => other[index] === step);
}

function* ways(value: JsonObject, before: readonly string[]): Iterable<string> {
  for (const [name, held] of Object.entries(value)) {
    if (typeof held === 'object' && held !== null) yield* ways(held as JsonObject, [...before, name]);
    else yield `${JSON.stringify([...before, name])}=${held}`;
  }
}
