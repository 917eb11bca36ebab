import { describe, expect, it } from 'vitest';
import { numericalHessian } from './hessian.ts';
import { invertPositive } from './invertPositive.ts';

describe('numericalHessian', () => {
  it('is exact for a quadratic, whatever the steps', () => {
    const f = ([x = 0, y = 0]: Float64Array) => 3 * x * x - x * y + 500 * y * y + x;
    const hessian = numericalHessian(f, Float64Array.of(1, -2), Float64Array.of(1e-2, 1e-3));
    [6, -1, -1, 1000].forEach((value, i) => {
      expect(hessian[i]).toBeCloseTo(value, 4);
    });
  });
});

describe('invertPositive', () => {
  it('gives the identity back, of entries twelve orders apart too', () => {
    const matrix = Float64Array.of(4, 2e6, 1, 2e6, 3e12, 1e5, 1, 1e5, 2);
    const inverse = invertPositive(matrix) ?? new Float64Array();
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++) {
        let total = 0;
        for (let k = 0; k < 3; k++) total += (matrix[i * 3 + k] as number) * (inverse[k * 3 + j] as number);
        expect(Math.abs(total - (i === j ? 1 : 0)) / (i > j ? 1e6 : 1)).toBeLessThan(1e-9);
      }
  });

  it('has no answer for what is not positive definite', () => {
    expect(invertPositive(Float64Array.of(1, 2, 2, 1))).toBeNull();
    expect(invertPositive(Float64Array.of(1, 1, 1, 1))).toBeNull();
    expect(invertPositive(Float64Array.of(-1))).toBeNull();
    expect(invertPositive(Float64Array.of(Number.NaN))).toBeNull();
  });
});
