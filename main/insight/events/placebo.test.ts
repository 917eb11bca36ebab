import { describe, expect, it } from 'vitest';
import { createRandom } from '../numbers/random.ts';
import { delaysBetween } from './delays.ts';
import { placeboCurve } from './placebo.ts';
import { onsetsOf, spikeOnsets } from './spikeOnsets.ts';

describe('onsets', () => {
  it('are the first days of runs, runs close together being one', () => {
    const z = Float64Array.of(0, 4, 5, 0, 0, 4, 0, 0, 0, 4, Number.NaN, 9, -9);
    expect(onsetsOf(z)).toEqual([1, 9]);
    expect(onsetsOf(z, { merge: 1 })).toEqual([1, 5, 9, 11]);
    expect(onsetsOf(new Float64Array(0))).toEqual([]);
  });

  it('find planted spikes in a weekly series', () => {
    const random = createRandom(23);
    const series = Float64Array.from(
      { length: 365 },
      (_, t) => Math.sin((2 * Math.PI * t) / 7) + 0.2 * random.normal(),
    );
    for (const day of [100, 101, 102, 250]) series[day] = (series[day] as number) + 6;
    const found = spikeOnsets(series, { period: 7, seasonSpan: 7 }, { threshold: 8 });
    expect(found.kind === 'onsets' && found.days).toEqual([100, 250]);
    expect(spikeOnsets(new Float64Array(100), { period: 7, seasonSpan: 7 })).toMatchObject({
      why: 'constant',
    });
  });
});

describe('delays', () => {
  it('end with the next outcome and are cut by horizon, next signal and end of data', () => {
    const { time, ended } = delaysBetween([0, 40, 50, 90], [0, 49, 50, 55, 95], 93);
    expect([...time]).toEqual([0, 9, 0, 2]);
    expect([...ended]).toEqual([1, 1, 1, 0]);
    expect(delaysBetween([10, 20], [20, 60], 200)).toEqual({
      time: Float64Array.of(10, 0),
      ended: Uint8Array.of(0, 1),
    });
    expect(delaysBetween([0], [31], 200)).toEqual({ time: Float64Array.of(30), ended: Uint8Array.of(0) });
    expect(delaysBetween([0], [30], 200).ended[0]).toBe(1);
    expect(delaysBetween([], [3], 10).time.length).toBe(0);
  });
});

describe('the placebo curve', () => {
  const every = (step: number, from: number) => Array.from({ length: 18 }, (_, i) => from + i * step);

  it('shows no excess where outcomes are busy but unrelated', () => {
    const random = createRandom(29);
    let claims = 0;
    for (let trial = 0; trial < 60; trial++) {
      const draw = (count: number) =>
        [...new Set(Array.from({ length: count }, () => random.below(730)))].sort((a, b) => a - b);
      const curve = placeboCurve(draw(16), draw(60), 730, { random, draws: 60 });
      if (curve.kind === 'placebo' && curve.p < 0.05) claims++;
    }
    expect(claims).toBeLessThan(10);
  });

  it('shows a planted delay as excess from that day on', () => {
    const signals = every(40, 3);
    const outcomes = signals.map((day) => day + 6);
    const curve = placeboCurve(signals, outcomes, 740, { random: createRandom(1), draws: 150 });
    if (curve.kind === 'unavailable') throw new Error(curve.why);
    expect([curve.observed[5], curve.observed[6]]).toEqual([0, 1]);
    expect(curve.excess[6]).toBeGreaterThan(0.6);
    expect(curve.p).toBeCloseTo(1 / 151, 12);
    expect(curve.lower[20]).toBeLessThanOrEqual(curve.placebo[20] as number);
    expect(curve.upper[20]).toBeGreaterThanOrEqual(curve.placebo[20] as number);
  });

  it('repeats for a seed and needs onsets on both sides', () => {
    const draw = () => placeboCurve(every(40, 3), every(31, 9), 740, { random: createRandom(5), draws: 20 });
    expect(draw()).toEqual(draw());
    expect(placeboCurve([], [3], 10, { random: createRandom(1) })).toMatchObject({ why: 'noValues' });
  });
});
