import { expect, test } from 'vitest';
import { continues, entryOf, nextScreen, stateOf, withView } from './entry.ts';

test('an entry survives the browser keeping it', () => {
  const entry = withView({ index: 3, view: { tab: 'log' } }, 'search', 'vault', false);
  expect(entryOf(structuredClone(stateOf(entry)))).toEqual({
    index: 4,
    view: { tab: 'log', search: 'vault' },
  });
});

test.each([null, 'text', { other: 1 }, { leadline: 7 }, { leadline: { index: 'x', view: [] } }])(
  'a state that is not ours (%j) is the first entry',
  (state) => {
    expect(entryOf(state)).toEqual({ index: 0, view: {} });
  },
);

test('another screen starts as it starts', () => {
  expect(nextScreen({ index: 2, view: { search: 'x' } })).toEqual({ index: 3, view: {} });
});

test('a change in place stays one step', () => {
  expect(withView({ index: 2, view: { search: 'v' } }, 'search', 'va', true)).toEqual({
    index: 2,
    view: { search: 'va' },
  });
});

test('quick changes of one key on one entry are the same change', () => {
  const last = { key: 'search', index: 4, at: 1_000 };
  expect(continues(last, { key: 'search', index: 4, at: 1_900 })).toBe(true);
  expect(continues(last, { key: 'search', index: 4, at: 2_100 })).toBe(false);
  expect(continues(last, { key: 'level', index: 4, at: 1_100 })).toBe(false);
  expect(continues(last, { key: 'search', index: 5, at: 1_100 })).toBe(false);
  expect(continues(null, { key: 'search', index: 4, at: 1_000 })).toBe(false);
});
