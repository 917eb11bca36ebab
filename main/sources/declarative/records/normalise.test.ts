import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { normaliser } from './normalise.ts';
import { copyRecord } from './ownField.ts';

describe('schema normalisation', () => {
  const normalised = (properties: JsonObject, record: JsonObject) => {
    const $defs = { n: { properties: { n: { type: 'integer' } } } };
    const draft = copyRecord(record);
    normaliser({ type: 'object', properties, $defs })(draft);
    return draft;
  };

  it('reads values as the type their schema names, and leaves what can’t be read', () => {
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
      normalised(properties, {
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
      normalised(properties, { id: 'x', price: null, active: 0, code: true, blob: null, tags: [1, 2] }),
    ).toEqual({
      id: 'x',
      price: null,
      active: false,
      code: 'True',
      blob: null,
      tags: ['1', '2'],
    });
  });

  it('keeps large whole numbers exact, wraps a value where the items allow it, and follows references', () => {
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
      normalised(properties, {
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
