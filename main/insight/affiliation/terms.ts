import { plainForm, type Word, wordsOf } from '../text/words.ts';

/** A word or several that mean one thing. */
export interface Term {
  /** In the form in which terms are compared. */
  readonly term: string;
  /** As it stands in the text. */
  readonly text: string;
}

/** How words of trends and products become terms. */
export interface Vocabulary {
  /** Joined words of every spelling to the term that stands for its group. */
  readonly synonyms: ReadonlyMap<string, string>;
  readonly longest: number;
  readonly stopWords: ReadonlySet<string>;
}

/** Said of everything, and so of nothing; numbers of years among them aren't listed but found. */
export const STOP_WORDS: readonly string[] = [
  ...[
    'a',
    'an',
    'and',
    'are',
    'as',
    'at',
    'be',
    'by',
    'can',
    'for',
    'from',
    'has',
    'have',
    'how',
    'i',
    'in',
    'is',
    'it',
    'its',
    'me',
  ],
  ...[
    'my',
    'no',
    'not',
    'of',
    'on',
    'or',
    'our',
    'so',
    'that',
    'the',
    'this',
    'to',
    'up',
    'us',
    'was',
    'we',
    'what',
    'when',
    'with',
  ],
  ...[
    'you',
    'your',
    'new',
    'best',
    'top',
    'viral',
    'trend',
    'trending',
    'challenge',
    'fyp',
    'foryou',
    'tiktok',
    'made',
    'buy',
    'day',
  ],
  ...['der', 'die', 'das', 'und', 'mit', 'le', 'la', 'les', 'et', 'de', 'el', 'los', 'y'],
];

/** Groups that share a spelling are one group; the first spelling by name stands for it. */
export function vocabularyOf(
  synonyms: readonly (readonly string[])[],
  stopWords: readonly string[] = STOP_WORDS,
): Vocabulary {
  const groups: Set<string>[] = [];
  for (const group of synonyms) {
    const spellings = new Set(group.map(joinedSingular).filter((spelling) => spelling !== ''));
    const touching = groups.filter((other) => [...spellings].some((spelling) => other.has(spelling)));
    for (const other of touching) {
      for (const spelling of other) spellings.add(spelling);
      groups.splice(groups.indexOf(other), 1);
    }
    if (spellings.size > 0) groups.push(spellings);
  }
  const table = new Map(
    groups.flatMap((group) => {
      const first = [...group].sort()[0] ?? '';
      return [...group].map((spelling) => [spelling, first] as const);
    }),
  );
  const longest = Math.max(1, ...synonyms.flat().map((spelling) => wordsOf(spelling).length));
  return { synonyms: table, longest, stopWords: new Set(stopWords.map(plainForm)) };
}

/** A synonym of several words is one term; of two that begin at one word the longer counts. */
export function termsOf(words: readonly Word[], { synonyms, longest, stopWords }: Vocabulary): Term[] {
  const terms: Term[] = [];
  for (let at = 0; at < words.length; at++) {
    let taken = 0;
    for (let size = Math.min(longest, words.length - at); size > 0 && taken === 0; size--) {
      const group = synonyms.get(
        words
          .slice(at, at + size)
          .map(({ word }) => singular(word))
          .join(''),
      );
      if (group === undefined) continue;
      // The longest word of a phrase is named, since what lies between two words may be more than a blank.
      const named = words.slice(at, at + size).reduce((a, b) => (b.text.length > a.text.length ? b : a));
      terms.push({ term: group, text: named.text });
      taken = size;
    }
    const word = words[at];
    if (taken === 0 && word !== undefined && !stopWords.has(word.word) && !isYear(word.word))
      terms.push({ term: singular(word.word), text: word.text });
    at += Math.max(0, taken - 1);
  }
  return terms;
}

const SHORTEST_PLURAL = 4;

/** English plurals only; what it misses is alike by its letters. */
export function singular(word: string): string {
  if (word.length < SHORTEST_PLURAL || !word.endsWith('s')) return word;
  if (/(?:ss|us|is)$/u.test(word)) return word;
  if (word.endsWith('ies') && word.length > SHORTEST_PLURAL) return `${word.slice(0, -3)}y`;
  if (/(?:ch|sh|x|z|ss)es$/u.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

function isYear(word: string): boolean {
  return /^(?:19|20)\d\d$/u.test(word);
}

function joinedSingular(spelling: string): string {
  return wordsOf(spelling)
    .map(({ word }) => singular(word))
    .join('');
}
