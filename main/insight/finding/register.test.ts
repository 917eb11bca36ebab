import { expect, it } from 'vitest';
import { correct, EMPTY_REGISTER, withTries } from './register.ts';

function tryOf(signal: string, p: number) {
  return { signal, outcome: 'mugs', p };
}

/** Benjamini and Hochberg (1995), the example of section 3.2: the 15 p-values and the 4 that are claims at 5 %. */
const BH_1995 = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
  0.759, 1,
];

it('corrects over every pair', () => {
  const register = withTries(
    EMPTY_REGISTER,
    BH_1995.map((p, i) => tryOf(`s${i}`, p)),
  );
  const { tests, q } = correct(register);
  expect(tests).toBe(15);
  expect(BH_1995.filter((_, i) => q(`s${i}`, 'mugs') <= 0.05)).toHaveLength(4);
  expect(q('s0', 'mugs')).toBeCloseTo(0.0015, 12);
});

it('counts pairs tried in earlier screens', () => {
  const first = withTries(EMPTY_REGISTER, [tryOf('a', 0.01)]);
  expect(correct(first).q('a', 'mugs')).toBe(0.01);
  const later = withTries(first, [tryOf('b', 0.5), tryOf('c', 0.9)]);
  expect(correct(later).q('a', 'mugs')).toBeCloseTo(0.03, 12);
  expect(correct(later, 7).q('a', 'mugs')).toBeCloseTo(0.1, 12);
  expect(correct(later, 7).tests).toBe(10);
});

it('lets a new try replace the p and never lets a pair leave', () => {
  const twice = withTries(withTries(EMPTY_REGISTER, [tryOf('a', 0.01), tryOf('b', 0.2)]), [tryOf('a', 0.6)]);
  expect(twice.pairs).toEqual([
    { signal: 'a', outcome: 'mugs', p: 0.6, tries: 2 },
    { signal: 'b', outcome: 'mugs', p: 0.2, tries: 1 },
  ]);
  expect(withTries(twice, [tryOf('b', Number.NaN)])).toEqual(twice);
});

it('survives being written and read', () => {
  const register = withTries(EMPTY_REGISTER, [tryOf('a', 1e-300), tryOf('b', 0.1)]);
  expect(JSON.parse(JSON.stringify(register))).toEqual(register);
});

it('tells pairs apart whatever their names hold', () => {
  const register = withTries(EMPTY_REGISTER, [
    { signal: 'a', outcome: 'b:c', p: 0.1 },
    { signal: 'a:b', outcome: 'c', p: 0.2 },
    { signal: 'ab', outcome: ':c', p: 0.3 },
  ]);
  expect(register.pairs).toHaveLength(3);
});

it('knows no q of a pair that was never tried', () => {
  expect(correct(EMPTY_REGISTER).q('a', 'mugs')).toBeNaN();
});
