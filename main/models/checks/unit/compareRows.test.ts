import { expect, test } from 'vitest';
import type { Cell } from '../../../warehouse/builds.ts';
import { differenceOf } from './compareRows.ts';

const rows = (of: readonly (readonly Cell[])[], types = ['', '']) => ({
  columns: ['a', 'b'],
  rows: of,
  types,
});

test('rows are the same in any order, as often as they come', () => {
  expect(
    differenceOf(
      rows([
        [1n, 'x'],
        [2n, null],
      ]),
      rows([
        [2n, null],
        [1n, 'x'],
      ]),
    ),
  ).toBeNull();
  expect(
    differenceOf(
      rows([
        [1n, 'x'],
        [1n, 'x'],
      ]),
      rows([[1n, 'x']]),
    ),
  ).toMatchObject({ missing: 1, unexpected: 0 });
});

test('numbers are the same however they are written, texts are not', () => {
  const numeric = ['numeric', ''];
  expect(differenceOf(rows([['17.50', 0.1 + 0.2]], numeric), rows([['17.5', 0.3]], numeric))).toBeNull();
  expect(differenceOf(rows([['2', '']], numeric), rows([[2n, '']]))).toBeNull();
  expect(differenceOf(rows([['100', '-0.0']], ['numeric', 'numeric']), rows([[100, 0]]))).toBeNull();
  expect(differenceOf(rows([['1.0', '']]), rows([['1', '']]))).not.toBeNull();
  expect(differenceOf(rows([[null, '']]), rows([['null', '']]))).not.toBeNull();
});

test('what is most alike is compared, the rest is missing or unexpected', () => {
  const expected = rows([
    [1n, 'x'],
    [2n, 'y'],
    [3n, 'z'],
  ]);
  const made = rows([
    [9n, 'q'],
    [2n, 'w'],
    [1n, 'x'],
  ]);
  expect(differenceOf(expected, made)).toEqual({
    asExpected: 1,
    differing: 1,
    missing: 1,
    unexpected: 1,
    columns: ['row', 'a', 'b'],
    rows: [
      ['differs', '2', 'y → w'],
      ['missing', '3', 'z'],
      ['unexpected', '9', 'q'],
    ],
  });
});
