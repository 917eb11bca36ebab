import { characters, SPACE, textLength } from '../python/characters.ts';
import type { Budget } from '../value.ts';

interface Wrapping {
  readonly width: number;
  readonly breakLong: boolean;
  readonly breakHyphens: boolean;
}

const SPACED = new RegExp(`([${SPACE}]+)`);
const BLANK = new RegExp(`^[${SPACE}]*$`);
/** Greedy filling of lines of a given width. Spaces at a break are dropped, words too long are cut. */
export function wrapText(text: string, how: Wrapping, budget: Budget): string[] {
  const chunks = text
    .replace(/[\t\n\v\f\r ]/g, ' ')
    .split(SPACED)
    .flatMap((chunk) => (how.breakHyphens ? hyphenated(chunk, budget) : [chunk]))
    .filter((chunk) => chunk !== '')
    .reverse();
  const lines: string[] = [];
  while (chunks.length > 0) {
    budget.spend(1);
    const line: string[] = [];
    let length = 0;
    if (lines.length > 0 && BLANK.test(chunks.at(-1) ?? 'x')) chunks.pop();
    for (let next = chunks.at(-1); next !== undefined; next = chunks.at(-1)) {
      if (length + textLength(next) > how.width) break;
      length += textLength(next);
      line.push(next);
      chunks.pop();
    }
    const long = chunks.at(-1);
    if (long !== undefined && textLength(long) > how.width) {
      budget.spend(1 + long.length / 16);
      cutLong(long, chunks, line, length, how);
    }
    if (line.length > 0 && BLANK.test(line.at(-1) ?? '')) line.pop();
    if (line.length > 0) lines.push(line.join(''));
  }
  return lines;
}

const LETTER = /[^\d\W]/;
const BEFORE_DASH = /[\w!"'&.,?]/;

/** Cuts a word behind its hyphens, and around dashes of two or more. */
function hyphenated(word: string, budget: Budget): string[] {
  if (!word.includes('-') || BLANK.test(word)) return [word];
  const parts: string[] = [];
  let from = 0;
  for (let at = 1; at < word.length; at += 1) {
    budget.spend(word[at] === '-' ? 16 : 1);
    if (endsPart(word, from, at)) {
      parts.push(word.slice(from, at));
      from = at;
    }
  }
  parts.push(word.slice(from));
  return parts;
}

function endsPart(word: string, from: number, at: number): boolean {
  const letter = (index: number) => LETTER.test(word[index] ?? '');
  const dash = (index: number) => word[index] === '-';
  if (dash(from) && dash(from + 1) && BEFORE_DASH.test(word[from - 1] ?? '')) return !dash(at);
  if (dash(at) && dash(at + 1) && BEFORE_DASH.test(word[at - 1] ?? '')) return wordBehind(word, at);
  if (!dash(at - 1) || !letter(at - 2)) return false;
  const enough = letter(at - 3) || (dash(at - 3) && letter(at - 4));
  return enough && letter(at) && (letter(at + 1) || (dash(at + 1) && letter(at + 2)));
}

/** A dash is followed by a word. One of more than this many hyphens isn't a dash but a rule. */
const LONGEST_DASH = 1000;

function wordBehind(word: string, at: number): boolean {
  let behind = at;
  while (word[behind] === '-' && behind - at < LONGEST_DASH) behind += 1;
  return /\w/.test(word[behind] ?? '');
}

function cutLong(long: string, chunks: string[], line: string[], length: number, how: Wrapping): void {
  const space = how.width < 1 ? 1 : how.width - length;
  if (!how.breakLong) {
    if (line.length === 0) {
      line.push(long);
      chunks.pop();
    }
    return;
  }
  const all = characters(long);
  let end = Math.max(space, line.length === 0 ? 1 : 0);
  if (how.breakHyphens && all.length > space) {
    const hyphen = all.slice(0, space).lastIndexOf('-');
    if (hyphen > 0 && all.slice(0, hyphen).some((character) => character !== '-')) end = hyphen + 1;
  }
  line.push(all.slice(0, end).join(''));
  chunks[chunks.length - 1] = all.slice(end).join('');
}
