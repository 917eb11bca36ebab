import { expect, it } from 'vitest';
import { instantFromMicros, readDay, readInstant } from './day.ts';
import { readDecimal, readInteger, readNumber } from './number.ts';
import { readerFor, UNREADABLE } from './reader.ts';

it('reads whole numbers to 64 bits and not beyond', () => {
  expect(['0', '-7', '+7', '9223372036854775807', '-9223372036854775808'].map(readInteger)).toEqual([
    0n,
    -7n,
    7n,
    9_223_372_036_854_775_807n,
    -9_223_372_036_854_775_808n,
  ]);
  expect(
    ['9223372036854775808', '1.0', '', '1e3', '0x10', '١', '9'.repeat(1_000_000)].map(readInteger),
  ).toEqual(Array(7).fill(null));
});

it('reads amounts exactly, as counts of the smallest unit', () => {
  const cents = (text: string) => readDecimal(text, 2, '.');
  expect(
    ['41.03', '.5', '0.1', '1,234,567.89', '$5', '-€ 3.10', '12.300', '90071992547409.93'].map(cents),
  ).toEqual([4_103n, 50n, 10n, 123_456_789n, 500n, -310n, 1_230n, 9_007_199_254_740_993n]);
  expect(['1.005', '1,23', '1.2.3', 'abc', '', '.', '99999999999999999999'].map(cents)).toEqual(
    Array(7).fill(null),
  );
  expect(['1.234,50', '7', '0,07', '1 000,5 €'].map((text) => readDecimal(text, 2, ','))).toEqual([
    123_450n,
    700n,
    7n,
    100_050n,
  ]);
});

it('reads doubles, and nothing that is none', () => {
  expect(['1.5', '-.5', '1e-3', '2.'].map((text) => readNumber(text, '.'))).toEqual([1.5, -0.5, 0.001, 2]);
  expect(
    ['NaN', 'Infinity', '1e999', '1,5', '0x1', `${'1'.repeat(1_000_000)}x`].map((text) =>
      readNumber(text, '.'),
    ),
  ).toEqual(Array(6).fill(null));
  expect(readNumber('1,5', ',')).toBe(1.5);
});

it('reads days that exist, in the order asked for', () => {
  expect([readDay('2024-02-29', 'ymd'), readDay('2023-02-29', 'ymd'), readDay('2026/3/8', 'ymd')]).toEqual([
    '2024-02-29',
    null,
    '2026-03-08',
  ]);
  expect([readDay('08/03/2026', 'dmy'), readDay('08/03/2026', 'mdy'), readDay('08.03.2026', 'ymd')]).toEqual([
    '2026-03-08',
    '2026-08-03',
    null,
  ]);
  expect(
    ['8 Mar 2026', 'March 8, 2026', '8-sept-2026', '31 Jun 2026', '8 Marz 2026'].map((text) =>
      readDay(text, 'ymd'),
    ),
  ).toEqual(['2026-03-08', '2026-03-08', '2026-09-08', null, null]);
});

it('reads instants only with their zone, to the microsecond', () => {
  expect(readInstant('2026-03-08T10:00:00.1234567+02:00')).toBe('2026-03-08T08:00:00.123456Z');
  expect(readInstant('2026-03-08 23:30Z')).toBe('2026-03-08T23:30:00.000000Z');
  expect(readInstant('2026-03-08 00:30:00-0930')).toBe('2026-03-08T10:00:00.000000Z');
  expect(
    ['2026-03-08T10:00:00', '2026-13-08T10:00Z', '2026-03-08T25:00Z', '2026-03-08'].map(readInstant),
  ).toEqual(Array(4).fill(null));
  expect([instantFromMicros(-1n), instantFromMicros(10n ** 30n)]).toEqual([
    '1969-12-31T23:59:59.999999Z',
    null,
  ]);
});

it('takes what is missing for null in every type but text', () => {
  const integer = readerFor({ kind: 'integer' }, {});
  expect(['', ' ', 'NA', 'null', null, undefined].map(integer)).toEqual(Array(6).fill(null));
  expect([integer(' 7 '), integer('x'), readerFor({ kind: 'text' }, {})('NA')]).toEqual([
    7n,
    UNREADABLE,
    'NA',
  ]);
});

it('takes values that have a type already, and loses none of them', () => {
  expect(readerFor({ kind: 'decimal', scale: 2 }, {})(19.99)).toBe(1_999n);
  expect(readerFor({ kind: 'decimal', scale: 2 }, {})(19.999)).toBe(UNREADABLE);
  expect(readerFor({ kind: 'integer' }, {})(9_007_199_254_740_993n)).toBe(9_007_199_254_740_993n);
  expect(readerFor({ kind: 'integer' }, {})(2n ** 64n)).toBe(UNREADABLE);
  expect(readerFor({ kind: 'integer' }, {})(1.5)).toBe(UNREADABLE);
  expect(readerFor({ kind: 'boolean' }, {})(1)).toBe(true);
  expect(readerFor({ kind: 'json' }, {})({ a: [10n ** 20n] })).toBe('{"a":[100000000000000000000]}');
  expect(readerFor({ kind: 'text' }, {})({ a: 1 })).toBe('{"a":1}');
});
