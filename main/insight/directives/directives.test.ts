import { describe, expect, it } from 'vitest';
import { createRandom } from '../numbers/random.ts';
import type { DailySeries } from '../series/dailySeries.ts';
import { actingIn } from './actions.ts';
import { costOfBeingWrong } from './costOfBeingWrong.ts';
import type { DirectiveSettings, LedPair } from './directive.ts';
import { directivesOf } from './directivesOf.ts';
import { judge } from './judge.ts';

const DAYS = 730;
const FIRST = 20_000;
const ASOF = FIRST + DAYS - 1;
const SETTINGS: DirectiveSettings = { latency: 1, makeDays: 10, buyDays: 5, listDays: 1, threshold: 3.5 };

/** Attention with a weekly season and noise; a spike multiplies the days from it on. */
function attention(seed: number, name: string, spikeAt: number | null = null, factor = 12): DailySeries {
  const random = createRandom(seed);
  const values = Float64Array.from({ length: DAYS }, (_, t) => {
    const burst = spikeAt !== null && t >= spikeAt && t < spikeAt + 3 ? factor : 1;
    return Math.round(
      1_000 * Math.exp(0.3 * Math.sin((2 * Math.PI * t) / 7) + 0.3 * random.normal()) * burst,
    );
  });
  return { name, firstDay: FIRST, values, zone: null, notes: [] };
}

/** Sales that follow it `lead` days later. */
function following(signal: DailySeries, lead: number, elasticity: number, seed: number): DailySeries {
  const random = createRandom(seed);
  const values = Float64Array.from({ length: DAYS }, (_, t) => {
    const before = signal.values[t - lead] ?? 1_000;
    return Math.round(40 * (before / 1_000) ** elasticity * Math.exp(0.1 * random.normal()));
  });
  return { name: `${signal.name} sold`, firstDay: FIRST, values, zone: null, notes: [] };
}

function pairOf(signal: string, over: Partial<LedPair> = {}): LedPair {
  const lead = over.lead === undefined ? 12 : over.lead;
  return {
    ...{ signal, outcome: `${signal} sold`, verdict: 'confirmed', lead, strength: 0.5, called: 'the mug' },
    interval: lead === null ? null : { lower: lead - 1, upper: lead + 1 },
    ...over,
  };
}

function looked(signal: DailySeries, pair: LedPair, ranOut: readonly string[] = [], asOf = ASOF) {
  const outcome = following(signal, Math.max(0, pair.lead ?? 0), 0.5, 77);
  const study = {
    signals: [{ name: signal.name, series: signal }],
    outcomes: [{ name: outcome.name, series: outcome }],
    causes: [],
    pairs: null,
  };
  return directivesOf({ study, pairs: [pair], settings: SETTINGS, asOf, ranOut: new Set(ranOut) });
}

