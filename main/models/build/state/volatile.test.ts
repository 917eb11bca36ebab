import { expect, test } from 'vitest';
import { readsClockOrChance } from './volatile.ts';

test('SQL that asks for the time or for chance is told from SQL that only names it', () => {
  for (const sql of [
    'select current_date',
    'select CURRENT_TIMESTAMP as at',
    'select now() - at from t',
    'select random ()',
    "select date('now', '-1 day')",
    "select 'today'::date",
    'select date() from t',
    'select gen_random_uuid()',
    "select nextval('s')",
  ])
    expect(readsClockOrChance(sql), sql).toBe(true);
  for (const sql of [
    'select known, snow, nowhere from t',
    "select 'current_date is a word' as note",
    'select "now()" from t -- now()',
    '/* random() */ select 1',
    'select date(at) from t',
    "select at from t where note = 'it is now'",
    'select randomness from t',
  ])
    expect(readsClockOrChance(sql), sql).toBe(false);
});
