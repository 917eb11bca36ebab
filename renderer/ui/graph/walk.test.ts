import { expect, it } from 'vitest';
import { reachOf, stepFrom } from './walk.ts';

const NODES = [
  { id: 'raw', dependsOn: [] },
  { id: 'a', dependsOn: ['raw'] },
  { id: 'b', dependsOn: ['raw', 'elsewhere'] },
  { id: 'c', dependsOn: ['a'] },
  { id: 'other', dependsOn: [] },
];
const PLACES = {
  raw: { x: 0, y: 100 },
  other: { x: 0, y: 200 },
  a: { x: 300, y: 50 },
  b: { x: 300, y: 120 },
  c: { x: 600, y: 50 },
};

it('finds what lies above and below, and nothing beside', () => {
  const ids = (reach: 'all' | 'up' | 'down' | 'both') => reachOf(NODES, 'a', reach).map(({ id }) => id);
  expect(ids('up')).toEqual(['raw', 'a']);
  expect(ids('down')).toEqual(['a', 'c']);
  expect(ids('both')).toEqual(['raw', 'a', 'c']);
  expect(ids('all')).toHaveLength(5);
});

it('ends on a circle, too', () => {
  const circle = [
    { id: 'x', dependsOn: ['y'] },
    { id: 'y', dependsOn: ['x'] },
  ];
  expect(reachOf(circle, 'x', 'both').map(({ id }) => id)).toEqual(['x', 'y']);
});

it.each([
  ['raw', 'ArrowRight', 'b'],
  ['b', 'ArrowUp', 'a'],
  ['a', 'ArrowUp', null],
  ['a', 'ArrowDown', 'b'],
  ['c', 'ArrowLeft', 'a'],
  ['raw', 'ArrowDown', 'other'],
  ['raw', 'ArrowLeft', null],
  ['nowhere', 'ArrowLeft', 'raw'],
] as const)('from %s with %s it comes to %s', (from, step, to) => {
  expect(stepFrom(NODES, PLACES, from, step)).toBe(to);
});