describe('directives', () => {
  it('makes more of what a spike leads, by the day from which on it would come too late, and says how many', () => {
    const signal = attention(1, 'x', DAYS - 3);
    const { directives, live } = looked(
      signal,
      pairOf('x', { lead: 14, interval: { lower: 14, upper: 14 } }),
    );
    const [one] = directives;
    expect(directives).toHaveLength(1);
    expect(one).toMatchObject({ action: 'make', spike: { onset: ASOF - 2 }, followsOn: ASOF + 12 });
    // Onset 2 days ago + 14 days of lead - 1 until known - 10 to make.
    expect(one?.expires).toBe(ASOF - 2 + 14 - 1 - 10);
    expect(live).toMatchObject([{ daysLeft: 11 }]);
    if (one === undefined || 'why' in one.effect) throw new Error('it has an effect');
    const { effect } = one;
    expect(effect.elasticity).toBeGreaterThan(0.45);
    expect(effect.elasticity).toBeLessThan(0.55);
    // What the generator itself makes of these three days.
    const truth = [2, 1, 0].reduce(
      (sum, back) => sum + 40 * ((signal.values[DAYS - 1 - back] ?? 0) / 1_000) ** 0.5,
      0,
    );
    expect(effect).toMatchObject({ from: ASOF + 12, to: ASOF + 14 });
    expect(Math.abs(effect.units + effect.without - truth) / truth).toBeLessThan(0.15);
    expect(effect.lower).toBeLessThan(effect.units);
    expect(effect.units).toBeLessThan(effect.upper);
    expect(effect.coverage?.tried).toBeGreaterThan(10);
    expect(effect.coverage?.share).toBeGreaterThan(0.6);
    expect(looked(signal, pairOf('x', { lead: 14, interval: { lower: 14, upper: 14 } }))).toEqual({
      directives,
      live,
    });
  });

  it('asks for what the days left are enough for, and for restocking where nothing is left to put forward', () => {
    const within = (left: number, ranOut = false) => actingIn(left, 100, SETTINGS, ranOut);
    expect(within(10)).toEqual({ action: 'make', expires: 100 });
    expect(within(9)).toEqual({ action: 'buy', expires: 104 });
    expect(within(4)).toEqual({ action: 'list', expires: 103 });
    expect(within(4, true)).toEqual({ action: 'buy', expires: 103 });
    expect(within(0)).toBeNull();
    const { directives } = looked(attention(1, 'x', DAYS - 3), pairOf('x', { lead: 6 }), ['x sold']);
    expect(directives[0]?.sentence).toMatch(/^Restock the mug, which ran out lately, by /);
  });

  it('sees nothing where nothing is out of the ordinary, and forgets a spike once sales have followed', () => {
    expect(looked(attention(2, 'x'), pairOf('x'))).toEqual({ directives: [], live: [] });
    expect(looked(attention(1, 'x', DAYS - 20), pairOf('x')).live).toEqual([]);
  });

  it('judges a day by the days before it alone', () => {
    const whole = attention(1, 'x', DAYS - 10);
    const cut = { ...whole, values: whole.values.slice(0, DAYS - 5) };
    const then = looked(cut, pairOf('x'), [], ASOF - 5);
    expect(looked(whole, pairOf('x'), [], ASOF - 5).live).toEqual(then.live);
    expect(then.live).toHaveLength(1);
  });

  it('holds where sales come first or attention falls, and watches what isn’t sure', () => {
    const spiking = attention(1, 'x', DAYS - 3);
    const action = (pair: LedPair, signal = spiking) =>
      looked(signal, pair).directives.map((one) => one.action);
    const reverse = { lead: -6, interval: { lower: -6, upper: -6 }, verdict: 'sales lead social' } as const;
    expect(action(pairOf('x', reverse))).toEqual(['hold']);
    expect(action(pairOf('x', { strength: -0.4 }))).toEqual(['hold']);
    expect(action(pairOf('x'), attention(1, 'x', DAYS - 3, 0.05))).toEqual(['hold']);
    expect(action(pairOf('x', { verdict: 'suggestive' }))).toEqual(['watch']);
    expect(action(pairOf('x', { verdict: 'unresolved lag' }))).toEqual(['watch']);
    const near = attention(2, 'x');
    // Three standard deviations of the noise above its season.
    near.values[DAYS - 1] = 1_000 * Math.exp(0.3 * Math.sin((2 * Math.PI * (DAYS - 1)) / 7) + 0.9);
    expect(action(pairOf('x'), near)).toEqual(['watch']);
    expect(action(pairOf('x', { verdict: 'no evidence', lead: null }))).toEqual([]);
    const [watch] = looked(spiking, pairOf('x', { verdict: 'suggestive' })).directives;
    expect(watch?.effect).toHaveProperty('why');
  });

  it('says once what two platforms say of one product', () => {
    const [a, b] = [attention(1, 'a', DAYS - 3), attention(3, 'b', DAYS - 2)];
    const outcome = { ...following(a, 12, 0.5, 77), name: 'mug' };
    const study = {
      signals: [a, b].map((series) => ({ name: series.name, series })),
      outcomes: [{ name: 'mug', series: outcome }],
      ...{ causes: [], pairs: null },
    };
    const pairs = [
      pairOf('a', { outcome: 'mug', strength: 0.3 }),
      pairOf('b', { outcome: 'mug', strength: 0.6 }),
    ];
    const found = directivesOf({ study, pairs, settings: SETTINGS, asOf: ASOF, ranOut: new Set() });
    expect(found.directives).toMatchObject([{ pair: { signal: 'b' }, also: ['a'] }]);
    expect(found.live).toHaveLength(2);
  });
});

