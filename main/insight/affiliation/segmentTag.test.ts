import { describe, expect, it } from 'vitest';
import { plainForm } from '../text/words.ts';
import { segmentTag } from './segmentTag.ts';

const KNOWN = new Set([
  'back',
  'pack',
  'backpack',
  'school',
  'table',
  'tab',
  'let',
  'tablet',
  'cafe',
  'mug',
  'letter',
]);
const cut = (text: string) =>
  segmentTag({ text, word: plainForm(text), tag: true }, (word) => KNOWN.has(word)).map((word) => word.text);

describe('segmentTag', () => {
  it('cuts a hashtag into the fewest known words, as they stand in it', () => {
    expect(cut('SCHOOLbackpack')).toEqual(['SCHOOL', 'backpack']);
    expect(cut('cafémugs')).toEqual(['café', 'mugs']);
    expect(cut('backpackschool')).toEqual(['backpack', 'school']);
    expect(cut('tabletter')).toEqual(['tab', 'letter']);
  });

  it.each(['school', 'schoolish', 'xschool', 'backp', ''])('leaves %j whole', (text) => {
    expect(cut(text)).toEqual([text]);
  });

  it('leaves a word whole whose letters have become others', () => {
    expect(segmentTag({ text: 'ﬁne', word: 'fine', tag: true }, () => true).map(({ text }) => text)).toEqual([
      'ﬁne',
    ]);
  });

  it('gives up on a hashtag longer than any', () => {
    expect(cut('mug'.repeat(30))).toHaveLength(1);
    expect(cut('mug'.repeat(20))).toHaveLength(20);
  });
});
