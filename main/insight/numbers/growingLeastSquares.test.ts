import { expect, it } from 'vitest';
import { growingLeastSquares } from './growingLeastSquares.ts';
import { leastSquares } from './leastSquares.ts';
import { createRandom } from './random.ts';

const random = createRandom(77);
const noise = (n: number) => Float64Array.from({ length: n }, () => random.normal());

function expectAsWhole(columns: readonly Float64Array[], y: Float64Array, at: readonly number[]) {
  const growing = growingLeastSquares(columns.length);
  for (let row = 0; row <= y.length; row++) {
    if (at.includes(row)) {
      const whole = leastSquares(
        columns.map((column) => column.subarray(0, row)),
        y.subarray(0, row),
      );
      const { coefficients, rank, used } = growing.solve();
      expect([rank, used]).toEqual([whole.rank, whole.used]);
      for (const [j, value] of whole.coefficients.entries()) {
        if (Number.isNaN(value)) expect(coefficients[j]).toBeNaN();
        else expect(coefficients[j]).toBeCloseTo(value, 10);
      }
    }
    if (row < y.length)
      growing.add(
        columns.map((column) => column[row] as number),
        y[row] as number,
      );
  }
}

it('solves after every row what all rows together say', () => {
  const columns = [new Float64Array(60).fill(1), Float64Array.from({ length: 60 }, (_, t) => t), noise(60)];
  expectAsWhole(columns, noise(60), [0, 1, 2, 3, 4, 10, 60]);
});

it('leaves out rows with something missing, and columns that others span, until they don’t', () => {
  const one = noise(50);
  one[0] = 0;
  const later = noise(50).map((value, t) => (t < 30 ? 0 : value));
  const twice = one.map((value, t) => (t < 40 ? 2 * value : value));
  const gappy = noise(50).map((value, t) => (t % 7 === 3 ? Number.NaN : value));
  const y = noise(50).map((value, t) => (t % 11 === 2 ? Number.NaN : value));
  expectAsWhole([one, later, twice, gappy], y, [1, 5, 29, 35, 39, 50]);
});

it('knows nothing of nothing', () => {
  const { coefficients, rank, used } = growingLeastSquares(2).solve();
  expect([...coefficients, rank, used]).toEqual([Number.NaN, Number.NaN, 0, 0]);
});
