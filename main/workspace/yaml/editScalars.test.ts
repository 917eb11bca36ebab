import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { setKeys } from './editScalars.ts';

const TEXT = `# shop
currency:   USD     # dollars
name:  'Ann'   # quoted

list: [ b,a ]
zone: UTC`;

test('only the value changes: order, comments, spaces and the missing last line end stay', () => {
  expect(setKeys(TEXT, { currency: 'EUR', zone: 'Europe/Paris' })).toBe(
    TEXT.replace('USD', 'EUR').replace('UTC', 'Europe/Paris'),
  );
  expect(setKeys(TEXT, { name: 'Bob' })).toBe(TEXT.replace("'Ann'", "'Bob'"));
});

test('line endings and the byte order mark stay', () => {
  const windows = `\uFEFF${TEXT.replaceAll('\n', '\r\n')}`;
  expect(setKeys(windows, { currency: 'EUR' })).toBe(windows.replace('USD', 'EUR'));
});

test.each([
  'a "b" c',
  "it's",
  'x: y # z',
  'yes',
  'true',
  '12',
  '1e3',
  '~',
  '- a',
  '🎉 shop',
  ' spaced ',
  'two\nlines',
  '{{ x }}',
  '*a',
  '&a',
  '%a',
  '`a`',
  'Ünïcode Straße',
  'a\u2028b\u0000c',
  'null',
  '2020-01-01',
  "o'",
])('%j is read back as it was given, in block and in brackets', (value) => {
  expect(parse(setKeys(TEXT, { name: value }))).toEqual({ ...parse(TEXT), name: value });
  expect(parse(setKeys('{name: a, zone: UTC}', { name: value }))).toEqual({ name: value, zone: 'UTC' });
  expect(parse(setKeys('name: >-\n  folded\n  text\nzone: UTC\n', { name: value }))).toEqual({
    name: value,
    zone: 'UTC',
  });
});

test('what cannot be cut out goes through the document: a missing key, a repeated value', () => {
  expect(parse(setKeys(TEXT, { extra: 'x' }))).toEqual({ ...parse(TEXT), extra: 'x' });
  expect(setKeys('a: &x UTC # why\r\nzone: *x\r\n', { zone: 'Asia/Tokyo' })).toBe(
    'a: &x UTC # why\r\nzone: Asia/Tokyo\r\n',
  );
  expect(parse(setKeys('a: &x UTC\nzone: &y UTC\nb: *y\n', { zone: 'GMT' }))).toEqual({
    a: 'UTC',
    zone: 'GMT',
    b: 'GMT',
  });
});
