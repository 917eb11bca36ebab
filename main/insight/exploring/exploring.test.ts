import { expect, it } from 'vitest';
import { AS_THE_STUDY, type PairToggles } from '../../../shared/domain/pairToggles.ts';
import { syntheticPair } from '../../../test/insight/syntheticPair.ts';
import { gatherEvidence, isEvidence, type StudiedPair } from '../finding/evidence.ts';
import { isRefusal } from '../series/refusal.ts';
import { cutPair } from './cutPair.ts';
import { evidenceUnder } from './evidenceUnder.ts';
import { correctedPicture, rawPicture } from './leadPicture.ts';
import { rollingWindows } from './rollingWindows.ts';
import { stepsOfDay } from './stepsOfDay.ts';
import { whyDifferent } from './whyDifferent.ts';

const NOTHING: PairToggles = {
  log: false,
  season: false,
  causes: false,
  whiten: false,
  ranks: false,
  changes: false,
};
const LEADS = { maxLead: 30 };

function pairOf(kind: 'planted' | 'null_shared_season', seed: number): StudiedPair {
  const { social, sales } = syntheticPair(seed, kind, { days: 600, effect: 0.5, lead: 6 });
  return {
    ...{ signalName: 'frogs', outcomeName: 'mugs', firstDay: 20_000, signal: social, outcome: sales },
    ...{ sharedDays: 600, missingShare: 0, known: [] },
  };
}

function under(pair: StudiedPair, toggles: PairToggles) {
  const evidence = evidenceUnder(pair, toggles, LEADS);
  if (!isEvidence(evidence)) throw new Error(evidence.message);
  return evidence;
}

it('with nothing taken out is the raw picture, to rounding', () => {
  const pair = pairOf('planted', 3);
  const raw = rawPicture(pair, 30);
  const evidence = under(pair, NOTHING);
  const corrected = correctedPicture(evidence);
  for (const [at, r] of raw.r.entries()) expect(corrected.r[at]).toBeCloseTo(r, 10);
  expect(whyDifferent(evidence, raw, corrected, NOTHING)).toContain('both pictures are the raw one');
});

it('as the study is the evidence of the study, and each toggle alone is another', () => {
  const pair = {
    ...pairOf('planted', 3),
    known: [Float64Array.from({ length: 600 }, (_, t) => (t % 90 < 4 ? 1 : 0))],
  };
  const studied = gatherEvidence(pair, LEADS);
  if (isRefusal(studied)) throw new Error(studied.message);
  expect(under(pair, AS_THE_STUDY).leads.correlation.values).toEqual(studied.leads.correlation.values);
  for (const key of ['log', 'season', 'causes', 'whiten', 'ranks', 'changes'] as const) {
    const other = under(pair, { ...AS_THE_STUDY, [key]: !AS_THE_STUDY[key] });
    expect(other.leads.correlation.values).not.toEqual(studied.leads.correlation.values);
    expect(other.strongest.lead).toBe(6);
  }
});

it('lays the band of all leads where p, corrected for them, is 5 %', () => {
  const evidence = under(pairOf('planted', 3), AS_THE_STUDY);
  const { r, p, pointwise, allLeads, best } = correctedPicture(evidence);
  for (const [at, value] of r.entries()) {
    expect(Math.abs(value) > pointwise).toBe((p[at] as number) < 0.05);
    expect(Math.abs(value) > (allLeads ?? 0)).toBe((p[at] as number) * r.length < 0.05);
  }
  expect([best?.lead, best?.r]).toEqual([6, evidence.strongest.correlation]);
});

it('says in one sentence why a shared season looked like a relation', () => {
  const pair = pairOf('null_shared_season', 5);
  const evidence = under(pair, AS_THE_STUDY);
  const said = whyDifferent(evidence, rawPicture(pair, 30), correctedPicture(evidence), AS_THE_STUDY);
  expect(said).toMatch(
    /^The raw picture crosses its band at \d+ of 61 leads, because season and trend make up \d+ % of what moves frogs and \d+ % of what moves mugs.*; with that taken out, no lead stands out\.$/,
  );
  expect(said.match(/\.(\s|$)/g)).toHaveLength(1);
});

it('rolls the windows that a finding’s stability counts, on the calendar of the pair', () => {
  const evidence = under(pairOf('planted', 3), AS_THE_STUDY);
  const windows = rollingWindows(evidence);
  expect(windows[0]?.from).toBe(evidence.leads.warmup);
  expect(windows.map(({ from, to }) => to - from)).toEqual(windows.map(() => 180));
  expect((windows[1]?.from ?? 0) - (windows[0]?.from ?? 0)).toBe(30);
  expect(windows.every(({ peak, agrees }) => agrees === Math.abs((peak?.lead ?? 99) - 6) <= 2)).toBe(true);
});

it('cuts a pair to a period, its causes with it, and refuses one that holds nothing', () => {
  const pair = { ...pairOf('planted', 3), known: [Float64Array.from({ length: 600 }, (_, t) => t)] };
  pair.outcome[105] = Number.NaN;
  const cut = cutPair(pair, 20_100, 20_109);
  expect(cut).toMatchObject({ firstDay: 20_100, sharedDays: 9, missingShare: 0.1 });
  expect('known' in cut && cut.known[0]?.[0]).toBe(100);
  expect(cutPair(pair, 19_000, 30_000)).toBe(pair);
  expect(cutPair(pair, 30_000)).toMatchObject({ refused: 'noOverlap' });
});

it('knows the steps of a day in every grain', () => {
  expect(stepsOfDay(10)).toEqual({ first: 10, last: 10 });
  expect(stepsOfDay(10, 'hour')).toEqual({ first: 240, last: 263 });
  // 1970-01-11 is a Sunday, the last day of its week.
  expect([stepsOfDay(10, 'week').first, stepsOfDay(11, 'week').first]).toEqual([1, 2]);
});
