import { expect, it } from 'vitest';
import { createRandom } from '../numbers/random.ts';
import { granger } from './granger.ts';
import { grangerOrder } from './grangerOrder.ts';
import { varCausality } from './varCausality.ts';
import { varOrder } from './varOrder.ts';
import { fitVar } from './vectorAutoregression.ts';

function system(seed: number, length: number): [Float64Array, Float64Array] {
  const random = createRandom(seed);
  const x = new Float64Array(length);
  const y = new Float64Array(length);
  for (let t = 0; t < length; t++) {
    x[t] = 0.4 * (x[t - 1] ?? 0) + random.normal();
    y[t] = 0.3 * (y[t - 1] ?? 0) + 0.6 * (x[t - 3] ?? 0) + random.normal();
  }
  return [x, y];
}

it('finds the order of a system that reaches three days back', () => {
  for (const seed of [1, 2, 3, 4]) expect(grangerOrder(...system(seed, 400))).toBe(3);
});

it('chooses the order that whole fits choose, complete or with gaps', () => {
  for (let seed = 20; seed < 30; seed++) {
    const [x, y] = system(seed, 90);
    for (const pair of [
      [x, y],
      [x.map((value, t) => value + 1e5 + t), y],
      [x.map((value, t) => (t % 17 === 3 ? Number.NaN : value)), y],
    ] as const) {
      const whole = varOrder(pair, 6, 'c');
      if (whole.kind === 'unavailable') throw new Error(whole.why);
      expect(grangerOrder(pair[0], pair[1], 6)).toBe(Math.max(1, whole.best.bic));
    }
  }
});

it('has the F of a pair equal the Granger F, with more degrees of freedom', () => {
  const [x, y] = system(8, 200);
  const model = fitVar([x, y], 3, 'c');
  const test = granger(x, y, 3);
  if (model.kind === 'unavailable' || test.kind === 'unavailable') throw new Error('no fit');
  const causality = varCausality(model, 0, 1);
  expect(causality.f).toBeCloseTo(test.f, 8);
  expect(causality.df2).toBe(2 * test.df2);
});

it('starts at order 1 without a trend, and recovers a line with one', () => {
  const [x, y] = system(5, 300);
  const chosen = varOrder([x, y], 4, 'n');
  if (chosen.kind === 'unavailable') throw new Error(chosen.why);
  expect([chosen.lowest, chosen.aic.length]).toEqual([1, 4]);
  const rising = y.map((value, t) => value + 0.5 * t);
  const model = fitVar([x, rising], 3, 'ct');
  if (model.kind === 'unavailable') throw new Error(model.why);
  // In the long run the slope is that of the line: coefficient / (1 - own lags).
  const own = model.coefficients[1] as Float64Array;
  const memory = [3, 5, 7].reduce((sum, at) => sum + (own[at] as number), 0);
  expect((own[1] as number) / (1 - memory)).toBeCloseTo(0.5, 2);
});

it('answers why not', () => {
  expect(varOrder(system(3, 8), 4, 'c')).toEqual({ kind: 'unavailable', why: 'tooShort' });
  const flat = new Float64Array(60);
  expect(grangerOrder(flat, flat)).toMatchObject({ kind: 'unavailable' });
  expect(grangerOrder(new Float64Array(0), new Float64Array(0))).toEqual({
    kind: 'unavailable',
    why: 'tooShort',
  });
});
