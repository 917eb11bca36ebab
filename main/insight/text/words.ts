/** A word of a text: as it stands there, and in the form in which words are compared. */
export interface Word {
  readonly text: string;
  readonly word: string;
  /** Whether it is, or is a part of, a hashtag. */
  readonly tag: boolean;
}

/** What the words of a trend are read from. */
export interface TrendText {
  readonly trend: string;
  readonly label: string;
  /** With or without their sign. */
  readonly hashtags: readonly string[];
}

const WORD =
  /[#＃][\p{L}\p{N}\p{M}_]+|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’][\p{L}\p{M}]+)*|\p{RI}\p{RI}|(?![©®™])\p{Extended_Pictographic}/gu;
const SIGN = /^[#＃]/u;
/** fooBar, FOOBar, foo1, 1foo and foo_bar; a letter may carry marks of its own. */
const SEAM =
  /_+|(?<=\p{Ll}\p{M}*)(?=\p{Lu})|(?<=\p{Lu}\p{M}*)(?=\p{Lu}\p{M}*\p{Ll})|(?<=\p{L}\p{M}*)(?=\p{N})|(?<=\p{N})(?=\p{L})/u;

/**
 * Case, accents, apostrophes and compatibility forms don't tell words apart. Only the diacritics of the European scripts go: a mark of
 * Devanagari or Thai is a letter like others.
 */
export function plainForm(text: string): string {
  // Most words are plain already, and nothing below would change them.
  if (!/[^a-z0-9]/.test(text)) return text;
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\ufe0f\u20e3'’ʼ]/gu, '')
    .toLowerCase()
    .replace(/ß/gu, 'ss')
    .replace(/ς/gu, 'σ')
    .normalize('NFC');
}

/** In the order of the text; a hashtag counts as the words it is put together from, an emoji as a word. */
export function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(WORD), ([found]) => found).flatMap((found) =>
    SIGN.test(found) ? wordsOfTag(found) : known([{ text: found, word: plainForm(found), tag: false }]),
  );
}

export function wordsOfTag(hashtag: string): Word[] {
  const parts = hashtag.trim().replace(SIGN, '').split(SEAM);
  return known(parts.flatMap((part) => wordsWithin(part)));
}

function wordsWithin(part: string): Word[] {
  return Array.from(part.matchAll(WORD), ([text]) => ({ text, word: plainForm(text), tag: true }));
}

/** Every hashtag in one piece, those within the label too. */
export function tagsOf({ label, hashtags }: Omit<TrendText, 'trend'>): Word[] {
  const within = Array.from(label.matchAll(/[#＃][\p{L}\p{N}\p{M}_]+/gu), ([found]) => found);
  return known(
    [...within, ...hashtags].map((tag) => {
      const text = tag.trim().replace(SIGN, '');
      return { text, word: plainForm(text).replaceAll('_', ''), tag: true };
    }),
  );
}

/** The label's first, then the hashtags', whose order says nothing. */
export function wordsOfTrend({ label, hashtags }: Omit<TrendText, 'trend'>): Word[] {
  return [...wordsOf(label), ...[...hashtags].sort().flatMap((tag) => wordsOfTag(tag))];
}

function known(words: readonly Word[]): Word[] {
  return words.filter(({ word }) => word !== '');
}
