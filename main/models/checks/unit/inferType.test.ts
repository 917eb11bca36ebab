import { expect, test } from 'vitest';
import { asInstant, inferType } from './inferType.ts';

test('what YAML wrote as text stays text, unless all of it are days or moments', () => {
  expect(inferType(['1', '2'], false)).toBe('text');
  expect(inferType([1n, null, 3n], false)).toBe('integer');
  expect(inferType([1n, 3_000_000_000n], false)).toBe('bigint');
  expect(inferType([1n, 2.5], false)).toBe('numeric');
  expect(inferType([true, null], false)).toBe('boolean');
  expect(inferType(['2024-01-01', '2024-02-29'], false)).toBe('date');
  expect(inferType(['2024-01-01', '2024-02-29 10:00'], false)).toBe('timestamp without time zone');
  expect(inferType(['2024-02-29T10:00:00Z'], false)).toBe('timestamp with time zone');
  expect(inferType([{ a: 1n }], false)).toBe('jsonb');
  expect(inferType([null], false)).toBe('text');
});

test('a CSV has only text: what reads as a number is one', () => {
  expect(inferType(['1', ' 2', null], true)).toBe('integer');
  expect(inferType(['1', '2.50'], true)).toBe('numeric');
  expect(inferType(['true', 'FALSE'], true)).toBe('boolean');
  expect(inferType(['1', 'x'], true)).toBe('text');
});

test('an instant is written one way', () => {
  expect(asInstant('2024-01-05')).toBe('2024-01-05T00:00:00.000000Z');
  expect(asInstant('2024-01-05 10:07')).toBe('2024-01-05T10:07:00.000000Z');
  expect(asInstant('2024-01-05T10:07:08.5Z')).toBe('2024-01-05T10:07:08.500000Z');
  expect(asInstant('2024-01-05 00:30:00+02:00')).toBe('2024-01-04T22:30:00.000000Z');
  expect(asInstant('yesterday')).toBeNull();
});
