import { expect, it } from 'vitest';
import { type Confirmation, decide, failedChecks, type Grounds, isClaim } from './decide.ts';
import type { Verdict } from './verdict.ts';

const PASSED: Confirmation = {
  interval: { lower: 6, upper: 8 },
  stability: { agree: 13, windows: 19 },
  granger: { forward: 0.001, backward: 0.6, order: 2 },
  backtest: { overSeasonalNaive: 0.3, overWithoutSignal: 0.05, origins: 40 },
};
const CLAIM: Grounds = { p: 0.001, q: 0.01, lead: 7, confirmation: PASSED };

function checked(changed: Partial<Confirmation>, lead = 7): Grounds {
  return { ...CLAIM, lead, confirmation: { ...PASSED, ...changed } };
}

const TABLE: readonly (readonly [string, Grounds, Verdict])[] = [
  ['all checks pass', CLAIM, 'confirmed'],
  ['p at the threshold, q at the threshold', { ...CLAIM, p: 0.05, q: 0.1 }, 'confirmed'],
  ['p beyond it', { ...CLAIM, p: 0.0501 }, 'no evidence'],
  ['q beyond it, p tiny', { ...CLAIM, q: 0.1001 }, 'no evidence'],
  ['p that is no number', { ...CLAIM, p: Number.NaN }, 'no evidence'],
  ['q that is no number', { ...CLAIM, q: Number.NaN }, 'no evidence'],
  ['nothing checked yet', { ...CLAIM, confirmation: null }, 'suggestive'],
  ['an interval of 14 days', checked({ interval: { lower: 1, upper: 15 } }), 'confirmed'],
  ['an interval of 15 days', checked({ interval: { lower: 1, upper: 16 } }), 'unresolved lag'],
  ['a wide interval below 0', checked({ interval: { lower: -20, upper: -2 } }, -9), 'unresolved lag'],
  ['no interval', checked({ interval: null }), 'unresolved lag'],
  ['sales first', checked({ interval: { lower: -8, upper: -1 } }, -5), 'sales lead social'],
  [
    'sales first, no check passes',
    {
      ...checked({ interval: { lower: -5, upper: -5 }, stability: null, granger: null, backtest: null }, -5),
    },
    'sales lead social',
  ],
  ['sales first or the same day', checked({ interval: { lower: -3, upper: 0 } }, -1), 'suggestive'],
  ['the same day', checked({ interval: { lower: 0, upper: 0 } }, 0), 'suggestive'],
  [
    'a lead whose interval reaches the day itself',
    checked({ interval: { lower: 0, upper: 3 } }, 2),
    'suggestive',
  ],
  ['too few windows agree', checked({ stability: { agree: 12, windows: 19 } }), 'suggestive'],
  ['exactly two thirds agree', checked({ stability: { agree: 2, windows: 3 } }), 'confirmed'],
  ['no window at all', checked({ stability: { agree: 0, windows: 0 } }), 'suggestive'],
  ['too short for windows', checked({ stability: null }), 'suggestive'],
  ['the past adds nothing', checked({ granger: { forward: 0.05, backward: 0.5, order: 1 } }), 'suggestive'],
  ['no Granger test', checked({ granger: { forward: null, backward: null, order: 1 } }), 'suggestive'],
  [
    'forecasts no better',
    checked({ backtest: { overSeasonalNaive: 0.4, overWithoutSignal: 0, origins: 9 } }),
    'suggestive',
  ],
  [
    'forecasts unknown',
    checked({ backtest: { overSeasonalNaive: 0.4, overWithoutSignal: Number.NaN, origins: 9 } }),
    'suggestive',
  ],
  ['no backtest', checked({ backtest: null }), 'suggestive'],
];

it.each(TABLE)('%s', (_, grounds, verdict) => {
  expect(decide(grounds)).toBe(verdict);
});

it('names the checks that failed', () => {
  expect(failedChecks(PASSED)).toEqual([]);
  expect(failedChecks({ interval: null, stability: null, granger: null, backtest: null })).toEqual([
    'stability',
    'granger',
    'backtest',
  ]);
});

it('makes a claim on p and q together', () => {
  expect([isClaim(0.05, 0.1), isClaim(0.06, 0.01), isClaim(0.01, 0.11)]).toEqual([true, false, false]);
});
