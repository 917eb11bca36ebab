import { describe, expect, it } from 'vitest';
import { refusedFinding } from '../finding/finding.ts';
import type { Finding, Verdict } from '../finding/verdict.ts';
import { refuse } from '../series/refusal.ts';
import { findingsByCategory } from './findingsByCategory.ts';
import { wilsonInterval } from './wilsonInterval.ts';

function finding(signal: string, outcome: string, verdict: Verdict, lead: number | null = null): Finding {
  const refused = refusedFinding(signal, outcome, refuse('constant', '', ''));
  return { ...refused, verdict, lead };
}

const CATEGORY_OF = new Map([
  ...Array.from({ length: 20 }, (_, i) => [`memes${i}`, 'memes'] as const),
  ...Array.from({ length: 4 }, (_, i) => [`drama${i}`, 'drama'] as const),
]);

const FINDINGS: Finding[] = [
  ...Array.from({ length: 20 }, (_, i) =>
    i < 5
      ? finding(`memes${i}`, 'mug/units', 'confirmed', [3, 9, 4, 5, 30][i] ?? 0)
      : finding(`memes${i}`, 'mug/units', 'no evidence'),
  ),
  finding('memes0', 'hat/units', 'refused'),
  ...Array.from({ length: 4 }, (_, i) => finding(`drama${i}`, 'mug/units', 'confirmed', 7)),
  finding('unknown', 'mug/units', 'suggestive', 2),
];

describe('findingsByCategory', () => {
  const told = findingsByCategory(FINDINGS, { categoryOf: CATEGORY_OF });
  const of = (category: string) => told.categories.find((one) => one.category === category);

  it('counts verdicts and gives the share and the median lead with its range', () => {
    expect(of('memes')).toMatchObject({
      tried: 20,
      verdicts: { confirmed: 5, 'no evidence': 15, refused: 1 },
      confirmed: { kind: 'share', share: 0.25 },
      lead: { days: 5, shortest: 3, longest: 30, of: 5 },
    });
  });

  it('widens the interval by how many categories were tried, few pairs among them', () => {
    expect(told.compared).toBe(3);
    // z of 1 - 0.05/6 is 2.3940; of one alone it would be 1.96 and the interval 0.112 to 0.469.
    const expected = wilsonInterval(5, 20, 2.393979800769);
    const share = of('memes')?.confirmed;
    expect(share?.kind === 'share' && [share.lower, share.upper]).toEqual([
      expect.closeTo(expected.lower, 9),
      expect.closeTo(expected.upper, 9),
    ]);
    expect(expected.lower).toBeLessThan(0.1);
  });

  it('says of a category with few pairs that they are few, and no share', () => {
    expect(of('drama')).toMatchObject({
      confirmed: { kind: 'few pairs', pairs: 4, needed: 10 },
      lead: { days: 7, of: 4 },
    });
    expect(of('uncategorised')).toMatchObject({ tried: 1, lead: null });
  });

  it('goes down to products, and takes a refused pair for no try', () => {
    const products = of('memes')?.products;
    expect(products?.map(({ product, tried }) => [product, tried])).toEqual([
      ['mug/units', 20],
      ['hat/units', 0],
    ]);
    expect(told.comparedWithProducts).toBe(3);
    const named = findingsByCategory(FINDINGS, {
      categoryOf: CATEGORY_OF,
      productOf: new Map([['mug/units', 'Mug']]),
    });
    expect(named.categories.find(({ category }) => category === 'memes')?.products[0]?.product).toBe('Mug');
  });

  it('doesn’t mind the order, and has nothing to say of nothing', () => {
    expect(findingsByCategory([...FINDINGS].reverse(), { categoryOf: CATEGORY_OF })).toEqual(told);
    expect(findingsByCategory([], { categoryOf: CATEGORY_OF }).categories).toEqual([]);
  });
});

describe('wilsonInterval', () => {
  it('is the score interval without a correction for continuity', () => {
    const { lower, upper } = wilsonInterval(5, 20, 1.959963984540054);
    expect([lower, upper]).toEqual([expect.closeTo(0.1118617, 6), expect.closeTo(0.4687009, 6)]);
  });

  it('has a width where nothing or everything succeeded', () => {
    expect(wilsonInterval(0, 20, 1.96)).toEqual({ lower: 0, upper: expect.closeTo(0.1611, 3) });
    expect(wilsonInterval(20, 20, 1.96)).toEqual({ lower: expect.closeTo(0.8389, 3), upper: 1 });
  });
});
