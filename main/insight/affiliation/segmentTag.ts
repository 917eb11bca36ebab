import type { Word } from '../text/words.ts';
import { singular } from './terms.ts';

const SHORTEST = 3;

/**
 * A hashtag in one case hides where its words end: it is cut into the fewest known words, at least two, that make up all of it, and otherwise
 * stays whole. Of several such cuts the one with the longer first word.
 */
export function segmentTag(tag: Word, isKnown: (word: string) => boolean): Word[] {
  const letters = Array.from(tag.word);
  const surface = Array.from(tag.text.normalize('NFC'));
  // Letters that became two on the way, such as ß, have no place in the text any more.
  if (surface.length !== letters.length || letters.length > 60) return [tag];
  const fewest: (number[] | null)[] = Array.from({ length: letters.length + 1 }, () => null);
  fewest[letters.length] = [];
  for (let from = letters.length - SHORTEST; from >= 0; from--) {
    for (let to = letters.length; to >= from + SHORTEST; to--) {
      const rest = fewest[to];
      const word = letters.slice(from, to).join('');
      if (rest === null || rest === undefined || !(isKnown(word) || isKnown(singular(word)))) continue;
      const best = fewest[from];
      if (best === null || best === undefined || rest.length + 1 < best.length) fewest[from] = [to, ...rest];
    }
  }
  const ends = fewest[0];
  if (ends === null || ends === undefined || ends.length < 2) return [tag];
  return ends.map((end, i) => {
    const start = i === 0 ? 0 : (ends[i - 1] ?? 0);
    return { text: surface.slice(start, end).join(''), word: letters.slice(start, end).join(''), tag: true };
  });
}
