import { describe, expect, it } from 'vitest';
import { createRandom } from '../numbers/random.ts';
import { countFeatures, logRatios } from './categoryCounts.ts';
import { type Correction, contradictionsIn } from './corrections.ts';
import { EMPTY_MODEL, learn } from './learn.ts';
import { sharesOf, sharpnessOf } from './sharpness.ts';

const said = (label: string, category: string, at: string): Correction => ({
  trend: { trend: label, label, hashtags: [] },
  category,
  at,
});

function made(): Correction[] {
  const random = createRandom(8);
  const words = ['glass', 'goat', 'feud', 'snow', 'knit', 'song', 'dog', 'cup'];
  return Array.from({ length: 60 }, (_, i) =>
    said(
      `${words[random.below(8)]} ${words[random.below(8)]}`,
      ['memes', 'product', 'drama', 'pets'][random.below(4)] ?? '',
      `2026-01-${String(1 + (i % 28)).padStart(2, '0')}`,
    ),
  );
}

describe('learn', () => {
  it('makes the same model at once, one by one and in any order', () => {
    const corrections = made();
    const whole = learn(corrections);
    const grown = corrections.reduce((model, one) => learn([one], model), EMPTY_MODEL);
    const random = createRandom(1);
    const shuffled = corrections
      .map((one) => ({ one, at: random.uniform() }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one);
    expect(whole.kept.length).toBeGreaterThan(20);
    expect(grown).toEqual(whole);
    expect(learn(shuffled)).toEqual(whole);
    expect(learn(corrections, whole)).toEqual(whole);
  });

  it('lets the newest of contradictory corrections win, and tells them', () => {
    const model = learn([
      said('Goat song', 'memes', '2026-01-02'),
      said('goat SONG', 'entertainment', '2026-01-03'),
      said('goat song', 'drama', '2026-01-01'),
      said('cup', 'product', '2026-01-01'),
      said('cup', 'product', '2026-01-04'),
    ]);
    expect(contradictionsIn(model.kept)).toEqual([
      { text: 'goat SONG', category: 'entertainment', overruled: ['memes', 'drama'] },
    ]);
    expect(model.words.totals[model.categories.indexOf('memes')]).toBe(0);
    expect(model.words.totals[model.categories.indexOf('entertainment')]).toBe(2);
  });

  it('knows no more than the built-in categories before it is taught', () => {
    expect(EMPTY_MODEL.categories).toHaveLength(6);
    expect(learn([said('x', 'pets', '1')]).categories).toContain('pets');
  });
});

describe('logRatios', () => {
  const counts = countFeatures(
    [
      { category: 0, features: ['a', 'b'] },
      { category: 0, features: ['a'] },
      { category: 1, features: ['b'] },
    ],
    3,
  );

  it('compares a category with all texts, smoothed towards them', () => {
    // a: 2 of 4 features; in the first category 2 of 3, in the second none of 1.
    const expected = [(2 + 10 * 0.5) / 13 / 0.5, (10 * 0.5) / 11 / 0.5, 1].map(Math.log);
    logRatios(counts, 'a', 10)?.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 12);
    });
  });

  it('leaves a text out as if it had never been counted', () => {
    const without = countFeatures(
      [
        { category: 0, features: ['a', 'b'] },
        { category: 1, features: ['b'] },
      ],
      3,
    );
    expect(logRatios(counts, 'b', 10, { category: 0, features: ['a'] })?.length).toBe(3);
    const left = { category: 0, features: ['a'] };
    expect(logRatios(counts, 'a', 10, left)).toEqual(logRatios(without, 'a', 10));
  });

  it('says nothing of what it never saw, or saw only in the text left out', () => {
    expect(logRatios(counts, 'c', 10)).toBeNull();
    const single = countFeatures([{ category: 0, features: ['a'] }], 2);
    expect(logRatios(single, 'a', 10, { category: 0, features: ['a'] })).toBeNull();
  });
});

describe('sharpness', () => {
  it('is high where evidence is always right and low where it is noise', () => {
    const right = Array.from({ length: 40 }, (_, i) => ({ place: i % 2, evidence: i % 2 ? [0, 3] : [3, 0] }));
    const noise = right.map((text, i) => ({ ...text, place: i % 4 < 2 ? 0 : 1 }));
    expect(sharpnessOf(right)).toBeGreaterThan(1.9);
    expect(sharpnessOf(noise)).toBeLessThan(0.05);
    expect(sharpnessOf([])).toBeLessThan(0.05);
  });

  it('shares out 1, whatever the size of the evidence', () => {
    expect(sharesOf([1000, 1000, -1000])).toEqual([0.5, 0.5, 0]);
  });
});
