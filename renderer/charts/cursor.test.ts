import { expect, it } from 'vitest';
import { cursorAfter } from './cursor.ts';

it('walks through the points of a chart and stays on it', () => {
  expect(cursorAfter('ArrowRight', null, 3)).toBe(0);
  expect(cursorAfter('ArrowLeft', null, 3)).toBe(2);
  expect(cursorAfter('ArrowRight', 2, 3)).toBe(2);
  expect(cursorAfter('ArrowLeft', 0, 3)).toBe(0);
  expect(cursorAfter('End', 0, 3)).toBe(2);
  expect(cursorAfter('Home', 2, 3)).toBe(0);
  expect(cursorAfter('ArrowRight', null, 0)).toBeUndefined();
  expect(cursorAfter('a', 0, 3)).toBeUndefined();
});
