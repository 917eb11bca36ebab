import { describe, expect, it } from 'vitest';
import { createRandom } from '../numbers/random.ts';
import { crossCorrelation, peakOf } from './crossCorrelation.ts';
import { laggedProducts } from './laggedProducts.ts';

const random = createRandom(3);
const noise = (n: number) => Float64Array.from({ length: n }, () => random.normal());

/** The definition, word by word. */
function obvious(x: Float64Array, y: Float64Array, lead: number): number {
  const here = (values: Float64Array) => values.filter((value) => !Number.isNaN(value));
  const mean = (values: Float64Array) => here(values).reduce((a, b) => a + b, 0) / here(values).length;
  const spread = (values: Float64Array) =>
    Math.sqrt(here(values).reduce((a, b) => a + (b - mean(values)) ** 2, 0) / here(values).length);
  let sum = 0;
  let pairs = 0;
  for (let t = 0; t < y.length; t++) {
    const product = ((x[t - lead] ?? Number.NaN) - mean(x)) * ((y[t] as number) - mean(y));
    if (Number.isNaN(product)) continue;
    sum += product;
    pairs++;
  }
  return sum / (pairs + Math.abs(lead)) / (spread(x) * spread(y));
}

describe('cross-correlation', () => {
  it('is positive at a positive lead when x comes first', () => {
    const x = noise(200);
    const y = x.map((_, t) => (t < 4 ? 0 : (x[t - 4] as number)));
    expect(peakOf(crossCorrelation(x, y, 10))?.lead).toBe(4);
    expect(peakOf(crossCorrelation(y, x, 10))?.lead).toBe(-4);
    expect(
      peakOf(
        crossCorrelation(
          x,
          y.map((value) => -value),
          10,
        ),
      )?.value,
    ).toBeLessThan(-0.9);
  });

  it('equals its definition, with gaps and without, for reaches of every remainder', () => {
    for (const share of [0, 0.2])
      for (const maxLead of [0, 1, 2, 3, 4, 9]) {
        const gaps = (x: Float64Array) => x.map((value) => (random.uniform() < share ? Number.NaN : value));
        const x = gaps(noise(40));
        const y = gaps(noise(40));
        const { values } = crossCorrelation(x, y, maxLead);
        expect(values.length).toBe(2 * maxLead + 1);
        values.forEach((value, i) => {
          expect(value).toBeCloseTo(obvious(x, y, i - maxLead), 12);
        });
      }
  });

  it('counts the pairs of each lead', () => {
    const x = Float64Array.of(1, 2, Number.NaN, 4, 6);
    const y = Float64Array.of(1, Number.NaN, 3, 5, 4);
    expect(Array.from(crossCorrelation(x, y, 2).pairs)).toEqual([1, 3, 3, 2, 2]);
    expect(Array.from(crossCorrelation(noise(5), noise(5), 2).pairs)).toEqual([3, 4, 5, 4, 3]);
  });

  it('has no answer for what does not vary or is not there', () => {
    const constant = new Float64Array(30).fill(0.1);
    expect(crossCorrelation(constant, noise(30), 3).values.every(Number.isNaN)).toBe(true);
    expect(peakOf(crossCorrelation(constant, noise(30), 3))).toBeNull();
    expect(crossCorrelation(new Float64Array(30), new Float64Array(30), 3).values.every(Number.isNaN)).toBe(
      true,
    );
    expect(peakOf(crossCorrelation(new Float64Array(0), new Float64Array(0), 3))).toBeNull();
    expect(peakOf(crossCorrelation(Float64Array.of(1), Float64Array.of(2), 3))).toBeNull();
    const apart = crossCorrelation(
      Float64Array.of(1, 2, Number.NaN, Number.NaN),
      Float64Array.of(Number.NaN, Number.NaN, 5, 4),
      1,
    );
    expect(apart.values[1]).toBeNaN();
    expect(apart.values[2]).not.toBeNaN();
  });

  it('sees no variation in any constant', () => {
    for (let round = 0; round < 300; round++) {
      const constant = new Float64Array(1 + random.below(500)).fill(random.normal() * 10 ** random.below(9));
      expect(crossCorrelation(constant, noise(constant.length), 0).values[0]).toBeNaN();
    }
  });

  it('reaches no further than the series', () => {
    expect(crossCorrelation(noise(4), noise(4), 10).maxLead).toBe(3);
  });

  it('stays within one, even where pairs around gaps would not', () => {
    for (let round = 0; round < 200; round++) {
      const x = noise(6).map((value) => (random.uniform() < 0.5 ? Number.NaN : value));
      const { values } = crossCorrelation(x, x, 3);
      for (const value of values) if (!Number.isNaN(value)) expect(Math.abs(value)).toBeLessThanOrEqual(1);
    }
  });

  it('gives plain sums of products', () => {
    const x = Float64Array.of(1, 2, 3);
    const y = Float64Array.of(4, 5, 6);
    expect(Array.from(laggedProducts(x, y, 2))).toEqual([12, 23, 32, 17, 6]);
  });
});
