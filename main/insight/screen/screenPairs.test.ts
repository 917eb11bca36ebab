import { expect, it } from 'vitest';
import { grainPair } from '../../../test/insight/grainPair.ts';
import { syntheticPair } from '../../../test/insight/syntheticPair.ts';
import { gatherEvidence, isEvidence } from '../finding/evidence.ts';
import { normalTwoSided } from '../numbers/distributions.ts';
import { createRandom } from '../numbers/random.ts';
import type { DailySeries } from '../series/dailySeries.ts';
import { isRefusal, refuse } from '../series/refusal.ts';
import { screenPairs } from './screenPairs.ts';
import { addChunk, countDone, emptyState, JUDGED, REFUSED, type ScreenState } from './screenState.ts';
import { studiedPair } from './studiedPair.ts';
import { countPairs, inTiles, type Study, type StudySeries, sideBySide } from './study.ts';

function daily(name: string, values: Float64Array, firstDay = 19_000): StudySeries {
  const series: DailySeries = { name, firstDay, values, zone: null, notes: [] };
  return { name, series };
}

function withGaps(values: Float64Array, share: number, seed: number): Float64Array {
  const random = createRandom(seed);
  return values.map((value) => (random.uniform() < share ? Number.NaN : value));
}

const [one, two, three] = [
  syntheticPair(1, 'planted', { days: 400 }),
  syntheticPair(2, 'reverse', { days: 400 }),
  syntheticPair(3, 'null_trend', { days: 400 }),
];

/** Ends of the calendar that differ, gaps, what can't be studied, and signals and outcomes that were made for each other. */
const study: Study = {
  signals: [
    daily('one', one.social),
    daily('two', two.social),
    daily('gaps', withGaps(one.social, 0.1, 5)),
    daily('late', three.social, 19_050),
    daily('zeros', new Float64Array(400)),
    { name: 'broken', series: refuse('textInNumbers', '“x” is no number.', 'Use numbers.') },
  ],
  outcomes: [
    daily('sales one', one.sales),
    daily('sales two', two.sales),
    daily('short', three.sales.slice(0, 150)),
    daily('sales gaps', withGaps(two.sales, 0.12, 6)),
    daily('much missing', withGaps(two.sales, 0.15, 7)),
    daily('elsewhere', three.sales, 30_000),
    daily(
      'mostly zero',
      three.sales.map((value, t) => (t % 2 === 0 ? 0 : value)),
    ),
  ],
  causes: [
    {
      name: 'promotions',
      firstDay: 19_010,
      values: Float64Array.from({ length: 300 }, (_, t) => (t % 41 < 3 ? 1 : 0)),
      zone: null,
      notes: [],
    },
  ],
  pairs: null,
};

function screened(of: Study, maxLead: number, chunk?: number, order = inTiles(of, () => true)): ScreenState {
  const state = emptyState('', countPairs(of));
  for (const found of screenPairs(of, order, { maxLead }, chunk)) addChunk(state, found);
  return state;
}

it.each([30, 12])('says of every pair what is said of it alone, with leads up to %i', (maxLead) => {
  const state = screened(study, maxLead);
  for (let pair = 0; pair < countPairs(study); pair++) {
    const alone = studiedPair(study, pair);
    const evidence = isRefusal(alone) ? alone : gatherEvidence(alone, { maxLead });
    expect(state.status[pair]).toBe(isEvidence(evidence) ? JUDGED : REFUSED);
    if (!isEvidence(evidence)) continue;
    const p = state.p[pair] as number;
    expect(Math.abs(p - evidence.p)).toBeLessThanOrEqual(1e-12 * evidence.p);
    expect(state.lead[pair]).toBe(evidence.strongest.lead);
    expect(Math.abs((state.value[pair] as number) - evidence.strongest.correlation)).toBeLessThan(1e-12);
  }
  expect(state.status.filter((status) => status === JUDGED)).toHaveLength(4 * 4 - 2);
});