describe('an effect of several signals', () => {
  const [a, b] = [attention(1, 'a', DAYS - 3), attention(3, 'b', DAYS - 3)];
  const random = createRandom(9);
  const wanted = (t: number, spiking: boolean) =>
    [
      [a, 0.5],
      [b, 0.4],
    ].reduce((units, [series, elasticity]) => {
      const { values } = series as DailySeries;
      const usual = spiking || t - 12 < DAYS - 3 ? values[t - 12] : values[t - 12 - 70];
      return units * ((usual ?? 1_000) / 1_000) ** (elasticity as number);
    }, 40);
  const sold = Float64Array.from({ length: DAYS }, (_, t) =>
    Math.round(wanted(t, true) * Math.exp(0.1 * random.normal())),
  );
  const outcome: DailySeries = { name: 'mug', firstDay: FIRST, values: sold, zone: null, notes: [] };
  const study = {
    signals: [a, b].map((series) => ({ name: series.name, series })),
    outcomes: [{ name: 'mug', series: outcome }],
    ...{ causes: [], pairs: null },
  };
  const effectWith = (second: Partial<LedPair>) => {
    const pairs = [
      pairOf('a', { outcome: 'mug', strength: 0.6 }),
      pairOf('b', { outcome: 'mug', strength: 0.5, ...second }),
    ];
    const found = directivesOf({ study, pairs, settings: SETTINGS, asOf: ASOF, ranOut: new Set() });
    const [one] = found.directives;
    if (one === undefined || 'why' in one.effect) throw new Error('it has an effect');
    return { ...one.effect, sentence: one.sentence };
  };
  const truth = [DAYS + 9, DAYS + 10, DAYS + 11].reduce((sum, t) => sum + wanted(t, true), 0);

  it('counts what each brings once, and says so', () => {
    const { units, without, elasticity, beside, sentence } = effectWith({});
    expect(beside).toEqual(['b']);
    expect(Math.abs(units + without - truth) / truth).toBeLessThan(0.2);
    expect(Math.abs(elasticity - 0.5)).toBeLessThan(0.05);
    expect(sentence).toContain(
      'the other signal that leads it is reckoned with, and no rise is counted twice',
    );
  });

  it('leaves out what isn’t confirmed, and foresees too little then', () => {
    const { units, without, beside } = effectWith({ verdict: 'suggestive' });
    expect(beside).toEqual([]);
    expect((units + without) / truth).toBeLessThan(0.6);
  });

  it('reckons with one whose own lead ends sooner by what is known of it', () => {
    const { beside, to } = effectWith({ lead: 9, interval: { lower: 9, upper: 9 } });
    expect([beside, to]).toEqual([['b'], ASOF + 12]);
  });
});

describe('what it may cost, and what came of it', () => {
  const effect = {
    ...{ from: ASOF - 2, to: ASOF, units: 60, lower: 20, upper: 100, without: 90 },
    ...{ elasticity: 0.5, beside: [], coverage: null },
  };

  it('tells both ways of being wrong where margins are known', () => {
    expect(costOfBeingWrong(effect, { price: 1_000, cost: 400 })).toEqual({
      tooMany: 32_000,
      missed: 36_000,
    });
    expect(costOfBeingWrong(effect, { price: 1_000, cost: null })).toHaveProperty('why');
    expect(costOfBeingWrong({ why: 'none' }, { price: 1_000, cost: 400 })).toHaveProperty('why');
  });

  it('calls a hit or a miss only what can be counted', () => {
    const sold = (value: number): DailySeries => {
      return { name: 'y', firstDay: ASOF - 2, values: Float64Array.of(50, 50, value), zone: null, notes: [] };
    };
    expect(judge(effect, sold(60), ASOF, false)).toMatchObject({ is: 'hit', actualUnits: 70 });
    expect(judge(effect, sold(1), ASOF, true)).toMatchObject({ is: 'missed', actualUnits: 11 });
    expect(judge(effect, sold(Number.NaN), ASOF, false)).toMatchObject({
      is: 'cannot be told',
      actualUnits: null,
    });
    expect(judge(effect, sold(60), ASOF - 1, false)).toBeNull();
    expect(judge(null, sold(60), ASOF, false)).toMatchObject({ is: 'cannot be told' });
  });
});
