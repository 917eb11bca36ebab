import { expect, test } from 'vitest';
import { StepName } from '../../../shared/domain/pipeline/step.ts';
import { seeded } from '../testing/randomPipeline.ts';
import { cycles, following, type Node, topologicalOrder } from './graph.ts';

const name = (text: string) => StepName.parse(text);
const node = (text: string, ...after: string[]): Node => ({ name: name(text), after: after.map(name) });

test('order, what follows, and circles', () => {
  const steps = [node('d', 'b', 'c'), node('b', 'a'), node('a'), node('c', 'a', 'a', 'gone'), node('e')];
  expect(topologicalOrder(steps)).toEqual(['a', 'e', 'b', 'c', 'd']);
  expect(following(steps, [name('b')])).toEqual(['d']);
  expect(following(steps, [name('a'), name('gone')])).toEqual(['d', 'b', 'c']);
  expect(cycles(steps)).toEqual([]);
  expect(cycles([node('a', 'a')])).toEqual([]);
  expect(cycles([node('z', 'b'), node('a', 'c'), node('b', 'a'), node('c', 'b')])).toEqual([
    ['a', 'b', 'c', 'a'],
  ]);
  expect(topologicalOrder([node('z', 'b'), node('a', 'b'), node('b', 'a'), node('y')])).toEqual(['y']);
});

test('of any graph: all in order, or a circle that is really there', () => {
  const random = seeded(1);
  for (let round = 0; round < 400; round++) {
    const count = 1 + Math.floor(random() * 12);
    const steps = Array.from({ length: count }, (_, index) =>
      node(
        `s${index}`,
        ...Array.from({ length: Math.floor(random() * 3) }, () => `s${Math.floor(random() * count)}`).filter(
          (one) => one !== `s${index}`,
        ),
      ),
    );
    const order = topologicalOrder(steps);
    const place = new Map(order.map((one, at) => [one, at]));
    for (const step of steps)
      if (place.has(step.name))
        for (const before of step.after ?? [])
          expect(place.get(before)).toBeLessThan(place.get(step.name) ?? -1);
    const found = cycles(steps);
    expect(found.length === 0).toBe(order.length === steps.length);
    for (const cycle of found)
      for (const [at, one] of cycle.slice(1).entries())
        expect(steps.find((step) => step.name === one)?.after).toContain(cycle[at]);
  }
});

test('a thousand in a line, and five hundred that all wait for each other', () => {
  const line = Array.from({ length: 1_000 }, (_, index) =>
    index === 0 ? node('s0') : node(`s${index}`, `s${index - 1}`),
  );
  expect(topologicalOrder([...line].reverse())).toHaveLength(1_000);
  expect(following(line, [name('s0')])).toHaveLength(999);
  expect(cycles([node('s0', 's999'), ...line.slice(1)])[0]).toHaveLength(1_001);
  const all = Array.from({ length: 500 }, (_, index) => `s${index}`);
  expect(cycles(all.map((one) => node(one, ...all)))[0]?.at(0)).toBe('s0');
});
