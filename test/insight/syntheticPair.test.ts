import { expect, it } from 'vitest';
import { sum } from '../../main/insight/numbers/moments.ts';
import { type PairKind, syntheticPair } from './syntheticPair.ts';

// From the reference generator, with a length, a lead and an effect of one's own; the cases hold whole pairs with drawn ones.
it.each<[PairKind, number, number, number[], number[], number | null, number]>([
  ['planted', 18689, 10986, [145, 139, 161, 73], [75, 79, 76, 63], 9, 0.4],
  ['null_shared_season', 18689, 10587, [145, 139, 161, 73], [78, 85, 65, 54], null, 0],
  ['null_trend', 28703, 15079, [166, 125, 126, 61], [121, 108, 73, 63], null, 0],
  ['null_independent', 18689, 12977, [145, 139, 161, 73], [86, 79, 65, 71], null, 0],
  ['reverse', 19162, 10587, [139, 135, 157, 69], [78, 85, 65, 54], -9, 0.4],
  ['planted_distributed', 18689, 10928, [145, 139, 161, 73], [73, 84, 72, 61], 9, 0.4],
])(
  'makes the counts of the reference generator: %s',
  (kind, allSocial, allSales, first, last, leadDays, beta) => {
    const { social, sales, truth } = syntheticPair(4242, kind, { days: 200, lead: 9, effect: 0.4 });
    expect([sum(social), sum(sales)]).toEqual([allSocial, allSales]);
    expect(Array.from(social.slice(0, 4))).toEqual(first);
    expect(Array.from(sales.slice(-4))).toEqual(last);
    expect(truth).toMatchObject({ kind, leadDays, beta });
  },
);
