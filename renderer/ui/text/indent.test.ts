import { expect, it } from 'vitest';
import { type Edit, indented, lineRange } from './indent.ts';

const after = (text: string, { from, to, put }: Edit) => text.slice(0, from) + put + text.slice(to);

it('puts two blanks where the cursor is', () => {
  const edit = indented('a:\nb', 3, 3, false);
  expect(after('a:\nb', edit)).toBe('a:\n  b');
  expect([edit.start, edit.end]).toEqual([5, 5]);
});

it('moves every line of a selection, and no empty one', () => {
  const text = 'a:\nb: 1\n\nc: 2\nd: 3';
  const edit = indented(text, 4, 11, false);
  expect(after(text, edit)).toBe('a:\n  b: 1\n\n  c: 2\nd: 3');
  const back = after(text, edit);
  expect(after(back, indented(back, edit.start, edit.end, true))).toBe(text);
});

it('takes back no more than there is', () => {
  expect(after('a\n b', indented('a\n b', 3, 3, true))).toBe('a\nb');
  expect(after('a', indented('a', 1, 1, true))).toBe('a');
});

it('leaves a line alone that is only touched', () => {
  expect(after('a\nb\n', indented('a\nb\n', 0, 2, false))).toBe('  a\nb\n');
});

it('finds a line, and the last one for any beyond', () => {
  expect(lineRange('ab\ncd\nef', 2)).toEqual({ start: 3, end: 5 });
  expect(lineRange('ab\ncd', 9)).toEqual({ start: 3, end: 5 });
});
