import { expect, it } from 'vitest';
import { moved } from './move.ts';

const size = { rows: 5, columns: 3, page: 4 };
const at = { row: 1, column: 1 };

it.each([
  ['ArrowLeft', { row: 1, column: 0 }],
  ['ArrowRight', { row: 1, column: 2 }],
  ['ArrowUp', { row: 0, column: 1 }],
  ['ArrowDown', { row: 2, column: 1 }],
  ['Home', { row: 1, column: 0 }],
  ['End', { row: 1, column: 2 }],
  ['PageDown', { row: 4, column: 1 }],
  ['PageUp', { row: 0, column: 1 }],
  ['Enter', null],
] as const)('%s leads to %j', (key, to) => {
  expect(moved(key, at, size)).toEqual(to);
});

it('never leaves the grid', () => {
  expect(moved('ArrowUp', { row: 0, column: 0 }, size)).toEqual({ row: 0, column: 0 });
  expect(moved('ArrowRight', { row: 4, column: 2 }, size)).toEqual({ row: 4, column: 2 });
});
