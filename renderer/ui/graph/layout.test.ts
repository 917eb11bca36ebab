import { expect, it } from 'vitest';
import { CARD, layOut } from './layout.ts';

it('puts what is read to the left of what reads it, and no card on another', () => {
  const nodes = [
    { id: 'raw', dependsOn: [] },
    { id: 'a', dependsOn: ['raw'] },
    { id: 'b', dependsOn: ['raw', 'elsewhere'] },
    { id: 'c', dependsOn: ['a', 'b'] },
    { id: 'alone', dependsOn: [] },
  ];
  const { places } = layOut({ nodes });
  const at = (id: string) => places[id] ?? { x: Number.NaN, y: Number.NaN };
  expect(Object.keys(places).sort()).toEqual(['a', 'alone', 'b', 'c', 'raw']);
  expect(at('a').x).toBeGreaterThanOrEqual(at('raw').x + CARD.width);
  expect(at('c').x).toBeGreaterThanOrEqual(at('b').x + CARD.width);
  for (const { id: one } of nodes)
    for (const { id: other } of nodes)
      if (one < other) {
        const apart =
          Math.abs(at(one).x - at(other).x) >= CARD.width || Math.abs(at(one).y - at(other).y) >= CARD.height;
        expect(apart, `${one} and ${other}`).toBe(true);
      }
});