it('counts of hours what their season leaves, as the pair alone does, with gaps and without', () => {
  const hours = grainPair(3, 'hour', 'planted', { length: 740 }).pair;
  const of = (name: string, values: Float64Array): StudySeries => ({
    name,
    series: { name, firstDay: 0, values, zone: null, notes: [], grain: 'hour' },
  });
  const gaps = withGaps(hours.outcome, 0.05, 8);
  const by = sideBySide(
    [of('views', hours.signal), of('again', hours.signal)],
    [of('sales', hours.outcome), of('gaps', gaps)],
  );
  const state = screened(by, 24);
  for (const pair of [0, 1]) {
    const alone = studiedPair(by, pair);
    const evidence = isRefusal(alone) ? alone : gatherEvidence(alone, { maxLead: 24 });
    if (!isEvidence(evidence)) throw new Error(evidence.message);
    const { correlation, taken, used } = evidence.leads;
    // A constant, a trend, the week's waves and one slow swing.
    expect(taken).toBe(2 + 2 * 27 + 2);
    const left =
      (correlation.pairs[24 + evidence.strongest.lead] ?? 0) + Math.abs(evidence.strongest.lead) - taken;
    if (pair === 0) expect(left).toBe(used - taken);
    const z = Math.abs(evidence.strongest.correlation) * Math.sqrt(left);
    if (pair === 0) expect(evidence.p).toBeCloseTo(Math.min(1, 49 * normalTwoSided(z)), 12);
    expect(Math.abs((state.p[pair] as number) - evidence.p)).toBeLessThanOrEqual(1e-12 * evidence.p);
  }
});

it('finds what was planted', () => {
  const { p, lead } = screened(study, 30);
  expect([p[0], lead[0]]).toEqual([expect.any(Number), one.truth.leadDays]);
  expect(p[0]).toBeLessThan(1e-4);
  expect(lead[study.outcomes.length + 1]).toBe(two.truth.leadDays);
});

it('says the same to the last bit in any order and in chunks of any size', () => {
  const whole = screened(study, 30);
  const pairs = countPairs(study);
  const backwards = Uint32Array.from({ length: pairs }, (_, i) => pairs - 1 - i);
  expect(screened(study, 30, 3, backwards)).toEqual(whole);
  const halves = emptyState('', pairs);
  for (const part of [backwards.slice(0, 17), backwards.slice(17)])
    for (const found of screenPairs(study, part, { maxLead: 30 }, 5)) addChunk(halves, found);
  expect(halves).toEqual(whole);
});

it('can be left after any chunk and goes on with the pairs that are open', () => {
  const state = emptyState('', countPairs(study));
  for (const found of screenPairs(
    study,
    inTiles(study, () => true),
    { maxLead: 30 },
    10,
  )) {
    addChunk(state, found);
    break;
  }
  expect(countDone(state)).toBe(10);
  const rest = inTiles(study, (pair) => state.status[pair] === 0);
  expect(rest).toHaveLength(countPairs(study) - 10);
  for (const found of screenPairs(study, rest, { maxLead: 30 })) addChunk(state, found);
  expect(state).toEqual(screened(study, 30));
});

it('takes pairs that share nothing', () => {
  const beside = sideBySide(study.signals, study.outcomes.slice(0, study.signals.length));
  const state = screened({ ...beside, causes: study.causes }, 30);
  const whole = screened(study, 30);
  expect(Array.from(state.p)).toEqual(study.signals.map((_, i) => whole.p[i * study.outcomes.length + i]));
});

it('goes through tiles of outcomes, each pair once', () => {
  const some = daily('s', one.social);
  const wide: Study = {
    signals: Array.from({ length: 3 }, () => some),
    outcomes: Array.from({ length: 300 }, () => some),
    causes: [],
    pairs: null,
  };
  const order = inTiles(wide, () => true);
  expect(Array.from(order).sort((a, b) => a - b)).toEqual(Array.from({ length: 900 }, (_, i) => i));
  expect(Array.from(order.slice(126, 130))).toEqual([126, 127, 300, 301]);
});
