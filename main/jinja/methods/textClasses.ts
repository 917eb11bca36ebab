import { isSpace } from '../python/characters.ts';
import type { Method, Methods } from './methodOf.ts';

function every(pattern: RegExp): Method<string> {
  return (self) => pattern.test(self);
}

function isTitle(text: string): boolean {
  let cased = false;
  let afterCased = false;
  for (const character of text) {
    const upper = character !== character.toLowerCase();
    const lower = !upper && character !== character.toUpperCase();
    if (upper && afterCased) return false;
    if (lower && !afterCased) return false;
    afterCased = upper || lower;
    cased ||= afterCased;
  }
  return cased;
}

/** Has letters with a case, all of this one. */
export function isUpper(text: string): boolean {
  return text !== text.toLowerCase() && text === text.toUpperCase();
}

export function isLower(text: string): boolean {
  return text !== text.toUpperCase() && text === text.toLowerCase();
}

/** The questions a str answers about its characters. */
export const TEXT_CLASS_METHODS: Methods<string> = new Map<string, Method<string>>([
  ['isalpha', every(/^\p{L}+$/u)],
  ['isalnum', every(/^[\p{L}\p{N}]+$/u)],
  ['isdigit', every(/^[\p{Nd}²³¹⁰⁴-⁹₀-₉]+$/u)],
  ['isdecimal', every(/^\p{Nd}+$/u)],
  ['isnumeric', every(/^\p{N}+$/u)],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the ASCII characters begin with those
  ['isascii', every(/^[\x00-\x7f]*$/)],
  ['isidentifier', every(/^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*$/u)],
  ['isprintable', every(/^[^\p{C}\p{Zl}\p{Zp}\p{Zs}]*$|^(?:[^\p{C}\p{Zl}\p{Zp}\p{Zs}]| )*$/u)],
  ['isspace', (self) => isSpace(self)],
  ['isupper', (self) => isUpper(self)],
  ['islower', (self) => isLower(self)],
  ['istitle', (self) => isTitle(self)],
]);
