import { expect, it } from 'vitest';
import { CHUNK, chunksOf } from './chunks.ts';

const whole = (total: number) => ({ total, leftOut: 0, leftOutFrom: null });
const lines = (chunks: readonly { from: number; take: number }[]) =>
  chunks.flatMap(({ from, take }) => Array.from({ length: take }, (_, at) => from + at));

it('cuts a log into chunks that cover every line once', () => {
  expect(chunksOf(whole(0))).toEqual({ before: [], after: [] });
  const { before, after } = chunksOf(whole(2 * CHUNK + 3));
  expect(before.map(({ take }) => take)).toEqual([CHUNK, CHUNK, 3]);
  expect(lines(before)).toEqual(Array.from({ length: 2 * CHUNK + 3 }, (_, at) => at + 1));
  expect(after).toEqual([]);
});

it('leaves out what was left out, and keeps lines in their chunks while more is', () => {
  const { before, after } = chunksOf({ total: 1_000_000, leftOut: 990_000, leftOutFrom: 5_001 });
  expect(lines(before)).toHaveLength(5_000);
  expect(lines(after)).toHaveLength(5_000);
  expect(lines(after)[0]).toBe(995_001);
  const later = chunksOf({ total: 1_000_050, leftOut: 990_030, leftOutFrom: 5_001 });
  const begins = (chunks: readonly { from: number }[]) => chunks.slice(1).map(({ from }) => from);
  expect(begins(later.after)).toEqual(expect.arrayContaining(begins(after)));
});
