import { expect, it } from 'vitest';
import { studiedPair } from '../../../test/insight/studiedPair.ts';
import { backtestPair, type Levels } from './backtestPair.ts';

function levelsOf({ signal, outcome, known }: Levels): Levels {
  return { signal: signal.map(Math.log1p), outcome: outcome.map(Math.log1p), known };
}

it('gains from a signal that leads', () => {
  const { pair } = studiedPair(5101, 'planted', { days: 400, lead: 7, effect: 0.6 });
  const tested = backtestPair(levelsOf(pair), 7, 20);
  expect(tested?.overWithoutSignal).toBeGreaterThan(0.1);
  expect(tested?.overSeasonalNaive).toBeGreaterThan(0.1);
  expect(tested?.origins).toBe(28);
});

it('gains nothing from a signal that has nothing to say', () => {
  const { pair } = studiedPair(5102, 'null_shared_season', { days: 400 });
  expect(backtestPair(levelsOf(pair), 7, 20)?.overWithoutSignal).toBeLessThan(0.02);
});

it('does not look at the day it forecasts', () => {
  const { pair } = studiedPair(5103, 'planted', { days: 260, lead: 7, effect: 0.6 });
  // Whatever knew the days to come would do far better on an outcome that the signal of the same day gives away.
  const told = { ...pair, signal: pair.outcome.map((value) => value * 2) };
  expect(backtestPair(levelsOf(told), 7, 20)?.overWithoutSignal).toBeLessThan(0.05);
});

it('works with every fifth day missing and with causes that never occur', () => {
  const { pair } = studiedPair(5104, 'planted', { days: 400, lead: 5, effect: 0.7 });
  const gaps = (x: Float64Array, phase: number) =>
    x.map((value, t) => (t % 10 === phase ? Number.NaN : value));
  const tested = backtestPair(
    levelsOf({
      signal: gaps(pair.signal, 0),
      outcome: gaps(pair.outcome, 5),
      known: [new Float64Array(400)],
    }),
    5,
    20,
  );
  expect(tested?.overWithoutSignal).toBeGreaterThan(0.05);
});

it('has no answer for a short period', () => {
  const { pair } = studiedPair(5105, 'planted', { days: 122, lead: 5 });
  expect(backtestPair(levelsOf(pair), 5, 20)).toBeNull();
});
