import { expect, it } from 'vitest';
import { leadCorrelation } from '../lead/leadCorrelation.ts';
import type { PreparedSeries } from '../lead/prepareSeries.ts';
import { createRandom } from '../numbers/random.ts';
import { detectableEffect } from './detectable.ts';

const DAYS = 300;
const MAX_LEAD = 10;
const NOISE = 2;

/** White series, as they are after whitening by a model of order 0. */
function white(values: Float64Array): PreparedSeries {
  const model = {
    order: 0,
    coefficients: new Float64Array(0),
    mean: 0,
    variance: 1,
    aicAbove: new Float64Array(1),
  };
  return { residual: values, model, news: values, taken: 0 };
}

function pairWith(elasticity: number, seed: number): readonly [PreparedSeries, PreparedSeries] {
  const random = createRandom(seed);
  const signal = Float64Array.from({ length: DAYS }, () => random.normal());
  const outcome = signal.map((_, t) => NOISE * random.normal() + elasticity * (signal[t - 4] ?? 0));
  return [white(signal), white(outcome)];
}

function detectableIn(pair: readonly [PreparedSeries, PreparedSeries]) {
  return detectableEffect(leadCorrelation(...pair, MAX_LEAD), ...pair, 0.05);
}

it('is found about eight times in ten', () => {
  const elasticity = 0.4;
  let found = 0;
  let promised = 0;
  for (let seed = 0; seed < 150; seed++) {
    const pair = pairWith(elasticity, seed);
    if (leadCorrelation(...pair, MAX_LEAD).p <= 0.05) found++;
    promised += detectableIn(pair).elasticity / 150;
  }
  // The promise is close to what was planted, so that the share found is close to what was promised.
  expect(promised).toBeGreaterThan(0.4);
  expect(promised).toBeLessThan(0.52);
  expect(found / 150).toBeGreaterThan(0.6);
  expect(found / 150).toBeLessThan(0.88);
});

it('has the closed form: z(1 - 0.05 / 122) = 3.3452 and z(0.8) = 0.8416 at 730 days and 61 leads', () => {
  const random = createRandom(5);
  const draw = () => white(Float64Array.from({ length: 730 }, () => random.normal()));
  const [x, y] = [draw(), draw()];
  const { correlation } = detectableEffect(leadCorrelation(x, y, 30), x, y, 0.05);
  expect(correlation).toBeCloseTo((3.3452 + 0.8416) / Math.sqrt(730), 4);
});

it('asks for more with fewer days, more leads and a stricter claim', () => {
  const pair = pairWith(0, 1);
  const base = detectableIn(pair).correlation;
  expect(detectableEffect(leadCorrelation(...pair, 30), ...pair, 0.05).correlation).toBeGreaterThan(base);
  expect(detectableEffect(leadCorrelation(...pair, MAX_LEAD), ...pair, 0.01).correlation).toBeGreaterThan(
    base,
  );
});
