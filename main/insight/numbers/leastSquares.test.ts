import { describe, expect, it } from 'vitest';
import { leastSquares, leastSquaresOn } from './leastSquares.ts';
import { createRandom } from './random.ts';

const GROWTH = [
  60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761, 66019, 67857, 68169, 66513, 68655, 69564, 69331,
  70551,
];
const CAUSES = [
  [83.0, 88.5, 88.2, 89.5, 96.2, 98.1, 99.0, 100.0, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2, 115.7, 116.9],
  [
    234289, 259426, 258054, 284599, 328975, 346999, 365385, 363112, 397469, 419180, 442769, 444546, 482704,
    502601, 518173, 554894,
  ],
  [2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578, 2904, 2822, 2936, 4681, 3813, 3931, 4806, 4007],
  [1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350, 3048, 2857, 2798, 2637, 2552, 2514, 2572, 2827],
  [
    107608, 108632, 109773, 110929, 112075, 113270, 115094, 116219, 117388, 118734, 120445, 121950, 123366,
    125368, 127852, 130081,
  ],
  [1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1957, 1958, 1959, 1960, 1961, 1962],
];

describe('least squares', () => {
  it('meets the certified values of Longley, whose columns nearly span each other', () => {
    const y = Float64Array.from(GROWTH);
    const columns = [new Float64Array(16).fill(1), ...CAUSES.map((cause) => Float64Array.from(cause))];
    const fit = leastSquares(columns, y);
    const certified = [
      -3482258.63459582, 15.0618722713733, -0.035819179292591, -2.02022980381683, -1.03322686717359,
      -0.0511041056535807, 1829.15146461355,
    ];
    certified.forEach((value, i) => {
      expect(Math.abs((fit.coefficients[i] as number) / value - 1)).toBeLessThan(1e-8);
    });
    expect(fit.rss / 836424.055505915).toBeCloseTo(1, 10);
    expect(fit.rank).toBe(7);
    const error = Math.sqrt((fit.rss / 9) * (fit.inverse[0] as number));
    expect(error / 890420.383607373).toBeCloseTo(1, 8);
  });

  it('leaves out the later of columns that say the same, and says which', () => {
    const one = new Float64Array(6).fill(1);
    const x = Float64Array.of(1, 2, 3, 4, 5, 7);
    const y = x.map((value) => 4 + 2 * value);
    const fit = leastSquares([one, x, x.map((value) => 3 * value - 1), new Float64Array(6)], y);
    expect(fit.rank).toBe(2);
    expect(fit.dropped).toEqual([2, 3]);
    expect(fit.coefficients[0]).toBeCloseTo(4, 12);
    expect(fit.coefficients[1]).toBeCloseTo(2, 12);
    expect(fit.coefficients[2]).toBeNaN();
    expect(fit.inverse[2]).toBeNaN();
    expect(fit.rss).toBeCloseTo(0, 20);
  });

  it('fits on complete rows, and predicts where only y is missing', () => {
    const one = new Float64Array(5).fill(1);
    const x = Float64Array.of(1, 2, Number.NaN, 4, 5);
    const y = Float64Array.of(3, 5, 7, Number.NaN, 11);
    const fit = leastSquares([one, x], y);
    expect(fit.used).toBe(3);
    expect(fit.fitted[3]).toBeCloseTo(9, 12);
    expect(fit.residuals[3]).toBeNaN();
    expect(fit.fitted[2]).toBeNaN();
    expect(Array.from(x)).toEqual([1, 2, Number.NaN, 4, 5]);
  });

  it('is defined for no columns, no rows and fewer rows than columns', () => {
    expect(leastSquares([], Float64Array.of(1, 2)).rss).toBe(5);
    expect(leastSquares([new Float64Array(0)], new Float64Array(0)).rank).toBe(0);
    const wide = leastSquares([Float64Array.of(1), Float64Array.of(2)], Float64Array.of(3));
    expect(wide.rank).toBe(1);
    expect(wide.coefficients[0]).toBe(3);
  });

  it('leaves residuals that no column explains', () => {
    const random = createRandom(11);
    for (let round = 0; round < 20; round++) {
      const columns = Array.from({ length: 5 }, () =>
        Float64Array.from({ length: 40 }, () => random.normal()),
      );
      const fit = leastSquares(
        columns,
        Float64Array.from({ length: 40 }, () => random.normal()),
      );
      for (const column of columns)
        expect(
          column.reduce((total, value, t) => total + value * (fit.residuals[t] as number), 0),
        ).toBeCloseTo(0, 12);
    }
  });
});

it('gives each of many series on the same columns what it gets alone, to the last bit', () => {
  const random = createRandom(4);
  const noise = () => Float64Array.from({ length: 60 }, () => random.normal());
  const columns = [new Float64Array(60).fill(1), noise(), noise()];
  columns.push((columns[1] as Float64Array).map((value) => 2 * value));
  const gap = noise().map((value, t) => (t % 9 === 4 ? Number.NaN : value));
  const fitTo = leastSquaresOn(columns);
  for (const y of [noise(), gap, noise()]) expect(fitTo(y)).toEqual(leastSquares(columns, y));
});
