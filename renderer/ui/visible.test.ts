import { expect, it } from 'vitest';
import { visibleRows } from './visible.ts';

it('draws what is seen and a little around it', () => {
  expect(visibleRows({ count: 500, rowHeight: 32, scrolled: 3200, height: 640 })).toEqual({
    first: 92,
    end: 128,
  });
});

it.each([
  [
    { count: 0, scrolled: 0 },
    { first: 0, end: 0 },
  ],
  [
    { count: 3, scrolled: 0 },
    { first: 0, end: 3 },
  ],
  [
    { count: 500, scrolled: 16_000 },
    { first: 492, end: 500 },
  ],
  [
    { count: 10, scrolled: 99_999 },
    { first: 10, end: 10 },
  ],
])('stays inside the list: %j', (list, rows) => {
  expect(visibleRows({ rowHeight: 32, height: 640, ...list })).toEqual(rows);
});
