import { expect, it } from 'vitest';
import { createRandom } from './random.ts';

it('draws the uniforms and normals of the reference generator, bit for bit', () => {
  const random = createRandom(1);
  const uniforms = [random.uniform(), random.uniform(), random.uniform()];
  expect(uniforms).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522]);
  expect(random.normal()).toBeCloseTo(2.760973377179358, 14);
  expect(random.normal()).toBeCloseTo(-0.6166673668426074, 14);
  expect(createRandom(4294967295).uniform()).toBe(0.8964226141106337);
  expect(createRandom(2 ** 32 + 5).uniform()).toBe(0.6897749109193683);
});

it('draws whole numbers below a bound, each about as often', () => {
  const random = createRandom(7);
  const counts = new Uint32Array(6);
  for (let i = 0; i < 6000; i++) {
    const drawn = random.below(6);
    counts[drawn] = (counts[drawn] as number) + 1;
  }
  expect(counts.reduce((total, count) => total + count, 0)).toBe(6000);
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120);
});
