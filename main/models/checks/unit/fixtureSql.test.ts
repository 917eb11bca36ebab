import { expect, test } from 'vitest';
import { fixtureSql } from './fixtureSql.ts';

test('on Postgres every value goes in as text and is read as its column’s type', () => {
  const columns = [
    { name: 'id', type: 'integer' },
    { name: 'Said "so"', type: 'character' },
    { name: 'tags', type: 'text[]' },
  ];
  expect(fixtureSql('postgres', columns, [[1n, "it's", ['a "b"', null]]])).toBe(
    `select cast(c1 as integer) as "id", cast(c2 as bpchar) as "Said ""so""", cast(c3 as text[]) as "tags"
from (values
('1', 'it''s', '{"a \\"b\\"",NULL}')
) given_rows(c1, c2, c3)`,
  );
  expect(fixtureSql('postgres', columns.slice(0, 1), [])).toBe(
    'select cast(null as integer) as "id" where 1 = 0',
  );
});

test('on SQLite values are written as tables hold them', () => {
  const columns = [
    { name: 'paid', type: 'boolean' },
    { name: 'at', type: 'timestamp without time zone' },
    { name: 'n', type: 'numeric' },
    { name: 'code', type: 'text' },
    { name: 'more', type: 'jsonb' },
  ];
  expect(
    fixtureSql('sqlite', columns, [
      [true, '2024-01-05 10:00', '17.50', 7n, { a: 1n }],
      ['false', '2024-01-05', 2, '007', null],
    ]),
  ).toBe(
    `select column1 as "paid", column2 as "at", column3 as "n", column4 as "code", column5 as "more"
from (values
(1, '2024-01-05T10:00:00.000000Z', 17.50, '7', '{"a": 1}'),
(0, '2024-01-05T00:00:00.000000Z', 2.0, '007', null)
)`,
  );
});
