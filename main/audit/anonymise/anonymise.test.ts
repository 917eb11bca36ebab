import { describe, expect, it } from 'vitest';
import { ageBand, incomeBand } from './bands.ts';
import { createPseudonyms } from './pseudonyms.ts';
import { SMALLEST_TOLD } from './small.ts';
import { type Counts, type Hidden, hiddenCounts } from './suppress.ts';

describe('pseudonyms', () => {
  const key = new Uint8Array(32).fill(7);

  it('are the same for the same name, differ for every other, by kind and by the key', () => {
    const one = createPseudonyms(key);
    const all = Array.from({ length: 3_000 }, (_, at) => one.of('product', `p${at}`));
    expect(new Set(all).size).toBe(3_000);
    expect(createPseudonyms(key).of('product', 'p7')).toBe(all[7]);
    expect(all[7]).toMatch(/^product-[0-9a-f]{12}$/);
    expect(one.of('trend', 'p7')).not.toContain(all[7]?.slice(8));
    const foreign = createPseudonyms(new Uint8Array(32).fill(8));
    expect(foreign.of('product', 'p7')).not.toBe(all[7]);
    expect(one.relation('core.dim_product')).toMatch(/^core\.relation_[0-9a-f]{12}$/);
    const digest = 'ab'.repeat(32);
    expect(one.digest(digest)).toMatch(/^[0-9a-f]{64}$/);
    expect([digest, foreign.digest(digest)]).not.toContain(one.digest(digest));
    expect(one.factor).toBeGreaterThan(1 / 3);
    expect(one.factor).toBeLessThan(3);
    expect(foreign.factor).not.toBe(one.factor);
  });

  it('refuse keys that could be guessed', () => {
    expect(() => createPseudonyms(new Uint8Array(8))).toThrow('16 bytes');
  });
});

it('bands begin where they say', () => {
  expect([0, 17, 17.9, 18, 34, 35, 75, 149, 150, -1, null].map(ageBand)).toEqual([
    ...['0 to 17', '0 to 17', '0 to 17', '18 to 24', '25 to 34', '35 to 44'],
    ...['75 and over', '75 and over', null, null, null],
  ]);
  expect([0, 9_999.99, 10_000, 249_999, 250_000, Number.NaN].map(incomeBand)).toEqual([
    ...['under 10,000', 'under 10,000', '10,000 to under 20,000'],
    ...['150,000 to under 250,000', '250,000 and over', null],
  ]);
});

describe('small counts', () => {
  const told = (counts: Counts) =>
    hiddenCounts(withTotals(counts)).map((row, at) =>
      row.map((is, column) => (is ? null : withTotals(counts)[at]?.[column])),
    );

  it('never stand alone in a row or a column, and a small total is hidden too', () => {
    expect(
      told([
        [3, 40, 60],
        [50, 70, 80],
      ]),
    ).toEqual([
      [null, null, 60, 103],
      [null, null, 80, 200],
      [53, 110, 140, 303],
    ]);
    expect(told([[1, 1, 60, 50]])).toEqual([
      [null, null, 60, null, 112],
      [null, null, 60, null, 112],
    ]);
    expect(told([[2, 0]])[0]?.at(-1)).toBeNull();
    expect(
      told([
        [5, 0],
        [7, 900],
      ]),
    ).toEqual([
      [5, 0, 5],
      [7, 900, 907],
      [12, 900, 912],
    ]);
  });

  it('don’t follow from totals, in any of 2,000 tables', () => {
    const random = chance(11);
    let withSmall = 0;
    for (let round = 0; round < 2_000; round += 1) {
      const rows = 2 + Math.floor(random() * 5);
      const columns = 2 + Math.floor(random() * 5);
      const counts = Array.from({ length: rows }, () =>
        Array.from({ length: columns }, () => Math.floor(random() ** 3 * 60)),
      );
      const table = withTotals(counts);
      const hidden = hiddenCounts(table);
      const small = table.some((row) => row.some((count) => count > 0 && count < SMALLEST_TOLD));
      if (small) withSmall += 1;
      else expect(hidden.flat()).not.toContain(true);
      for (const [row, line] of table.entries())
        for (const [column, count] of line.entries())
          if (count > 0 && count < SMALLEST_TOLD) expect(hidden[row]?.[column]).toBe(true);
      expect(followingCells(table, hidden)).toBe(0);
    }
    expect(withSmall).toBeGreaterThan(1_000);
  });
});

/** The table with a column and a row of totals, as `hiddenCounts` wants it. */
function withTotals(counts: Counts): Counts {
  const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0);
  const rows = counts.map((row) => [...row, sum(row)]);
  return [...rows, rows[0]?.map((_, at) => sum(rows.map((row) => row[at] ?? 0))) ?? []];
}

/** Hidden cells that the equations of rows and columns have only one solution for: those no vector of their null space moves. */
function followingCells(counts: Counts, hidden: Hidden): number {
  const unknown = counts.flatMap((row, at) =>
    row.flatMap((_, column) => (hidden[at]?.[column] ? [{ row: at, column }] : [])),
  );
  const equations = [
    ...counts.map((_, at) => unknown.map(({ row }) => Number(row === at))),
    ...(counts[0] ?? []).map((_, at) => unknown.map(({ column }) => Number(column === at))),
  ];
  const rank = rankOf(equations);
  return unknown.filter(
    (_, at) => rankOf([...equations, unknown.map((_one, i) => Number(i === at))]) === rank,
  ).length;
}

function rankOf(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => [...row]);
  const width = rows[0]?.length ?? 0;
  let rank = 0;
  for (let column = 0; column < width; column += 1) {
    const at = rows.findIndex((row, place) => place >= rank && Math.abs(row[column] ?? 0) > 1e-9);
    const pivot = rows[at];
    if (pivot === undefined) continue;
    rows.splice(at, 1);
    rows.splice(rank, 0, pivot);
    for (const row of rows.slice(rank + 1)) {
      const factor = (row[column] ?? 0) / (pivot[column] ?? 1);
      for (let i = column; i < width; i += 1) row[i] = (row[i] ?? 0) - factor * (pivot[i] ?? 0);
    }
    rank += 1;
  }
  return rank;
}

function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
