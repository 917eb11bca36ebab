import { describe, expect, it } from 'vitest';
import { letterGrams } from './letterGrams.ts';
import { plainForm, tagsOf, wordsOf, wordsOfTag, wordsOfTrend } from './words.ts';

const plain = (text: string) => wordsOf(text).map(({ word }) => word);

describe('wordsOf', () => {
  it('takes a hashtag apart where case, digits and underscores do', () => {
    expect(plain('#BackToSchool2024')).toEqual(['back', 'to', 'school', '2024']);
    expect(plain('#DIYHacks #5MinuteCrafts #día_de_muertos')).toEqual([
      ...['diy', 'hacks', '5', 'minute', 'crafts', 'dia', 'de', 'muertos'],
    ]);
    expect(wordsOfTag('ÉtéÀParis').map(({ text }) => text)).toEqual(['Été', 'À', 'Paris']);
    expect(wordsOfTag('E\u0301te\u0301Chaud').map(({ word }) => word)).toEqual(['ete', 'chaud']);
  });

  it('leaves a word that is no hashtag whole, whatever its case', () => {
    expect(plain('iPhone SHOUT')).toEqual(['iphone', 'shout']);
  });

  it('tells no words apart by accents, case, apostrophes or compatibility forms', () => {
    expect(plain("Mother’s MOTHERS mother's")).toEqual(['mothers', 'mothers', 'mothers']);
    expect(plain('Beyoncé BEYONCE\u0301 ｂｅｙｏｎｃｅ')).toEqual(['beyonce', 'beyonce', 'beyonce']);
    expect(plainForm('STRASSE')).toBe(plainForm('Straße'));
    expect(plainForm('İstanbul')).toBe('istanbul');
    expect(plainForm('ΟΔΟΣ')).toBe(plainForm('οδος'));
  });

  it('keeps the marks that are letters of their script', () => {
    expect(plain('हिन्दी')).toEqual(['हिन्दी'.normalize('NFC')]);
  });

  it('takes every emoji for a word, without skin or sex', () => {
    expect(plain('😂🎄 👍🏽 ❤️ 🇩🇪 ACME™')).toEqual(['😂', '🎄', '👍', '❤', '🇩🇪', 'acme']);
  });

  it.each(['', '   ', '#', '!?…', '\u0301'])('finds no word in %j', (text) => {
    expect(wordsOf(text)).toEqual([]);
    expect(wordsOfTag(text)).toEqual([]);
  });
});

describe('a trend', () => {
  const trend = { label: 'Cosy days #CozySeason', hashtags: ['#HotChocolate', 'Book_Tok'] };

  it('has the words of its label and then of its hashtags, in any order of these', () => {
    const words = wordsOfTrend(trend).map(({ word }) => word);
    expect(words).toEqual(['cosy', 'days', 'cozy', 'season', 'hot', 'chocolate', 'book', 'tok']);
    const turned = { ...trend, hashtags: [...trend.hashtags].reverse() };
    expect(wordsOfTrend(turned)).toEqual(wordsOfTrend(trend));
  });

  it('has hashtags in one piece, those of the label too', () => {
    expect(tagsOf(trend).map(({ word }) => word)).toEqual(['cozyseason', 'hotchocolate', 'booktok']);
  });
});

it('marks the ends of a word in its runs of letters, and never halves a letter', () => {
  expect(letterGrams('mug', 3, 4)).toEqual(['^mu', 'mug', 'ug$', '^mug', 'mug$']);
  expect(letterGrams('🚀', 3, 4)).toEqual(['^🚀$']);
});
