import { expect, it } from 'vitest';
import { createRandom } from '../numbers/random.ts';
import { leadRange } from './leadRange.ts';

const OPTIONS = { maxLead: 10, resamples: 60 };

/** White series of which the second follows the first with the given weights at leads 0, 1, 2, … */
function pairWith(
  weights: readonly number[],
  days: number,
  seed: number,
): readonly [Float64Array, Float64Array] {
  const random = createRandom(seed);
  const x = Float64Array.from({ length: days }, () => random.normal());
  const y = x.map((_, t) =>
    weights.reduce((sum, weight, lead) => sum + weight * (x[t - lead] ?? 0), random.normal()),
  );
  return [x, y];
}

function rangeOf(weights: readonly number[], days: number, seed: number) {
  return leadRange(...pairWith(weights, days, seed), { ...OPTIONS, random: createRandom(seed + 1000) });
}

it('is one day where the lead is plain', () => {
  expect(rangeOf([0, 0, 0, 0.8], 300, 1)).toEqual({ lower: 3, upper: 3 });
});

it('holds the truth in 93 of 100 weak pairs and more, and is narrow in many', () => {
  const ranges = Array.from({ length: 40 }, (_, seed) => rangeOf([0, 0, 0, 0, 0.25], 300, seed));
  const holding = ranges.filter((range) => range !== null && range.lower <= 4 && range.upper >= 4);
  expect(holding.length / 40).toBeGreaterThanOrEqual(0.93);
  expect(ranges.filter((range) => range?.upper === range?.lower).length).toBeGreaterThan(21);
});

it('holds each of two days that an effect is split between', () => {
  const ranges = Array.from({ length: 40 }, (_, seed) => rangeOf([0, 0, 0.4, 0.4], 300, seed));
  const holding = (lead: number) =>
    ranges.filter((range) => range !== null && range.lower <= lead && range.upper >= lead).length;
  expect(holding(2) + holding(3)).toBeGreaterThanOrEqual(2 * 40 * 0.9);
});

it('says that nothing is known of unrelated series', () => {
  const widths = Array.from({ length: 20 }, (_, seed) => rangeOf([], 300, seed)).map((range) =>
    range === null ? 0 : range.upper - range.lower,
  );
  expect(widths.filter((width) => width > 14).length).toBeGreaterThanOrEqual(18);
});

it('repeats for a seed and leaves its input alone', () => {
  const [x, y] = pairWith([0, 0.3], 200, 3);
  const before = [Float64Array.from(x), Float64Array.from(y)];
  const draw = () => leadRange(x, y, { ...OPTIONS, random: createRandom(9) });
  expect(draw()).toEqual(draw());
  expect([x, y]).toEqual(before);
});

it('is found with every fifth day missing', () => {
  const [x, y] = pairWith([0, 0, 0, 0.8], 300, 1);
  const gaps = y.map((value, t) => (t % 5 === 0 ? Number.NaN : value));
  expect(leadRange(x, gaps, { ...OPTIONS, random: createRandom(1) })).toEqual({ lower: 3, upper: 3 });
});

it.each([
  ['no day', 0],
  ['one day', 1],
  ['fewer rows than leads', 40],
])('has no answer: %s', (_, days) => {
  expect(rangeOf([0, 0.5], days, 1)).toBeNull();
});

it('has no answer for a series that doesn’t vary', () => {
  const [x] = pairWith([], 200, 1);
  expect(leadRange(x, new Float64Array(200), { ...OPTIONS, random: createRandom(1) })).toBeNull();
});
