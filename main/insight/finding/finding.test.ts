import { expect, it } from 'vitest';
import { studiedPair } from '../../../test/insight/studiedPair.ts';
import { createRandom } from '../numbers/random.ts';
import { gatherEvidence, isEvidence, type StudiedPair } from './evidence.ts';
import { confirmationOf, findingOf, judgePair, refusedFinding } from './finding.ts';
import { THRESHOLDS } from './thresholds.ts';
import type { Finding } from './verdict.ts';

const DELAYS = { latency: 1, reaction: 3 };
/** Enough for leads as plain as those planted here. */
const FEW_DRAWS = { thresholds: { ...THRESHOLDS, resamples: 60 } };

function pairOf(
  signal: Float64Array,
  outcome: Float64Array,
  known: readonly Float64Array[] = [],
): StudiedPair {
  const shared = signal.filter((value, t) => !Number.isNaN(value) && !Number.isNaN(outcome[t])).length;
  return {
    signalName: 'tiktok #mugs',
    outcomeName: 'mugs sold',
    firstDay: 0,
    signal,
    outcome,
    sharedDays: shared,
    missingShare: signal.length === 0 ? 0 : 1 - shared / signal.length,
    known,
  };
}

function counts(days: number, seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: days }, () => Math.round(Math.exp(4 + 0.3 * random.normal())));
}

