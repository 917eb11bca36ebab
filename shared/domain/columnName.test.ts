import { expect, it } from 'vitest';
import { LONGEST_COLUMN_NAME, normaliseNames, snakeCase } from './columnName.ts';

const named = (...names: string[]) => normaliseNames(names).map(({ name }) => name);

it('writes headings in snake case', () => {
  expect(
    named('Order Date', 'orderId', 'ASIN/ISBN (Product Code)', 'Survey ResponseID', 'HTTPStatus'),
  ).toEqual(['order_date', 'order_id', 'asin_isbn_product_code', 'survey_response_id', 'http_status']);
});

it('takes accents off Latin letters and names by position what has none', () => {
  expect(named('Größe', 'Prénom', 'Łódź', '数量', '', '  ', '%')).toEqual([
    'grosse',
    'prenom',
    'lodz',
    'column_4',
    'column_5',
    'column_6',
    'column_7',
  ]);
});

it('leaves the leading underscore to Leadline and starts with a letter', () => {
  expect(named('_load', '__proto__', '2024', 'a__b')).toEqual(['load', 'proto', 'column_2024', 'a_b']);
});

it('numbers names that would be the same, and never makes a second one by that', () => {
  expect(named('a', 'A', 'a_2', 'a', 'column_6', '')).toEqual([
    'a',
    'a_2',
    'a_2_2',
    'a_3',
    'column_6',
    'column_6_2',
  ]);
});

it('keeps every name within its length, numbered ones too', () => {
  const long = 'x'.repeat(300);
  const names = named(long, long, `1${long}`);
  expect(names.map(({ length }) => length)).toEqual([58, 58, 58]);
  expect(new Set(names).size).toBe(3);
  expect(LONGEST_COLUMN_NAME).toBe(58);
});

it('names ten thousand equal headings without counting through them again and again', () => {
  expect(new Set(named(...Array.from({ length: 10_000 }, () => 'Value'))).size).toBe(10_000);
});

it('answers for one name alone', () => {
  expect([snakeCase('Größe (cm)'), snakeCase('!')]).toEqual(['grosse_cm', '']);
});
