import { describe, expect, it } from 'vitest';
import { rememberDecision } from './decisions.ts';
import type { LagEvidence, ProductText } from './proposal.ts';
import { type ProposeOptions, propose } from './propose.ts';

const productOf = (title: string, tags: readonly string[] = [], brand = 'Ours'): ProductText => ({
  product: title,
  title,
  tags,
  brand,
});
const trendOf = (label: string, hashtags: readonly string[] = []) => ({ trend: label, label, hashtags });

const SHOP = [
  productOf('Glass Coffee Table', ['living room']),
  productOf('Canvas Sneakers', ['shoes']),
  productOf('Stanley Steel Tumbler', ['hydration'], 'Stanley'),
  productOf('Ceramic Tumbler', ['hydration']),
  productOf('Wool Blanket', ['cosy', 'sleep']),
];

const proposed = (label: string, hashtags: readonly string[] = [], options: ProposeOptions = {}) =>
  propose([trendOf(label, hashtags)], SHOP, options);
const names = (label: string, hashtags: readonly string[] = [], options: ProposeOptions = {}) =>
  proposed(label, hashtags, options).map(({ product }) => product);

describe('texts', () => {
  it.each(['#CoffeeTable', '#coffeetable', '#COFFEETABLES', '#coffee_table2026', 'Coffee-Tables!'])(
    'of %s and a coffee table are alike',
    (text) => {
      const [first] = proposed('', [text]).concat(proposed(text));
      expect(first?.product).toBe('Glass Coffee Table');
      expect(first?.because.map(({ kind }) => kind)).toEqual(['word', 'word']);
      for (const reason of first?.because ?? []) if ('trend' in reason) expect(text).toContain(reason.trend);
    },
  );

  it('are alike by a table of synonyms, which the reason tells', () => {
    expect(names('my trainers')).toEqual([]);
    const [found] = proposed('my trainers', [], {
      synonyms: [
        ['trainer', 'Sneakers'],
        ['kicks', 'sneaker'],
      ],
    });
    expect(found).toMatchObject({
      product: 'Canvas Sneakers',
      because: [{ kind: 'synonym', trend: 'trainers', product: 'Sneakers' }],
    });
    expect(
      names('fresh kicks', [], {
        synonyms: [
          ['trainer', 'Sneakers'],
          ['kicks', 'trainer'],
        ],
      }),
    ).toHaveLength(1);
    expect(names('gym shoe fit', [], { synonyms: [['gym shoe', 'sneaker']] })[0]).toBe('Canvas Sneakers');
  });

  it('that are only spelled alike say so', () => {
    const [found] = proposed('sneakrs');
    expect(found).toMatchObject({
      product: 'Canvas Sneakers',
      because: [{ kind: 'spelling', trend: 'sneakrs', product: 'Sneakers' }],
    });
  });

  it('aren’t alike by stop words and years', () => {
    const shop = [productOf('The New Best of 2026')];
    expect(propose([trendOf('the new viral best of 2026')], shop)).toEqual([]);
    expect(propose([trendOf('velvet')], [productOf('velvet')], { stopWords: ['Velvet'] })).toEqual([]);
    expect(propose([trendOf('velvet')], [productOf('velvet')])).toHaveLength(1);
  });

  it.each(['', '😂', '#', '…'])('without words (%j) propose nothing', (text) => {
    expect(names(text, [text])).toEqual([]);
    expect(propose([trendOf('blanket')], [productOf(text, [text], '')])).toEqual([]);
  });

  it('are compared in every script', () => {
    const shop = [productOf('Grüner Tee'), productOf('हिन्दी किताब'), productOf('ＭＡＴＣＨＡ bowl')];
    expect(propose([trendOf('GRUNER tee')], shop)[0]?.product).toBe('Grüner Tee');
    expect(propose([trendOf('#हिन्दी')], shop)[0]?.product).toBe('हिन्दी किताब');
    expect(propose([trendOf('matcha')], shop)[0]?.product).toBe('ＭＡＴＣＨＡ bowl');
  });
});

describe('a brand that is never linked', () => {
  it('isn’t proposed, nor is its name a reason for another', () => {
    expect(names('stanley tumbler')).toContain('Stanley Steel Tumbler');
    const without = proposed('stanley tumbler', ['#StanleyCup', '#stanleytumbler'], {
      neverLink: ['STANLEY'],
    });
    expect(without.map(({ product }) => product)).toEqual(['Ceramic Tumbler']);
    expect(JSON.stringify(without[0]?.because).toLowerCase()).not.toContain('stanley');
    expect(names('stanley everything', [], { neverLink: ['Stanley'] })).toEqual([]);
  });

  it('is no reason by being named in the text of another product either', () => {
    const shop = [productOf('Steel Tumbler', ['stanley dupe']), productOf('Wool Scarf')];
    expect(propose([trendOf('stanley mania', ['#stanleydupe'])], shop)).toHaveLength(1);
    const got = propose([trendOf('stanley mania')], shop, { neverLink: ['Stanley'] });
    expect(got).toEqual([]);
  });

  it('is known by all of its words and not by a part of one', () => {
    const shop = [productOf('Wool Scarf', [], 'Slumber & Co'), productOf('Slumber Wool Mask')];
    const got = propose([trendOf('wool')], shop, { neverLink: ['slumber & co', ''] });
    expect(got.map(({ product }) => product)).toEqual(['Slumber Wool Mask']);
  });
});

