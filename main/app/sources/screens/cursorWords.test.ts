import { expect, it } from 'vitest';
import type { JsonObject } from '../../../sources/json.ts';
import { cursorWords } from './cursorWords.ts';

it.each<[string, JsonObject | null, string | null]>([
  ['nothing yet', null, null],
  ['an empty state', {}, null],
  ['a day', { day: '2026-01-03' }, '2026-01-03'],
  ['a count', { id: 4711 }, '4711'],
  ['one part', { states: [{ partition: { tag: 'a' }, cursor: { day: '2026-01-03' } }] }, '1 part'],
  ['several parts', { states: [{}, {}, {}], lookback_window: 3 }, '3 parts'],
  ['no parts yet, beside a global cursor', { states: [], state: { day: '2026-01-03' } }, '2026-01-03'],
  ['a cursor within', { use_global_cursor: true, state: { day: '2026-01-03' } }, '2026-01-03'],
  ['nothing but a switch', { use_global_cursor: false }, null],
])('%s', (_, state, words) => {
  expect(cursorWords(state)).toBe(words);
});

it('cuts what would break a table', () => {
  expect(cursorWords({ token: 'x'.repeat(41) })).toBe(`${'x'.repeat(40)}…`);
  expect(cursorWords({ token: 'x'.repeat(40) })).toBe('x'.repeat(40));
});
