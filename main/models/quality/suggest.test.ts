import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ColumnProfile } from './profile.ts';
import { suggest } from './suggest.ts';

const column = (name: string, more: Partial<ColumnProfile>): ColumnProfile => ({
  name,
  type: 'text',
  nulls: 0,
  distinct: 90,
  least: null,
  greatest: null,
  empty: 0,
  values: null,
  ...more,
});
const states = ['open', 'paid', 'void'].map((value) => ({ value, rows: 30 }));

describe('suggested checks', () => {
  const suggested = (
    columns: readonly ColumnProfile[],
    rows = 100,
    has = (_: string | null, __: string) => false,
  ) => suggest({ relation: 'core.orders', rows, columns }, has);
  const told = (columns: readonly ColumnProfile[], rows?: number) =>
    suggested(columns, rows).map((one) => `${one.column} ${one.check}`);

  it('are those that all rows pass', () => {
    expect(
      told([
        column('id', { type: 'integer', distinct: 100, least: '-4', greatest: '95' }),
        column('state', { distinct: 3, values: states }),
        column('price', { type: 'decimal', nulls: 2, least: '0', greatest: '900' }),
        column('note', { nulls: 5, empty: 3 }),
        column('void', { nulls: 100, distinct: 0 }),
        column('paid', { type: 'boolean', distinct: 2, values: [] }),
      ]),
    ).toEqual([
      'id not_null',
      'id unique',
      'state not_null',
      'state dbt_utils.not_empty_string',
      'state accepted_values',
      'price dbt_utils.accepted_range',
      'paid not_null',
    ]);
  });

  it('are none while there are few rows, no list while each value is rare, none that is there already', () => {
    expect(told([column('id', { distinct: 19 })], 19)).toEqual([]);
    expect(told([column('state', { distinct: 3, values: states })], 29)).not.toContain(
      'state accepted_values',
    );
    expect(
      suggested([column('id', {})], 100, (name, check) => name === 'id' && check === 'not_null'),
    ).toEqual([expect.objectContaining({ check: 'dbt_utils.not_empty_string' })]);
  });

  it('come as text for a property file', () => {
    const list = suggested([column('state', { distinct: 3, values: states })]).at(-1);
    expect(list?.because).toBe('only 3 values in 100 rows');
    expect(parse(list?.yaml ?? '')).toEqual({
      columns: [
        {
          name: 'state',
          data_tests: [{ accepted_values: { arguments: { values: ['open', 'paid', 'void'] } } }],
        },
      ],
    });
  });
});