it('confirms a planted lead with everything a reader asks for', () => {
  const { pair, truth } = studiedPair(6101, 'planted', { effect: 0.6, lead: 9, days: 500 });
  const finding = judgePair(pair, { ...FEW_DRAWS, delays: DELAYS, seed: 7 });
  expect(finding).toMatchObject({
    verdict: 'confirmed',
    lead: truth.leadDays,
    days: 500,
    tests: 1,
    refusal: null,
    actionableLead: { days: 5, latency: 1, reaction: 3 },
  });
  expect(finding.interval?.lower).toBeLessThanOrEqual(9);
  expect(finding.interval?.upper).toBeGreaterThanOrEqual(9);
  expect(finding.strength).toBeGreaterThan(0.3);
  expect(finding.effectiveN).toBeGreaterThan(50);
  expect(finding.effectiveN).toBeLessThan(500);
  expect(finding.granger?.forward).toBeLessThan(1e-6);
  expect(finding.granger?.backward).toBeGreaterThan(0.05);
  expect(finding.stability?.windows).toBe(11);
  expect(finding.sentence).toMatch(
    /^sales 6101 follows social 6101 9 days later \(95 % interval \d+ to \d+ days;/,
  );
  expect(finding.sentence).toContain('5 days are left to act');
});

it('says that sales come first where they do', () => {
  const { pair, truth } = studiedPair(6102, 'reverse', { effect: 0.6, lead: 5, days: 400 });
  const finding = judgePair(pair, FEW_DRAWS);
  expect(judgePair(pair, FEW_DRAWS)).toEqual(finding);
  expect(finding).toMatchObject({ verdict: 'sales lead social', lead: truth.leadDays, actionableLead: null });
  expect(finding.granger?.backward).toBeLessThan(1e-6);
  expect(finding.sentence).toContain('sales 6102 comes first: social 6102 follows it 5 days later');
});

it('says what it could have found where it found nothing', () => {
  const finding = judgePair(studiedPair(6103, 'null_shared_season').pair);
  expect(finding).toMatchObject({ verdict: 'no evidence', lead: null, interval: null, stability: null });
  expect(finding.detectable?.correlation).toBeCloseTo(0.155, 2);
  expect(finding.sentence).toContain(`for every 10 % of social 6103`);
});

it('does not sell what moves on the same day as a lead', () => {
  const finding = judgePair(studiedPair(6104, 'planted', { lead: 0, effect: 0.6, days: 400 }).pair, {
    ...FEW_DRAWS,
    delays: DELAYS,
  });
  expect(finding).toMatchObject({ verdict: 'suggestive', lead: 0, actionableLead: null });
  expect(finding.sentence).toContain('within the same day');
  expect(finding.sentence).toContain('no lead to act on');
});

it('says so where the outcome falls when the signal rises', () => {
  const { pair } = studiedPair(6105, 'planted', { lead: 6, effect: 0.7, days: 400 });
  // Counts around 100 turned over stay counts.
  const turned = pair.signal.map((value) => Math.round(1e4 / Math.max(1, value)));
  const finding = judgePair({ ...pair, signal: turned }, FEW_DRAWS);
  expect(finding.strength).toBeLessThan(-0.3);
  expect(finding.sentence).toContain('moves against');
});

it('drops a claim that the correction over other pairs takes away', () => {
  const { pair } = studiedPair(6101, 'planted', { effect: 0.6, lead: 9 });
  const finding = judgePair(pair, {}, () => ({ q: 0.2, tests: 5000 }));
  expect(finding).toMatchObject({ verdict: 'no evidence', q: 0.2, tests: 5000, lead: null });
  expect(finding.sentence).toContain('q 0.20 among 5000 pairs tried');
});

it('leaves a claim suggestive until it is checked', () => {
  const { pair } = studiedPair(6101, 'planted', { effect: 0.6, lead: 9 });
  const evidence = gatherEvidence(pair);
  if (!isEvidence(evidence)) throw new Error(evidence.message);
  const finding = findingOf(evidence, { q: evidence.p, tests: 1 }, null);
  expect(finding).toMatchObject({ verdict: 'suggestive', lead: 9, interval: null, granger: null });
  expect(finding.sentence).toContain('hasn’t been checked yet');
  expect(confirmationOf(evidence, 1)).toBeNull();
});

it('takes promotions that move both out when it is told of them, and asks for them when it isn’t', () => {
  const random = createRandom(3);
  const promoted = Float64Array.from({ length: 400 }, () => (random.uniform() < 0.1 ? 1 : 0));
  const moved = (seed: number) =>
    counts(400, seed).map((value, t) => value * Math.exp(promoted[t] as number));
  const untold = judgePair(pairOf(moved(11), moved(12)), FEW_DRAWS);
  expect(untold.verdict).toBe('suggestive');
  expect(untold.notes.some((note) => note.startsWith('No promotions or holidays were given'))).toBe(true);
  const told = judgePair(pairOf(moved(11), moved(12), [promoted]));
  expect(told.verdict).toBe('no evidence');
  expect(told.notes.some((note) => note.startsWith('No promotions'))).toBe(false);
});

const YEAR = 365;
const zeros = new Float64Array(YEAR);

it.each([
  ['no day', pairOf(new Float64Array(0), new Float64Array(0)), 'tooShort'],
  ['one day', pairOf(counts(1, 1), counts(1, 2)), 'tooShort'],
  ['179 days', pairOf(counts(179, 1), counts(179, 2)), 'tooShort'],
  ['all zero', pairOf(zeros, counts(YEAR, 1)), 'constant'],
  [
    'a constant',
    pairOf(
      counts(YEAR, 1),
      zeros.map(() => 7),
    ),
    'constant',
  ],
  [
    'nothing but missing',
    pairOf(
      zeros.map(() => Number.NaN),
      counts(YEAR, 1),
    ),
    'tooShort',
  ],
  [
    'every fourth day missing',
    pairOf(
      counts(YEAR, 1).map((v, t) => (t % 4 === 0 ? Number.NaN : v)),
      counts(YEAR, 2),
    ),
    'tooManyMissing',
  ],
  [
    'mostly zero',
    pairOf(
      counts(YEAR, 1).map((v, t) => (t % 2 === 0 ? 0 : v)),
      counts(YEAR, 2),
    ),
    'mostlyZero',
  ],
  [
    'below zero',
    pairOf(
      counts(YEAR, 1).map((v, t) => (t === 5 ? -v : v)),
      counts(YEAR, 2),
    ),
    'negative',
  ],
  [
    'a plain week',
    pairOf(
      zeros.map((_, t) => 3 + (t % 7)),
      counts(YEAR, 2),
    ),
    'constant',
  ],
] as const)('refuses %s and says what to do', (_, pair, refused) => {
  const finding = judgePair(pair);
  expect(finding).toMatchObject({ verdict: 'refused', lead: null, p: null, q: null, tests: 0 });
  expect(finding.refusal?.refused).toBe(refused);
  expect(finding.sentence.length).toBeGreaterThan(40);
  expect(finding.sentence).toContain(finding.refusal?.next);
});

it('names the event study for what is mostly zero', () => {
  const pair = pairOf(
    counts(YEAR, 1).map((v, t) => (t % 2 === 0 ? 0 : v)),
    counts(YEAR, 2),
  );
  expect(judgePair(pair).refusal?.next).toContain('event study');
});

it('refuses a search longer than the days allow', () => {
  const finding = judgePair(pairOf(counts(200, 1), counts(200, 2)), { maxLead: 60 });
  expect(finding.refusal).toMatchObject({ refused: 'tooShort' });
  expect(finding.sentence).toContain('leads up to 42 days');
  expect(judgePair(pairOf(counts(200, 1), counts(200, 2)), { maxLead: 42 }).verdict).not.toBe('refused');
  expect(() => judgePair(pairOf(counts(200, 1), counts(200, 2)), { maxLead: 0 })).toThrow(RangeError);
});

it('finds the lead with every fifth day missing, and leaves its input alone', () => {
  const { pair } = studiedPair(6106, 'planted', { effect: 0.7, lead: 8, days: 500 });
  const gaps = pairOf(
    pair.signal.map((v, t) => (t % 10 === 0 ? Number.NaN : v)),
    pair.outcome.map((v, t) => (t % 10 === 5 ? Number.NaN : v)),
  );
  const before = [Float64Array.from(gaps.signal), Float64Array.from(gaps.outcome)];
  const finding: Finding = judgePair(gaps, FEW_DRAWS);
  expect(finding).toMatchObject({ verdict: 'confirmed', lead: 8, days: 400 });
  expect([gaps.signal, gaps.outcome]).toEqual(before);
});

it('survives ties: a handful of values', () => {
  const few = (seed: number) => counts(YEAR, seed).map((value) => Math.round(value / 15));
  const finding = judgePair(pairOf(few(11), few(12)));
  expect(new Set(few(11)).size).toBeLessThan(12);
  expect(finding.verdict).toBe('no evidence');
});

it('keeps the notes it is given, refused or not', () => {
  const refusal = judgePair(pairOf(zeros, zeros)).refusal;
  if (refusal === null) throw new Error('not refused');
  expect(refusedFinding('a', 'b', refusal, { notes: ['sorted'] }).notes).toEqual(['sorted']);
  expect(judgePair(pairOf(counts(200, 1), counts(200, 2)), { notes: ['sorted'] }).notes[0]).toBe('sorted');
});
