import { describe, expect, it } from 'vitest';
import { categorise } from './categorise.ts';
import { compileRules } from './compileRules.ts';
import type { Correction } from './corrections.ts';
import { EMPTY_MODEL, learn } from './learn.ts';

const RULES = compileRules();
const NO_RULES = compileRules({}, {});

const trendOf = (label: string, hashtags: readonly string[] = []) => ({ trend: label, label, hashtags });
const said = (label: string, category: string, at = '2026-01-01T00:00:00Z'): Correction => ({
  trend: trendOf(label),
  category,
  at,
});

describe('rules', () => {
  it.each([
    ['#BackToSchool desk', 'seasonal', 'BackToSchool'],
    ['back to school desk', 'seasonal', 'back'],
    ['HOW TO knot', 'how-to', 'HOW'],
    ['Noël 2026', 'seasonal', 'Noël'],
    ['🎃 everywhere', 'seasonal', '🎃'],
    ['the Feud goes on', 'drama', 'Feud'],
  ])('find what %j is about', (label, category, text) => {
    const answer = categorise(trendOf(label), RULES, EMPTY_MODEL);
    expect(answer.category).toBe(category);
    expect(answer.because).toContainEqual(expect.objectContaining({ kind: 'rule', text, own: false }));
    expect(label).toContain(text);
  });

  it('look into hashtags beside the label, with or without their sign', () => {
    for (const tag of ['#KPop', 'kpop'])
      expect(categorise(trendOf('the stage', [tag]), RULES, EMPTY_MODEL).category).toBe('entertainment');
  });

  it('don’t find a phrase across two hashtags', () => {
    expect(categorise(trendOf('', ['#redBig', '#carpetToday']), RULES, EMPTY_MODEL).category).toBeNull();
  });

  it('of the user win over those built in, and may name a category of their own', () => {
    const rules = compileRules({ pets: { words: ['hamster', '…'] }, memes: { phrases: ['how to'] } });
    expect(categorise(trendOf('hamster tutorial recipe #DIY'), rules, EMPTY_MODEL)).toMatchObject({
      category: 'pets',
      because: [{ kind: 'rule', rule: 'hamster', text: 'hamster', own: true }],
    });
    expect(categorise(trendOf('how to whistle'), rules, EMPTY_MODEL).category).toBe('memes');
  });

  it('that contradict each other leave the answer less sure', () => {
    const alone = categorise(trendOf('a feud'), RULES, EMPTY_MODEL);
    const contested = categorise(trendOf('a feud and a recipe'), RULES, EMPTY_MODEL);
    expect(contested.confidence).toBeLessThan(0.5);
    expect(alone.confidence).toBeGreaterThan(0.6);
  });

  it('choose before anything learned, which makes them less sure where it contradicts', () => {
    const model = learn(
      Array.from({ length: 30 }, (_, i) => [
        said(`glass bead ring charm pin ${i}`, 'product'),
        said(`wooden spoon carving knife ${i}`, 'how-to'),
      ]).flat(),
    );
    const text = trendOf('glass bead ring charm pin summer');
    const before = categorise(text, RULES, EMPTY_MODEL);
    const after = categorise(text, RULES, model);
    const learnedAlone = categorise(text, NO_RULES, model);
    expect(learnedAlone.category).toBe('product');
    expect(learnedAlone.confidence).toBeGreaterThan(0.9);
    expect(after.category).toBe('seasonal');
    expect(after.confidence).toBeLessThan(0.3);
    expect(before.confidence).toBeGreaterThan(0.6);
  });
});

describe('without ground', () => {
  it.each(['', '   ', '!!!', 'zzyzx'])('%j has no category', (label) => {
    const answer = categorise(trendOf(label), RULES, EMPTY_MODEL);
    expect(answer).toEqual({ category: null, confidence: 0, because: [] });
  });
});

describe('what the user said', () => {
  it('of the same text holds over every rule, also when it is written differently', () => {
    const model = learn([said('Holiday Feud #DIY', 'memes')]);
    const answer = categorise(trendOf('holiday FEUD #diy'), RULES, model);
    expect(answer).toMatchObject({ category: 'memes', confidence: 1, because: [{ kind: 'correction' }] });
  });

  it('of a text without words is known by its trend', () => {
    const model = learn([{ trend: { trend: 'a', label: '…', hashtags: [] }, category: 'memes', at: '1' }]);
    expect(categorise({ trend: 'a', label: '', hashtags: [] }, RULES, model).category).toBe('memes');
    expect(categorise({ trend: 'b', label: '', hashtags: [] }, RULES, model).category).toBeNull();
  });

  it('teaches what else has its words, and says by which', () => {
    const model = learn([
      ...['glass bead', 'glass ring', 'glass charm'].map((text) => said(text, 'product')),
      ...['loud goat', 'loud cat', 'loud dog'].map((text) => said(text, 'memes')),
    ]);
    const answer = categorise(trendOf('Glass vase'), NO_RULES, model);
    expect(answer.category).toBe('product');
    expect(answer.because[0]).toEqual({ kind: 'learned', text: 'Glass' });
    expect(categorise(trendOf('a LOUD frog'), NO_RULES, model).category).toBe('memes');
  });

  it('a thousand times of one category doesn’t make everything of it', () => {
    const many = Array.from({ length: 1000 }, (_, i) => said(`item ${i} shop w${i % 90}`, 'product'));
    const few = ['goat song', 'goat dance', 'goat face', 'goat scream'].map((text) => said(text, 'memes'));
    const alone = learn(many);
    expect(categorise(trendOf('entirely else'), NO_RULES, alone)).toMatchObject({ category: null });
    expect(categorise(trendOf('shop w3 today'), NO_RULES, alone).confidence).toBeLessThan(0.6);
    const both = learn(few, alone);
    expect(categorise(trendOf('goat again'), NO_RULES, both).category).toBe('memes');
    expect(categorise(trendOf('shop w3 again'), NO_RULES, both).category).toBe('product');
  });
});
