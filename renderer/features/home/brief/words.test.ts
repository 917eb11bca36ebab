import { expect, it } from 'vitest';
import type { ExpectedEffect, PairTold } from '../../../../shared/contract/brief.ts';
import { createFormats } from '../../../app/createFormats.ts';
import {
  costWords,
  effectWords,
  figuresWords,
  headline,
  leadWords,
  pairWords,
  spikeWords,
  timeWords,
} from './words.ts';

const formats = createFormats({ locale: 'en-US', zone: 'UTC', currency: 'USD', now: () => 0 });

const EFFECT: ExpectedEffect = {
  days: { from: '2025-12-20', to: '2026-01-02' },
  units: { value: 120.4, from: -8, to: 260 },
  money: { value: 120_040, from: -800, to: 260_000 },
  currency: 'EUR',
  coverage: { share: 0.88, tried: 24 },
  why: null,
};

it('tells an effect with its interval, unit and days, on whichever side of nothing it lies', () => {
  expect(effectWords(EFFECT, formats)).toEqual({
    told: '+120 units (-8 to +260); +€1,200.40 (-€8.00 to +€2,600.00), from 20 Dec 2025 to 2 Jan 2026',
    trust: 'Of 24 such intervals made on earlier days, 88% held what came.',
  });
});

it('tells why there is no number, and never makes one up', () => {
  const why = 'Fewer than three earlier spikes.';
  const none = { ...EFFECT, units: null, money: null, days: null, coverage: null, why };
  expect(effectWords(none, formats)).toEqual({ told: why, trust: null });
  const unitsOnly = effectWords(
    { ...EFFECT, money: null, coverage: null, why: 'No price is known.' },
    formats,
  );
  expect(unitsOnly.told).toBe('+120 units (-8 to +260), from 20 Dec 2025 to 2 Jan 2026');
  expect(unitsOnly.trust).toBe(
    'Whether such intervals hold could not be tried on earlier days. No price is known.',
  );
});

it('tells both mistakes in money, or what is missing to reckon them', () => {
  const cost = { tooManyMinor: 30_000.4, missedMinor: 90_000, currency: null, why: null };
  expect(costWords(cost, formats)).toEqual([
    '$300.00, if you prepare for the upper end and only the lower one comes.',
    '$900.00, if you do nothing and it comes as expected.',
  ]);
  const unknown = { tooManyMinor: null, missedMinor: null, currency: null, why: 'No margin is given.' };
  expect(costWords(unknown, formats)).toEqual(['No margin is given.']);
});

it.each([
  [{ daysLeft: 6, expires: '2026-03-14' }, '6 days left, until 14 Mar 2026'],
  [{ daysLeft: 1, expires: '2026-03-14' }, '1 day left, until 14 Mar 2026'],
  [{ daysLeft: 0, expires: '2026-03-14' }, 'Last day: 14 Mar 2026'],
  [{ daysLeft: -3, expires: '2026-03-14' }, 'Over since 14 Mar 2026'],
  [{ daysLeft: null, expires: null }, 'No deadline'],
])('says of %j how long is left', (directive, told) => {
  expect(timeWords(directive, formats)).toBe(told);
});

it('says who comes first, whichever it is', () => {
  expect(leadWords({ days: 9, from: 7, to: 11 }, formats)).toBe('9 days later, 7 to 11 by its 95% interval');
  expect(leadWords({ days: -1, from: null, to: null }, formats)).toBe('1 day earlier');
  expect(leadWords({ days: 0, from: null, to: null }, formats)).toBe('on the same day');
});

it('shows what was measured of a spike, and leaves out what was not', () => {
  const spike = { day: '2026-03-08', z: 4.12, threshold: 3.5, value: 12_300, expected: 4_100.2 };
  expect(spikeWords({ spike }, formats)).toBe(
    '4.1 standard deviations above what is usual on 8 Mar 2026; 3.5 make a spike. The signal stood at 12,300, where season and its own past foresaw 4,100.',
  );
  expect(spikeWords({ spike: { ...spike, z: -2, value: null } }, formats)).toBe(
    '2 standard deviations below what is usual on 8 Mar 2026; 3.5 make a spike.',
  );
  const evidence = {
    verdict: 'confirmed',
    finding: '',
    version: 1,
    also: [],
    spike,
    lead: null,
    r: 0.3,
    q: 0.00001,
  };
  expect(figuresWords(evidence, formats)).toBe('r 0.30 · q below 0.001');
});

it('takes what is to be done apart from why', () => {
  expect(headline('Make more mugs by 2026-01-04. It spiked (5.4 times). Not the cause.')).toEqual({
    head: 'Make more mugs by 2026-01-04.',
    rest: 'It spiked (5.4 times). Not the cause.',
  });
  expect(headline('Hold')).toEqual({ head: 'Hold', rest: '' });
  expect(headline('Hold it.')).toEqual({ head: 'Hold it.', rest: '' });
});

it('names a pair by what a person knows it by', () => {
  const pair: PairTold = {
    ...{ signal: 'tiktok · croc charm', outcome: 'SKU-7 units', category: null },
    ...{ platform: 'tiktok', trend: 'croc-charm', product: 'SKU-7' },
    ...{ signalLabel: 'tiktok · croc charm', outcomeLabel: 'SKU-7 units' },
    ...{ trendLabel: 'Croc charm', productLabel: 'Croc charm set' },
  };
  expect(pairWords(pair)).toEqual({ leads: 'Croc charm on TikTok', follows: 'Croc charm set' });
  expect(pairWords({ ...pair, trendLabel: null, productLabel: null })).toEqual({
    leads: 'tiktok · croc charm',
    follows: 'SKU-7 units',
  });
});
