import { expect, it } from 'vitest';
import { keyColumns, keyText, readUniqueKey } from './uniqueKey.ts';

const columns = ['id', 'Day', 'two words'].map((name) => ({ name }));

it.each([
  ['id', ['id']],
  ['ID', ['id']],
  [
    ['id', '"Day"'],
    ['id', 'Day'],
  ],
  ['"two words"', ['two words']],
])('finds the columns that %j names on Postgres', (plain, found) => {
  const key = readUniqueKey(plain);
  expect(key === null ? null : keyColumns(key, columns, 'postgres')).toEqual(found);
});

it.each(['Day', 'id, other', "id || '-'", '"ID"', 'missing', ['id', 'upper(id)']])(
  'takes %j for an expression on Postgres',
  (plain) => {
    const key = readUniqueKey(plain);
    expect(key).not.toBe(null);
    expect(key === null ? null : keyColumns(key, columns, 'postgres')).toBe(null);
  },
);

it('minds no case on SQLite', () => {
  const key = readUniqueKey(['DAY', '"ID"']);
  expect(key === null ? null : keyColumns(key, columns, 'sqlite')).toEqual(['Day', 'id']);
});

it('is none when nothing is written, and a list is told from a name', () => {
  expect([undefined, null, '', ' ', []].map((plain) => readUniqueKey(plain))).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
  expect(readUniqueKey('id')).toEqual({ parts: ['id'], listed: false });
  expect(readUniqueKey(['id'])).toEqual({ parts: ['id'], listed: true });
  expect(keyText({ parts: ['a', 'b || c'], listed: true })).toBe('a, b || c');
});
