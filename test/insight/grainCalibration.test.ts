import { describe, expect, it } from 'vitest';
import { judgePair } from '../../main/insight/finding/finding.ts';
import { leastSquares } from '../../main/insight/numbers/leastSquares.ts';
import { seasonDesign } from '../../main/insight/whitening/design.ts';
import { grainFound, nullClaims } from './grainCalibration.ts';
import { grainPair } from './grainPair.ts';

describe.each([
  ['week', 156, 'null_shared_season'],
  ['hour', 672, 'null_shared_season'],
  ['hour', 92 * 24, 'null_nights'],
] as const)('pairs by %s, %i of them', (grain, length, kind) => {
  it(`are rarely called related for their seasons: ${kind}`, () => {
    const asked = { grain, kind, length, pairs: 200, seed: 57_000_000 } as const;
    expect(nullClaims(asked).count).toBeLessThanOrEqual(0.07 * 200);
  });
});

describe.each([
  ['week', 156],
  ['hour', 672],
] as const)('pairs by %s', (grain, length) => {
  it('show the leads that are there, within a step, with intervals that hold them', () => {
    const asked = { grain, kind: 'planted', length, pairs: 12, seed: 58_000_000 } as const;
    const { claimed, withinAStep, covered } = grainFound(asked, 100);
    expect([claimed.count, withinAStep.count]).toEqual([12, 12]);
    expect(covered.count).toBeGreaterThanOrEqual(11);
  });
});

it('hours keep nothing of a swing of the year, which would relate them a little at every lead', () => {
  const level = Float64Array.from({ length: 4800 }, (_, t) => Math.sin((2 * Math.PI * t) / 8766 + 1));
  const { residuals } = leastSquares(seasonDesign(4800, { grain: 'hour' }), level);
  expect(Math.max(...residuals.map(Math.abs))).toBeLessThan(0.02);
});

describe('a finding', () => {
  it('of weeks counts weeks, and in days only what is left to act', () => {
    const { pair, lead } = grainPair(11, 'week', 'planted', { length: 156, effect: 0.8 });
    const finding = judgePair(pair, { delays: { latency: 1, reaction: 5 } });
    expect(finding).toMatchObject({ grain: 'week', verdict: 'confirmed', lead, days: 156 });
    expect(finding.sentence).toContain(`${lead} weeks later`);
    expect(finding.sentence).toContain('over 156 weeks');
    // Known on its Monday, the signal leaves all weeks but the first.
    expect(finding.actionableLead?.days).toBe(7 * ((lead ?? 0) - 1) + 1 - 6);
    expect(finding.notes.join()).not.toContain('UTC');
  });

  it('of hours counts hours, and can leave some of them', () => {
    const { pair, lead } = grainPair(11, 'hour', 'planted', { length: 900, effect: 0.8 });
    const finding = judgePair(pair, { delays: { latency: 1, reaction: 0 } });
    expect(finding).toMatchObject({ grain: 'hour', lead, days: 900 });
    expect(finding.sentence).toContain(`${lead} hours later`);
    expect(finding.sentence).toContain('2 hours are left to act');
    expect(lead).toBe(26);
  });

  it('is refused in its own words', () => {
    const short = grainPair(7, 'week', 'planted', { length: 90 }).pair;
    expect(judgePair(short).sentence).toBe(
      'signal 7 and outcome 7 share 90 weeks; a lead needs 104. Bring 14 more weeks on which both are known.',
    );
    const hours = grainPair(7, 'hour', 'planted', { length: 900 }).pair;
    expect(judgePair(hours, { maxLead: 300 }).sentence).toBe(
      'signal 7 and outcome 7 cover 900 hours; leads up to 300 hours need 1249. Bring 349 more hours, or look at leads up to 212 hours.',
    );
  });
});
