import { expect, test } from 'vitest';
import { walkTable } from './walkTable.ts';

const LEAF = 50n;

/** Rows 1 to `rows` in leaves of fifty, of which some can't be read; the rightmost says where the table ends. */
function table(rows: bigint, bad: readonly bigint[], inTime = () => true) {
  const taken = new Set<bigint>();
  let reads = 0;
  const whole = walkTable({
    *read(low, high, backwards) {
      reads += 1;
      let id = backwards ? (high < rows ? high : rows) : low > 1n ? low : 1n;
      for (; backwards ? id >= low && id >= 1n : id <= high && id <= rows; id += backwards ? -1n : 1n) {
        if (bad.includes((id - 1n) / LEAF)) throw Object.assign(new Error('bad'), { code: 'SQLITE_CORRUPT' });
        yield { id };
      }
    },
    take: ({ id }) => void taken.add(id),
    inTime,
  });
  return { whole, taken, reads };
}

test('a sound table is read once, and whole', () => {
  expect(table(1000n, [])).toMatchObject({ whole: true, reads: 1 });
});

test.each<[string, bigint[]]>([
  ['one', [7n]],
  ['the first and the last', [0n, 199n]],
  ['the last three', [197n, 198n, 199n]],
  ['neighbours and single ones', [3n, 4n, 5n, 20n, 22n, 150n]],
  ['every other', Array.from({ length: 100 }, (_, i) => BigInt(i) * 2n)],
])('%s of 200 leaves bad: every row of the others is taken, and the table isn’t called whole', (_, bad) => {
  const { whole, taken } = table(200n * LEAF, bad);
  expect(whole).toBe(false);
  expect(taken.size).toBe(Number((200n - BigInt(bad.length)) * LEAF));
});

test('a table of which nothing can be read doesn’t take for ever', () => {
  const all = Array.from({ length: 4000 }, (_, i) => BigInt(i));
  const { whole, taken, reads } = table(4000n * LEAF, all);
  expect([whole, taken.size]).toEqual([false, 0]);
  expect(reads).toBeLessThanOrEqual(20_100);
});

test('without time left it stops, and doesn’t call the table whole', () => {
  expect(table(1000n, [3n], () => false)).toMatchObject({ whole: false });
});

test('what isn’t damage is thrown on', () => {
  const read = () => {
    throw new Error('a bug');
  };
  expect(() => walkTable({ read, take: () => undefined, inTime: () => true })).toThrow('a bug');
});
