import { expect, it } from 'vitest';
import { CARD } from './layout.ts';
import { firstView, NEAR, wholeView } from './views.ts';

const size = { width: 400, height: 600 };
const few = { a: { x: 0, y: 0 }, b: { x: 300, y: 0 } };
const many = Object.fromEntries(
  Array.from({ length: 24 }, (_, at) => [`n${at}`, { x: 316 * Math.floor(at / 4), y: 86 * (at % 4) }]),
);

it('begins with the whole graph as long as its names can be read', () => {
  expect(firstView(few, size, null)).toEqual(wholeView(few, size));
  expect(wholeView(few, size).zoom).toBeGreaterThan(0.5);
  expect(wholeView(many, size).zoom).toBeLessThan(0.28);
});

it('begins a larger one where data comes in, near enough to read names', () => {
  const { x, y, zoom } = firstView(many, size, null);
  expect(zoom).toBe(0.4);
  expect(x).toBe(16);
  const tops = [0, 1, 2, 3].map((at) => 86 * at * zoom + y);
  expect(tops.some((top) => Math.abs(top + (CARD.height * zoom) / 2 - size.height / 2) < 1)).toBe(true);
});

it('begins a larger one at the card that was asked for, with all its words', () => {
  const { x, y, zoom } = firstView(many, size, 'n23');
  expect(zoom).toBe(NEAR);
  expect((316 * 5 + CARD.width / 2) * zoom + x).toBeCloseTo(200);
  expect((86 * 3 + CARD.height / 2) * zoom + y).toBeCloseTo(300);
});

it('begins as if nothing was asked for when what was asked for is not there', () => {
  expect(firstView(many, size, 'gone')).toEqual(firstView(many, size, null));
});
