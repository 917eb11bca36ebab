import { hash } from 'node:crypto';
import { strict, text, type UserFunction, whole } from './userFunction.ts';

/** Texts by characters as Postgres counts them: code points, not halves of surrogate pairs. */
export const TEXTS: readonly UserFunction[] = [
  {
    name: 'md5',
    takes: [1],
    run: strict((value) => hash('md5', value instanceof Uint8Array ? value : text(value))),
  },
  {
    name: 'split_part',
    takes: [3],
    run: strict((value, mark, at) => splitPart(text(value), text(mark), whole(at))),
  },
  { name: 'left', takes: [2], run: strict((value, count) => left(text(value), whole(count))) },
  { name: 'right', takes: [2], run: strict((value, count) => right(text(value), whole(count))) },
  {
    name: 'lpad',
    takes: [2, 3],
    run: strict((value, to, fill = ' ') => pad(text(value), whole(to), text(fill), 'left')),
  },
  {
    name: 'rpad',
    takes: [2, 3],
    run: strict((value, to, fill = ' ') => pad(text(value), whole(to), text(fill), 'right')),
  },
  { name: 'initcap', takes: [1], run: strict((value) => initcap(text(value))) },
  { name: 'unicode_lower', takes: [1], run: strict((value) => text(value).toLowerCase()) },
  { name: 'unicode_upper', takes: [1], run: strict((value) => text(value).toUpperCase()) },
  { name: 'reverse', takes: [1], run: strict((value) => [...text(value)].reverse().join('')) },
  { name: 'repeat', takes: [2], run: strict((value, times) => repeat(text(value), whole(times))) },
  {
    name: 'translate',
    takes: [3],
    run: strict((value, from, to) => translate(text(value), text(from), text(to))),
  },
];

/** The most a repeated or padded text may hold; SQLite's own limit is near. */
const LONGEST = 100_000_000;

function splitPart(value: string, mark: string, at: number): string {
  if (at === 0) throw new Error('split_part counts from 1, or from -1 at the end; 0 is neither');
  const parts = mark === '' ? [value] : value.split(mark);
  if (value === '') return '';
  return (at > 0 ? parts[at - 1] : parts[parts.length + at]) ?? '';
}

const ASCII = /^[\0-\x7f]*$/;

function left(value: string, count: number): string {
  // Slicing by halves of characters is the same where there are none, and many times faster.
  if (ASCII.test(value)) return count === 0 ? '' : value.slice(0, count);
  return [...value].slice(0, count).join('');
}

function right(value: string, count: number): string {
  if (count === 0) return '';
  if (ASCII.test(value)) return value.slice(-count);
  return [...value].slice(-count).join('');
}

function pad(value: string, to: number, fill: string, side: 'left' | 'right'): string {
  demandShort(to);
  const characters = [...value];
  if (characters.length >= to) return characters.slice(0, Math.max(0, to)).join('');
  const fills = [...fill];
  if (fills.length === 0) return value;
  const missing = to - characters.length;
  const added = Array.from({ length: missing }, (_, at) => fills[at % fills.length] ?? '').join('');
  return side === 'left' ? added + value : value + added;
}

function repeat(value: string, times: number): string {
  demandShort(value.length * Math.max(0, times));
  return value.repeat(Math.max(0, times));
}

function demandShort(length: number): void {
  if (length > LONGEST) throw new Error('the text would be longer than a text may be');
}

/** A word is letters and digits; whatever else stands between ends it. */
function initcap(value: string): string {
  return value.toLowerCase().replace(/[\p{L}\p{N}\p{M}]+/gu, (word) => {
    const [first = ''] = word;
    const [capital = '', ...more] = first.toUpperCase();
    return capital + more.join('').toLowerCase() + word.slice(first.length);
  });
}

function translate(value: string, from: string, to: string): string {
  const [wanted, given] = [[...from], [...to]];
  const changes = new Map<string, string>();
  for (const [at, character] of wanted.entries())
    if (!changes.has(character)) changes.set(character, given[at] ?? '');
  return [...value].map((character) => changes.get(character) ?? character).join('');
}
