import { expect, it } from 'vitest';
import { syntheticPair } from '../../../test/insight/syntheticPair.ts';
import { createRandom } from '../numbers/random.ts';
import { type EventStudy, eventStudy } from './eventStudy.ts';

function study(signal: Float64Array, outcome: Float64Array, seed = 1): EventStudy {
  const studied = eventStudy(signal, outcome, { random: createRandom(seed), draws: 200 });
  if (studied.kind === 'unavailable') throw new Error(studied.why);
  return studied;
}

/** Events on some days, and nothing on all others. */
function rare(days: readonly number[], length = 400): Float64Array {
  const series = new Float64Array(length);
  for (const day of days) series[day] = 3 + (day % 5);
  return series;
}

const SPIKES = Array.from({ length: 12 }, (_, i) => 11 + 31 * i + (i % 4));

it('finds the days after which sparse events follow, and that random days show less', () => {
  const found = study(rare(SPIKES), rare(SPIKES.map((day) => day + 5)));
  expect(found.signalOnsets).toEqual(SPIKES);
  expect(found.followed.share).toBe(1);
  expect(found.half?.time).toBe(5);
  expect(found.greatest.days).toBe(5);
  expect(found.greatest.excess).toBeGreaterThan(0.6);
  expect(found.placebo.p).toBeLessThan(0.01);
});

it('claims nothing of sparse events that have nothing to do with each other', () => {
  const small = Array.from({ length: 20 }, (_, seed) => {
    const random = createRandom(100 + seed);
    const days = () => Array.from({ length: 14 }, () => random.below(400));
    return study(rare(days()), rare(days()), seed).placebo.p;
  }).filter((p) => p <= 0.05);
  expect(small.length).toBeLessThanOrEqual(3);
});

it('sees the spikes of a busy series, and what a strong relation makes of them', () => {
  const { social, sales, truth } = syntheticPair(21, 'planted', { lead: 6, effect: 0.8 });
  const found = study(social, sales);
  const near = found.signalOnsets.filter((day) =>
    truth.spikeDays.some((spike) => Math.abs(spike - day) <= 1),
  );
  expect(near.length / found.signalOnsets.length).toBeGreaterThan(0.8);
  expect(found.placebo.p).toBeLessThan(0.05);
  expect(found.greatest.days).toBeGreaterThanOrEqual(5);
  expect(found.greatest.days).toBeLessThanOrEqual(8);
});

it('has no answer for a handful of spikes', () => {
  const few = rare([50, 150, 250, 350]);
  expect(eventStudy(few, rare(SPIKES), { random: createRandom(1) })).toEqual({
    kind: 'unavailable',
    why: 'tooShort',
  });
  expect(eventStudy(new Float64Array(400), new Float64Array(400), { random: createRandom(1) })).toMatchObject(
    {
      kind: 'unavailable',
    },
  );
});
