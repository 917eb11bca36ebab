import { expect, it } from 'vitest';
import { createRandom } from '../numbers/random.ts';
import { anomalies } from './anomalies.ts';

it('finds planted days on both sides, and none besides, among missing ones', () => {
  const random = createRandom(5);
  const series = Float64Array.from({ length: 300 }, (_, t) =>
    random.uniform() < 0.1 ? Number.NaN : Math.sin((2 * Math.PI * t) / 7) + 0.1 * random.uniform(),
  );
  series[100] = 5;
  series[201] = -5;
  const found = anomalies(series, { period: 7, seasonSpan: 'periodic', robust: true }, 5);
  if (found.kind === 'unavailable') throw new Error(found.why);
  expect(found.days).toEqual([100, 201]);
  expect(found.z[100]).toBeGreaterThan(20);
});

it('says that a constant has no spread to measure distance in', () => {
  const found = anomalies(new Float64Array(100).fill(3), { period: 7, seasonSpan: 7, robust: true }, 3.5);
  expect(found).toEqual({ kind: 'unavailable', why: 'constant' });
});
