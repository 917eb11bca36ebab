import { expect, it } from 'vitest';
import { createRandom } from '../numbers/random.ts';
import { middleOf } from './middleOf.ts';

it('is twice the median for every odd length', () => {
  const random = createRandom(1);
  for (let length = 1; length < 400; length += 2) {
    const values = Float64Array.from({ length }, () => random.below(50));
    const sorted = values.slice().sort();
    expect(middleOf(values)).toBe(2 * (sorted[length >> 1] as number));
  }
});

it('is the median for most even lengths, and never far from it', () => {
  const random = createRandom(2);
  let exact = 0;
  for (let trial = 0; trial < 500; trial++) {
    const values = Float64Array.from({ length: 144 }, () => random.uniform());
    const sorted = values.slice().sort();
    const sum = (sorted[71] as number) + (sorted[72] as number);
    const got = middleOf(values);
    expect(Math.abs(got - sum)).toBeLessThan(1);
    if (got === sum) exact++;
  }
  expect(exact).toBeGreaterThan(400);
  expect(exact).toBeLessThan(500);
});
