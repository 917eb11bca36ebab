import { describe, expect, it } from 'vitest';
import { createRandom } from '../numbers/random.ts';
import { readDay } from '../series/dayNumber.ts';
import { isRefusal } from '../series/refusal.ts';
import type { MadeOutlook, OutlookInput } from './madeOutlook.ts';
import { makeOutlook } from './makeOutlook.ts';
import { playScenario } from './scenario.ts';
import { alertsAt } from './spikeScores.ts';

const DAYS = 420;
const LEAD = 9;
const HORIZON = 14;

/** Views that flare up now and then, and sales that follow them nine days later, with a week and noise of their own. */
function planted(effect: number): OutlookInput {
  const random = createRandom(11);
  const normal = () => random.normal();
  const views = new Float64Array(DAYS);
  let heat = 0;
  for (let t = 0; t < DAYS; t++) {
    heat = 0.7 * heat + (random.uniform() < 0.05 ? 2 : 0);
    views[t] = 4 + heat + 0.4 * normal();
  }
  const sales = Float64Array.from({ length: DAYS }, (_, t) => {
    const week = 0.3 * Math.sin((2 * Math.PI * t) / 7);
    return Math.expm1(3 + week + effect * ((views[t - LEAD] ?? 4) - 4) + 0.15 * normal());
  });
  sales.fill(Number.NaN, 200, 206);
  return {
    outcome: 'mug/units',
    firstDay: readDay('2024-01-01')?.day ?? 0,
    values: sales,
    signals: [{ name: 'tiktok/goose/views', values: views.map(Math.expm1) }],
    causes: [],
    horizon: HORIZON,
    maxLead: 30,
  };
}

function made(input: OutlookInput): MadeOutlook {
  const answer = makeOutlook(input);
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
}

describe('an outlook with a signal that leads', () => {
  const outlook = made(planted(0.5));

  it('learns the lead, and is chosen because it came closer on days it had not seen', () => {
    expect(outlook.signals.map(({ lead }) => lead)).toEqual([LEAD]);
    expect(outlook.signals[0]?.weight).toBeCloseTo(0.5, 1);
    expect(outlook.chosen).toBe('led');
    expect(outlook.backtest.gain).toBeGreaterThan(0.2);
    expect(outlook.backtest.better).toBeGreaterThan(2 * outlook.backtest.worse);
    const { led, plain, naive } = outlook.backtest.absolute;
    expect(led).toBeLessThan(plain);
    expect(plain).toBeLessThan(naive);
    // Past the reach of the signal both know the same.
    expect(outlook.errors[LEAD]?.absolute.led).toBeCloseTo(outlook.errors[LEAD]?.absolute.plain ?? 0, 9);
    expect(outlook.paths.led?.[LEAD]).toBe(outlook.paths.plain[LEAD]);
  });

  it('holds about as many days as its intervals say', () => {
    for (const { level, measured, tried, lower, upper } of outlook.bands) {
      expect(tried).toBeGreaterThan(200);
      expect(Math.abs(measured - level)).toBeLessThan(0.07);
      outlook.paths.led?.forEach((value, h) => {
        expect(lower[h]).toBeLessThan(value);
        expect(upper[h]).toBeGreaterThan(value);
      });
    }
  });

  it('lets the days to come of the signal change only what lies beyond the lead', () => {
    const doubled = playScenario(outlook.scenario as NonNullable<typeof outlook.scenario>, 2);
    expect(doubled.changesFrom).toBe(LEAD + 1);
    expect(doubled.path.slice(0, LEAD)).toEqual(doubled.usual.slice(0, LEAD));
    expect(doubled.usual.slice(0, LEAD)).toEqual(outlook.paths.led?.slice(0, LEAD));
    const ratio = ((doubled.path[LEAD] as number) + 1) / ((doubled.usual[LEAD] as number) + 1);
    expect(Math.log(ratio)).toBeCloseTo(0.5 * Math.log(2), 1);
    expect(doubled.difference).toBeGreaterThan(0);
  });

  it('announces spikes its lead ahead, and better than chance', () => {
    const watch = outlook.watch as NonNullable<typeof outlook.watch>;
    const { score, alerts, onsets } = alertsAt(watch, 2);
    expect(score.onsets).toBeGreaterThanOrEqual(3);
    expect(score.precision).toBeGreaterThan(2 * score.chance);
    expect(score.leadQuartiles[1]).toBeGreaterThanOrEqual(LEAD - 1);
    expect(score.leadQuartiles[1]).toBeLessThanOrEqual(LEAD + 1);
    for (const day of [...alerts, ...onsets]) expect(day).toBeGreaterThanOrEqual(DAYS / 2);
    // A small budget is kept, and a generous one isn't filled with days like any other.
    expect(alertsAt(watch, 0.5).alerts.length).toBeLessThan(alerts.length);
    expect(alertsAt(watch, 10).score.alertsAMonth).toBeLessThan(6);
  });
});

it('says that a signal is of no use where it is', () => {
  const outlook = made(planted(0));
  expect(outlook.chosen).toBe('plain');
  expect(outlook.backtest.gain).toBeLessThan(0.02);
});

describe('an outcome that tells too little', () => {
  const input = planted(0.5);
  const refused = (values: Float64Array) => {
    const answer = makeOutlook({ ...input, values, signals: [] });
    if (!isRefusal(answer)) throw new Error('was forecast');
    return answer;
  };

  it.each([
    ['tooShort', input.values.slice(0, 40), /40 days.*needs 132/, /Bring 92 more days/],
    ['tooShort', input.values.slice(0, 125), /125 days/, /7 more days, or forecast 7 days or fewer/],
    ['mostlyZero', new Float64Array(DAYS), /0 on every day/, /source brings sales/],
    ['constant', new Float64Array(DAYS).fill(4), /is 4 on every day/, /varies/],
    ['negative', input.values.map((value, t) => (t === 9 ? -1 : value)), /below zero on 1 day/, /refunds/],
    [
      'tooManyMissing',
      input.values.map((v, t) => (t % 5 < 2 ? Number.NaN : v)),
      /missing on 4\d %/,
      /in stock/,
    ],
    ['mostlyZero', input.values.map((v, t) => (t % 5 < 4 ? 0 : v)), /0 on \d\d %/, /together/],
  ] as const)('is refused as %s, with what to do', (why, values, message, next) => {
    const answer = refused(values);
    expect(answer.refused).toBe(why);
    expect(answer.message).toMatch(message);
    expect(answer.next).toMatch(next);
  });
});
