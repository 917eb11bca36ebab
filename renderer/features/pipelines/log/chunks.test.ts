import { expect, it } from 'vitest';
import { CHUNK, chunksOf } from './chunks.ts';

it('cuts a log into chunks that cover every line once', () => {
  expect(chunksOf(0)).toEqual([]);
  expect(chunksOf(1)).toEqual([{ from: 1, take: 1 }]);
  const chunks = chunksOf(2 * CHUNK + 3);
  expect(chunks.map(({ from, take }) => [from, take])).toEqual([
    [1, CHUNK],
    [CHUNK + 1, CHUNK],
    [2 * CHUNK + 1, 3],
  ]);
});
