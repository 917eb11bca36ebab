import { describe, expect, it } from 'vitest';
import { createRandom } from '../numbers/random.ts';
import { alertDays, scoreSpikeAlerts, thresholdForBudget } from './spikeAlerts.ts';

describe('alertDays', () => {
  it('is the first day of each run, short pauses and gaps bridged', () => {
    const scores = Float64Array.of(0, 5, 6, 0, Number.NaN, 5, 0, 0, 0, 0, 7, 0);
    expect(alertDays(scores, 5)).toEqual([1, 10]);
    expect(alertDays(scores, 5, 1)).toEqual([1, 5, 10]);
    expect(alertDays(scores, 8)).toEqual([]);
    expect(alertDays(new Float64Array(), 0)).toEqual([]);
  });
});

describe('thresholdForBudget', () => {
  it('is the lowest that keeps within the budget', () => {
    const random = createRandom(2);
    const scores = Float64Array.from({ length: 300 }, () => random.normal());
    const threshold = thresholdForBudget(scores, 1);
    expect(alertDays(scores, threshold).length).toBeLessThanOrEqual(10);
    const next = scores.filter((score) => score < threshold).reduce((a, b) => Math.max(a, b));
    expect(alertDays(scores, next).length).toBeGreaterThan(10);
  });

  it('is spent on days with a score alone', () => {
    const spread = (day: number) => (day < 60 ? Number.NaN : day % 10 === 0 ? 100 - day / 10 : 0);
    const scores = Float64Array.from({ length: 120 }, (_, day) => spread(day));
    // One a month of the 60 days known: two, and not the four that 120 days would allow.
    expect(alertDays(scores, thresholdForBudget(scores, 1))).toEqual([60, 70]);
  });

  it('stops where the budget is first passed, though lower ones would pass again by growing together', () => {
    const scores = Float64Array.of(9, 0, 0, 0, 0, 8, 0, 0, 0, 0, 7, 1, 1, 1, 1);
    scores.fill(1, 1, 5).fill(1, 6, 10);
    expect(alertDays(scores, 1)).toEqual([0]);
    expect(thresholdForBudget(scores, 4)).toBe(8);
  });

  it('lets nothing through where nothing is allowed or known', () => {
    expect(thresholdForBudget(Float64Array.of(1, 2), 0)).toBe(Number.POSITIVE_INFINITY);
    expect(thresholdForBudget(new Float64Array(9).fill(Number.NaN), 3)).toBe(Number.POSITIVE_INFINITY);
    expect(alertDays(Float64Array.of(1, 2), Number.POSITIVE_INFINITY)).toEqual([]);
  });
});

describe('scoreSpikeAlerts', () => {
  it('pairs alerts and onsets one to one', () => {
    const got = scoreSpikeAlerts([10, 12, 40, 95], [15, 16, 70, 200], { days: 100, minLead: 2, maxLead: 10 });
    // 10 answers for 15 and 12 for 16; 40 announced nothing; the time of 95 isn't up; 200 is outside.
    expect(got).toMatchObject({ judged: 3, onsets: 3, hits: 2 });
    expect(got.precision).toBeCloseTo(2 / 3, 12);
    expect(got.recall).toBeCloseTo(2 / 3, 12);
    expect(Array.from(got.leads)).toEqual([5, 4]);
    expect(got.leadQuartiles[1]).toBe(4.5);
    expect(got.alertsAMonth).toBeCloseTo(1.2, 12);
  });

  it('counts neither a burst of alerts nor a burst of onsets twice', () => {
    const burst = scoreSpikeAlerts([5, 6, 7], [10], { days: 60 });
    expect([burst.precision, burst.recall]).toEqual([1 / 3, 1]);
    const onsets = scoreSpikeAlerts([5], [10, 11, 12], { days: 60 });
    expect([onsets.precision, onsets.recall]).toEqual([1, 1 / 3]);
  });

  it('takes an alert on the day itself for no warning', () => {
    expect(scoreSpikeAlerts([10], [10], { days: 60 }).hits).toBe(0);
  });

  it('gives alerts on random days the precision it calls chance', () => {
    const random = createRandom(23);
    const onsets = Array.from({ length: 12 }, (_, i) => 20 + 30 * i);
    const limits = { days: 400, maxLead: 10 };
    let hits = 0;
    for (let trial = 0; trial < 4000; trial++)
      hits += scoreSpikeAlerts([random.below(390)], onsets, limits).hits;
    expect(Math.abs(hits / 4000 - scoreSpikeAlerts([], onsets, limits).chance)).toBeLessThan(0.025);
  });

  it('is without a number where there is nothing to score', () => {
    const none = scoreSpikeAlerts([], [], { days: 0 });
    expect([none.precision, none.recall, none.alertsAMonth, none.chance]).toEqual(
      new Array(4).fill(Number.NaN),
    );
    expect(none.leadQuartiles).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});
