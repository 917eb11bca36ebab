import { describe, expect, it } from 'vitest';
import { alterStatements, changeInWords, differs, schemaChange, widened } from './schemaChange.ts';

const column = (name: string, dataType: string) => ({ name, dataType, nullable: true });

describe('how columns differ', () => {
  const table = [column('id', 'integer'), column('word', 'character varying(5)'), column('old', 'text')];

  it('tells new, gone and of another type', () => {
    const change = schemaChange(
      [column('id', 'bigint'), column('word', 'character varying(5)'), column('fresh', 'date')],
      table,
      'postgres',
    );
    expect(change).toEqual({
      added: [column('fresh', 'date')],
      removed: ['old'],
      retyped: [{ name: 'id', dataType: 'bigint' }],
    });
    expect(changeInWords(change)).toBe('fresh is new, old is gone, id would be bigint');
    expect(differs(schemaChange(table, table, 'postgres'))).toBe(false);
  });

  it('lets a table be wider than what comes, and looks at no declared type of SQLite', () => {
    const wide = [column('word', 'character varying(9)')];
    const narrow = [column('word', 'character varying(5)')];
    expect(differs(schemaChange(narrow, wide, 'postgres'))).toBe(false);
    expect(differs(schemaChange([column('id', 'text')], [column('id', '')], 'sqlite'))).toBe(false);
  });

  it.each([
    ['character varying(5)', 'character varying(9)', 'character varying(9)'],
    ['character varying(5)', 'text', 'character varying(256)'],
    ['text', 'character varying(300)', 'character varying(300)'],
    ['character varying(9)', 'character varying(5)', null],
    ['text', 'character varying(9)', null],
    ['integer', 'bigint', null],
  ])('widens %s for %s to %s', (there, comes, becomes) => {
    const found = widened([column('word', comes)], [column('word', there)], 'postgres');
    expect(found).toEqual(becomes === null ? [] : [{ name: 'word', dataType: becomes }]);
  });

  it('moves a column of a new type to the end, by the names of each engine', () => {
    const change = { added: [], removed: [], retyped: [{ name: 'a"b', dataType: 'bigint' }] };
    expect(alterStatements(change, 't', 'postgres')).toEqual([
      'alter table t add column "a""b__dbt_alter" bigint',
      'update t set "a""b__dbt_alter" = "a""b"',
      'alter table t drop column "a""b" cascade',
      'alter table t rename column "a""b__dbt_alter" to "a""b"',
    ]);
    expect(alterStatements(change, 't', 'sqlite')[2]).toBe('alter table t drop column "a""b"');
  });
});