describe('lag evidence', () => {
  const evidence = (verdict: LagEvidence['verdict'], strength: number | null, product = 'Wool Blanket') => [
    { trend: 'wool season', product, verdict, strength },
  ];
  const scoreWith = (given: readonly LagEvidence[]) =>
    proposed('wool season', [], { evidence: given })[0]?.score ?? 0;

  it('raises a proposal by its verdict and strength, and accepts none', () => {
    const alone = scoreWith([]);
    const weak = scoreWith(evidence('suggestive', 0.4));
    const strong = scoreWith(evidence('confirmed', -0.4));
    expect(alone).toBeGreaterThan(0.18);
    expect(weak).toBeCloseTo(alone + (1 - alone) * 0.08, 12);
    expect(strong).toBeCloseTo(alone + (1 - alone) * 0.2, 12);
    expect(scoreWith([...evidence('confirmed', -0.4), ...evidence('suggestive', 0.9)])).toBe(strong);
    const [sure] = proposed('wool season', [], { evidence: evidence('confirmed', 5) });
    expect(sure).toMatchObject({ affiliation: 'proposed' });
    expect(sure?.score).toBeLessThan(1);
    expect(sure?.because.at(-1)).toEqual({ kind: 'lag', verdict: 'confirmed', strength: 5 });
  });

  it('lifts a likeness that is too weak by itself', () => {
    const weak = 'long slow lazy golden quiet evening season under wool';
    const given = [{ trend: weak, product: 'Wool Blanket', verdict: 'confirmed', strength: 0.6 } as const];
    expect(names(weak)).toEqual([]);
    expect(names(weak, [], { evidence: given })).toEqual(['Wool Blanket']);
  });

  it.each(['no evidence', 'refused', 'sales lead social'] as const)('of %s raises nothing', (verdict) => {
    expect(scoreWith(evidence(verdict, 0.9))).toBe(scoreWith([]));
  });

  it('without a strength raises nothing, and proposes nothing whose texts share nothing', () => {
    expect(scoreWith(evidence('confirmed', null))).toBe(scoreWith([]));
    expect(scoreWith(evidence('confirmed', Number.NaN))).toBe(scoreWith([]));
    const unrelated = proposed('wool season', [], { evidence: evidence('confirmed', 1, 'Canvas Sneakers') });
    expect(unrelated.map(({ product }) => product)).toEqual(['Wool Blanket']);
  });
});

describe('decisions', () => {
  const trend = trendOf('cosy blanket', ['#Cosy', '#Sleep']);
  const blanket = SHOP[4] ?? productOf('');
  const decided = (decision: 'accepted' | 'rejected', at = '2026-01-01') =>
    rememberDecision(trend, blanket, decision, at);
  const laterOf = (
    decisions: ProposeOptions['decisions'] = [],
    told = trend,
    shop: readonly ProductText[] = SHOP,
  ) => propose([told], shop, { decisions, perTrend: 1 });

  it('of rejection keep a pair away until one of its texts changes', () => {
    expect(laterOf()).toHaveLength(1);
    expect(laterOf([decided('rejected')])).toEqual([]);
    const respelled = { ...trend, label: 'COSY  blánket!', hashtags: ['sleep', '#cosy'] };
    expect(laterOf([decided('rejected')], respelled)).toEqual([]);
    const changed = { ...trend, label: 'cosy wool blanket' };
    expect(laterOf([decided('rejected')], changed)[0]).toMatchObject({ affiliation: 'proposed' });
    expect(laterOf([decided('rejected')], changed)[0]?.because).toContainEqual({ kind: 'text changed' });
    const retitled = SHOP.map((product) => ({ ...product, title: `${product.title} XL` }));
    expect(laterOf([decided('rejected')], trend, retitled)).toHaveLength(1);
  });

  it('of acceptance stay beside the bound, whatever becomes of text, brand or score', () => {
    const other = productOf('Cosy Blanket Bag', ['cosy', 'blanket']);
    const got = laterOf([decided('accepted')], trend, [...SHOP, other]);
    expect(got.map(({ product, affiliation }) => [product, affiliation]).sort()).toEqual([
      ['Cosy Blanket Bag', 'proposed'],
      ['Wool Blanket', 'accepted'],
    ]);
    const renamed = { ...trend, label: 'entirely else', hashtags: [] };
    expect(laterOf([decided('accepted')], renamed)).toEqual([
      {
        trend: trend.trend,
        product: 'Wool Blanket',
        score: 0,
        affiliation: 'accepted',
        because: [{ kind: 'accepted' }],
      },
    ]);
    const kept = propose([trend], SHOP, { decisions: [decided('accepted')], neverLink: ['Ours'] });
    expect(kept.map(({ product }) => product)).toEqual(['Wool Blanket']);
    expect(laterOf([decided('accepted')], trend, SHOP.slice(0, 4))).toEqual([]);
  });

  it('count by the newest, in any order', () => {
    const first = decided('rejected', '2026-01-01');
    const then = decided('accepted', '2026-01-02');
    expect(laterOf([then, first])).toEqual(laterOf([first, then]));
    expect(laterOf([then, first])[0]?.affiliation).toBe('accepted');
    expect(laterOf([first, then, decided('rejected', '2026-01-03')])).toEqual([]);
    expect(laterOf([decided('accepted'), decided('rejected')])).toEqual([]);
  });
});
