import { expect, it } from 'vitest';
import type { ColumnType } from '../../../shared/domain/column.ts';
import { coerce, UNFIT } from './coerce.ts';
import { instantOf, isDay } from './moments.ts';

const read = (kind: Exclude<ColumnType['kind'], 'decimal'>, ...values: unknown[]) =>
  values.map((value) => coerce(value, { kind }));
const money = (...values: unknown[]) => values.map((value) => coerce(value, { kind: 'decimal', scale: 2 }));

it('reads integers to 64 bits and no further, and of text only the plain spelling', () => {
  expect(read('integer', 2n ** 63n - 1n, -(2n ** 63n), '9223372036854775807', -0)).toEqual([
    9223372036854775807n,
    -9223372036854775808n,
    9223372036854775807n,
    0n,
  ]);
  expect(read('integer', 2n ** 63n, 2 ** 53, 1.5, '007', '1e3', '+1', '-0', ' 1', '', true)).toEqual(
    Array(10).fill(UNFIT),
  );
});

it('reads as a number only what a double says exactly', () => {
  expect(read('number', 1, 2n ** 53n, '0.1', 1e300)).toEqual([1, 2 ** 53, 0.1, 1e300]);
  expect(read('number', 2n ** 53n + 1n, '0.10', 'Infinity', Number.NaN, '1e999')).toEqual(
    Array(5).fill(UNFIT),
  );
});

it('reads declared decimals without a rounding', () => {
  expect(money(12.34, '12.34', 5, 5n, '-0.5', 1e-2, '1.50', '1.5e1')).toEqual([
    1234n,
    1234n,
    500n,
    500n,
    -50n,
    1n,
    150n,
    1500n,
  ]);
  expect(money(0.125, '1,5', '', 1e300, '92233720368547758.08', Number.NaN)).toEqual(Array(6).fill(UNFIT));
});

it('reads text from every plain value and never from bytes', () => {
  expect(read('text', 1.5, 10n, true, 'x', { a: 1n })).toEqual(['1.5', '10', 'true', 'x', '{"a":1}']);
  expect(read('text', new Uint8Array(2))).toEqual([UNFIT]);
});

it('knows days and instants by their ISO form', () => {
  expect(
    [
      '2024-02-29',
      '2000-02-29',
      '1900-02-29',
      '2026-04-31',
      '2026-02-29',
      '2026-13-01',
      '0000-01-01',
      '2026-1-1',
      '0001-01-01',
    ].map(isDay),
  ).toEqual([true, true, false, false, false, false, false, false, true]);
  expect(
    [
      '2026-03-08T10:00:00.1234567Z',
      '2026-03-08T10:00:00.123456Z',
      '2026-03-08 10:00Z',
      '2026-03-08T00:30:00+0530',
      '2026-03-08T10:00:00',
      '2026-03-08T24:00:00Z',
      '2026-02-30T10:00:00Z',
      '0001-01-01T00:00:00+01:00',
    ].map(instantOf),
  ).toEqual([
    null,
    '2026-03-08T10:00:00.123456Z',
    '2026-03-08T10:00:00.000000Z',
    '2026-03-07T19:00:00.000000Z',
    null,
    null,
    null,
    null,
  ]);
});

it('writes JSON with integers to the last digit', () => {
  expect(
    read('json', { a: [2n ** 63n, Number.NaN, undefined], b: undefined, c: new Uint8Array([255]) }, 'x'),
  ).toEqual(['{"a":[9223372036854775808,null,null],"c":"/w=="}', '"x"']);
});
