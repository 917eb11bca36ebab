import { expect, it } from 'vitest';
import { syntheticPair } from '../../../test/insight/syntheticPair.ts';
import { judgePair } from '../finding/finding.ts';
import { EMPTY_REGISTER, withTries } from '../finding/register.ts';
import { isRefusal, refuse } from '../series/refusal.ts';
import { fingerprintOf, packState, unpackState } from './keptState.ts';
import { pairFinding } from './pairFinding.ts';
import { rank, triedBefore, triesOf } from './ranking.ts';
import { screenPairs } from './screenPairs.ts';
import { addChunk, emptyState, type ScreenState } from './screenState.ts';
import { studiedPair } from './studiedPair.ts';
import { countPairs, inTiles, type Study, type StudySeries } from './study.ts';

const series = (name: string, values: Float64Array): StudySeries => ({
  name,
  series: { name, firstDay: 0, values, zone: null, notes: [] },
});

const pairs = [41, 42, 43].map((seed) => syntheticPair(seed, 'planted', { days: 365, effect: 0.6 }));
const study: Study = {
  signals: [
    ...pairs.map(({ social }, i) => series(`social ${i}`, social)),
    { name: 'unread', series: refuse('noRows', 'unread has no rows.', 'Choose another column.') },
  ],
  outcomes: pairs.map(({ sales }, i) => series(`sales ${i}`, sales)),
  causes: [],
  pairs: null,
};

function screened(): ScreenState {
  const state = emptyState(fingerprintOf(study, {}), countPairs(study));
  for (const chunk of screenPairs(
    study,
    inTiles(study, () => true),
    {},
  ))
    addChunk(state, chunk);
  return state;
}

/** The definition, the slow way: the smallest p · n / rank among all that are as large. */
function slowQ(p: readonly number[], tests: number): number[] {
  const sorted = [...p].sort((a, b) => a - b);
  return p.map((own) =>
    Math.min(
      1,
      ...sorted.map((value, i) => (value >= own ? (value * tests) / (i + 1) : Number.POSITIVE_INFINITY)),
    ),
  );
}

it('corrects over the screen, what was tried before and what is only counted', () => {
  const state = screened();
  const judged = Array.from(state.p.subarray(0, 9));
  const alone = rank(state);
  expect(alone.tests).toBe(9);
  for (const [i, q] of slowQ(judged, 9).entries()) expect(alone.q[i]).toBeCloseTo(q, 14);
  expect(Array.from(alone.q.subarray(9))).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  expect(Array.from(alone.order.subarray(0, 3)).sort()).toEqual([0, 4, 8]);
  expect(alone.claims).toBe(3);

  const among = rank(state, { p: Float64Array.of(0.5, 0.9), count: 89 });
  expect(among.tests).toBe(100);
  const expected = slowQ([...judged, 0.5, 0.9], 100);
  for (let i = 0; i < 9; i++) expect(among.q[i]).toBeCloseTo(expected[i] as number, 14);
  expect(rank(state, { count: 1e60 }).claims).toBe(0);
});

it('replaces a pair that was tried before and counts those it doesn’t hold', () => {
  const state = screened();
  const old = withTries(EMPTY_REGISTER, [
    { signal: 'social 0', outcome: 'sales 0', p: 0.9 },
    { signal: 'elsewhere', outcome: 'sales 0', p: 0.4 },
  ]);
  expect(triedBefore(old, study).p).toEqual(Float64Array.of(0.4));
  const kept = withTries(old, triesOf(study, state));
  expect(kept.pairs).toHaveLength(10);
  expect(kept.pairs[0]).toEqual({ signal: 'social 0', outcome: 'sales 0', p: state.p[0], tries: 2 });
});

it('makes of a pair the finding it has by itself', () => {
  const { q, tests } = rank(screened());
  const among = { q: q[4] as number, tests };
  const alone = studiedPair(study, 4);
  if (isRefusal(alone)) throw new Error(alone.message);
  const options = { seed: 3, maxLead: 20 };
  expect(pairFinding(study, 4, () => among, { ...options, confirmed: true })).toEqual(
    judgePair(alone, options, () => among),
  );
  const unchecked = pairFinding(study, 4, () => among, { ...options, confirmed: false });
  expect(unchecked).toMatchObject({ verdict: 'suggestive', interval: null, lead: pairs[1]?.truth.leadDays });
  const refused = pairFinding(study, 9, () => among, { confirmed: true });
  expect(refused).toMatchObject({ verdict: 'refused', signal: 'unread', outcome: 'sales 0', p: null });
  expect(refused.sentence).toBe('unread has no rows. Choose another column.');
});

it('is kept as bytes, for the same study only', () => {
  const state = screened();
  const bytes = packState(state);
  expect(bytes.length).toBe(16 + 16 + 19 * 12);
  expect(unpackState(bytes, state.fingerprint, 12)).toEqual(state);
  // Read out of the middle of a larger buffer, as files are.
  expect(unpackState(Buffer.concat([Buffer.from('abc'), bytes]).subarray(3), state.fingerprint, 12)).toEqual(
    state,
  );
  expect(unpackState(bytes, state.fingerprint, 11)).toBeNull();
  expect(unpackState(bytes, fingerprintOf(study, { maxLead: 20 }), 12)).toBeNull();
  expect(unpackState(bytes.subarray(1), state.fingerprint, 12)).toBeNull();
  expect(unpackState(new Uint8Array(0), state.fingerprint, 12)).toBeNull();
});

it('has a fingerprint that any change of the study changes', () => {
  const [first = series('', new Float64Array(0)), ...rest] = study.signals;
  const values = (pairs[0] as (typeof pairs)[number]).social.slice();
  values[100] = Number.NaN;
  const others = [
    { ...study, signals: [series('social 0', values), ...rest] },
    { ...study, signals: [{ ...first, name: 'renamed' }, ...rest] },
    { ...study, outcomes: study.outcomes.slice(1) },
    { ...study, pairs: Uint32Array.of(0, 0) },
    { ...study, causes: [{ name: '', firstDay: 0, values, zone: null, notes: [] }] },
  ];
  const fingerprints = [study, ...others].map((one) => fingerprintOf(one, {}));
  expect(new Set(fingerprints).size).toBe(6);
  expect(fingerprintOf({ ...study }, {})).toBe(fingerprints[0]);
});
