import { describe, expect, it } from 'vitest';
import { bfgs } from './bfgs.ts';
import type { Objective } from './minimise.ts';
import { nelderMead } from './nelderMead.ts';

/** Rosenbrock (1960): a curved valley with its floor at (1, 1). */
const valley: Objective = (at) => {
  const [x = 0, y = 0] = at;
  return 100 * (y - x * x) ** 2 + (1 - x) ** 2;
};

describe.each([
  ['Nelder and Mead', nelderMead, 1e-3],
  ['BFGS', bfgs, 1e-5],
] as const)('%s', (_, minimise, precision) => {
  it('follows a curved valley to its floor', () => {
    const found = minimise(valley, Float64Array.of(-1.2, 1), { tolerance: 1e-12 });
    expect(found.converged).toBe(true);
    expect(Math.abs((found.at[0] as number) - 1)).toBeLessThan(precision);
    expect(Math.abs((found.at[1] as number) - 1)).toBeLessThan(precision);
  });

  it('stays inside where the function is defined', () => {
    const found = minimise(([x = 0]) => x - Math.log(x), Float64Array.of(0.1), { tolerance: 1e-12 });
    expect(found.at[0]).toBeCloseTo(1, 3);
  });

  it('answers the start when nothing may move, and leaves it as it was', () => {
    const start = Float64Array.of(3, 4);
    expect(minimise(() => 7, start).value).toBe(7);
    expect(minimise(valley, new Float64Array()).evaluations).toBe(1);
    minimise(valley, start);
    expect(start).toEqual(Float64Array.of(3, 4));
  });

  it('says so when the limit ends the search', () => {
    expect(minimise(valley, Float64Array.of(-1.2, 1), { maxEvaluations: 12 }).converged).toBe(false);
  });
});

it('finds the floor of a quadratic in eight dimensions', () => {
  const f: Objective = (at) => at.reduce((total, v, i) => total + (i + 1) * (v - i) ** 2, 0);
  const found = bfgs(f, new Float64Array(8));
  found.at.forEach((v, i) => {
    expect(v).toBeCloseTo(i, 5);
  });
});
