import { describe, expect, it } from 'vitest';
import { createRandom } from '../numbers/random.ts';
import { adjust } from './adjust.ts';
import { blockPermutation } from './blockPermutation.ts';
import { maxT } from './maxT.ts';

const random = createRandom(17);
const noise = (n: number) => Float64Array.from({ length: n }, () => random.normal());

describe('adjusted p-values', () => {
  it('by hand', () => {
    const p = Float64Array.of(0.04, 0.01, 0.03);
    const rounded = (method: Parameters<typeof adjust>[1]) =>
      Array.from(adjust(p, method), (value) => Math.round(value * 1e6) / 1e6);
    expect(rounded('BH')).toEqual([0.04, 0.03, 0.04]);
    expect(rounded('BY')).toEqual([0.073333, 0.055, 0.073333]);
    expect(rounded('holm')).toEqual([0.06, 0.03, 0.06]);
    expect(rounded('hochberg')).toEqual([0.04, 0.03, 0.04]);
    expect(rounded('bonferroni')).toEqual([0.12, 0.03, 0.09]);
  });

  it('count every test ever tried, not only those at hand', () => {
    const p = Float64Array.of(0.001, 0.2);
    expect(adjust(p, 'BH', 10)[0]).toBeCloseTo(0.01, 12);
    expect(adjust(p, 'BH', 1)[0]).toBeCloseTo(0.002, 12);
    expect(adjust(p, 'bonferroni', 10)[1]).toBe(1);
  });

  it('pass by what is missing', () => {
    const adjusted = adjust(Float64Array.of(0.01, Number.NaN, 0.02), 'BH');
    expect(adjusted[1]).toBeNaN();
    expect(adjusted[0]).toBeCloseTo(0.02, 12);
    expect(adjust(new Float64Array(0), 'BY').length).toBe(0);
  });

  it('keep the order, never fall below p, and are ordered among themselves', () => {
    for (let round = 0; round < 50; round++) {
      const p = Float64Array.from({ length: 20 }, () => random.uniform() ** 3);
      const by = (method: Parameters<typeof adjust>[1]) => adjust(p, method);
      const [bh, holm, hochberg, bonferroni] = [by('BH'), by('holm'), by('hochberg'), by('bonferroni')];
      const order = Array.from(p.keys()).sort((a, b) => (p[a] as number) - (p[b] as number));
      order.forEach((at, i) => {
        const least = bh[at] as number;
        expect(least).toBeGreaterThanOrEqual(p[at] as number);
        expect(hochberg[at]).toBeGreaterThanOrEqual(least - 1e-15);
        expect(holm[at]).toBeGreaterThanOrEqual((hochberg[at] as number) - 1e-15);
        expect(bonferroni[at]).toBeGreaterThanOrEqual((holm[at] as number) - 1e-15);
        if (i > 0) expect(least).toBeGreaterThanOrEqual(bh[order[i - 1] as number] as number);
      });
    }
  });
});

describe('block permutation', () => {
  it('takes every day once and keeps most neighbours', () => {
    for (const n of [1, 2, 13, 100]) {
      const permutation = blockPermutation(n, 10, random);
      expect(Array.from(permutation).sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
    }
    const permutation = blockPermutation(200, 10, random);
    const kept = permutation.filter((day, i) => i > 0 && day === (permutation[i - 1] as number) + 1).length;
    expect(kept).toBeGreaterThanOrEqual(200 - 22);
    expect(kept).toBeLessThan(199);
    expect(blockPermutation(0, 5, random).length).toBe(0);
  });
});

describe('max-T', () => {
  const shuffles = (n: number, count: number) =>
    Array.from({ length: count }, () => blockPermutation(n, 5, random));

  it('sees a planted lead and corrects each lead for the search', () => {
    const x = noise(150);
    const y = x.map((_, t) => 0.6 * (x[t - 2] ?? 0) + 0.8 * random.normal());
    const answer = maxT(x, y, 8, shuffles(150, 99));
    expect(answer.p).toBe(0.01);
    expect(answer.pByLead[8 + 2]).toBe(0.01);
    expect(Math.min(...answer.pByLead)).toBe(answer.p);
  });

  it('calls about one unrelated pair in twenty, with gaps in them too', () => {
    let claims = 0;
    for (let round = 0; round < 120; round++) {
      const gappy = noise(80).map((value) => (random.uniform() < 0.2 ? Number.NaN : value));
      if (maxT(gappy, noise(80), 6, shuffles(80, 39)).p <= 0.05) claims++;
    }
    expect(claims / 120).toBeLessThan(0.12);
  });

  it('has no answer for a constant', () => {
    const answer = maxT(new Float64Array(40).fill(2), noise(40), 3, shuffles(40, 9));
    expect(answer.p).toBeNaN();
    expect(answer.pByLead.every(Number.isNaN)).toBe(true);
  });
});
