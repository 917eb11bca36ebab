import { expect, it } from 'vitest';
import { createRandom } from '../numbers/random.ts';
import { rollingStability } from './rollingStability.ts';

function noise(seed: number, length: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length }, () => random.normal());
}

const FOUND = { lead: 5, value: 0.5 };

it('agrees in every window when the lead stays', () => {
  const x = noise(1, 730);
  const error = noise(2, 730);
  const y = x.map((_, t) => (x[t - 5] ?? 0) + (error[t] as number));
  const rolled = rollingStability(x, y, FOUND, { maxLead: 30 });
  if (rolled.kind === 'unavailable') throw new Error(rolled.why);
  expect([rolled.windows.length, rolled.agreeing, rolled.stable]).toEqual([19, 19, true]);
  expect(rolled.windows[18]).toMatchObject({ from: 540, to: 720, peak: { lead: 5 } });
});

it('is not stable when the lead moves or turns half way', () => {
  const x = noise(3, 730);
  for (const turned of [
    x.map((_, t) => x[t - (t < 365 ? 5 : 12)] ?? 0),
    x.map((_, t) => (t < 365 ? 1 : -1) * (x[t - 5] ?? 0)),
  ]) {
    const rolled = rollingStability(x, turned, FOUND, { maxLead: 30 });
    expect(rolled).toMatchObject({ kind: 'windows', stable: false });
  }
});

it('has no windows in too short a series, and no agreement in a constant', () => {
  expect(rollingStability(noise(1, 100), noise(2, 100), FOUND, { maxLead: 30 })).toEqual({
    kind: 'unavailable',
    why: 'tooShort',
  });
  expect(rollingStability(new Float64Array(200), noise(2, 200), FOUND, { maxLead: 30 })).toMatchObject({
    agreeing: 0,
    windows: [{ peak: null, agrees: false }],
  });
});
