import { expect, it } from 'vitest';
import { seedOfPair } from './seedOfPair.ts';

/** FNV-1a as its authors define it: over bytes, in whole numbers of any size. */
function fnv1a(bytes: Uint8Array): number {
  let hash = 0x811c9dc5n;
  for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * 0x01000193n) % 2n ** 32n;
  return Number(hash);
}

it.each([
  [0, '', ''],
  [1, 'tiktok #mugs', 'mugs sold'],
  [4294967295, 'ß漢字😀', 'é'],
])('is the hash it says: %i %s %s', (seed, signal, outcome) => {
  expect(seedOfPair(seed, signal, outcome)).toBe(
    fnv1a(Buffer.from(`${seed}\n${signal}\n${outcome}`, 'utf16le')),
  );
});

it('is the published hash of nothing and of one letter, in bytes', () => {
  expect([fnv1a(Buffer.from('')), fnv1a(Buffer.from('a'))]).toEqual([0x811c9dc5, 0xe40c292c]);
});

it('differs between pairs and studies', () => {
  const seeds = [
    seedOfPair(1, 'a', 'b'),
    seedOfPair(2, 'a', 'b'),
    seedOfPair(1, 'b', 'a'),
    seedOfPair(1, 'ab', ''),
  ];
  expect(new Set(seeds).size).toBe(4);
});
