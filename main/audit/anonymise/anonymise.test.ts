import { describe, expect, it } from 'vitest';
import { ageBand, incomeBand } from './bands.ts';
import { createPseudonyms } from './pseudonyms.ts';
import { type Counts, type Hidden, hiddenCounts, SMALLEST_TOLD, withTotals } from './suppress.ts';

describe('pseudonyms', () => {
  const key = new Uint8Array(32).fill(7);
  const names = Array.from({ length: 3_000 }, (_, at) => ({ kind: 'product', name: `p${at}` }));

  it('are the same in any order, differ for every name, and by the key', () => {
    const one = createPseudonyms(key, names);
    const other = createPseudonyms(key, names.toReversed());
    const all = names.map(({ kind, name }) => one(kind, name));
    expect(new Set(all).size).toBe(names.length);
    expect(names.map(({ kind, name }) => other(kind, name))).toEqual(all);
    const foreign = createPseudonyms(new Uint8Array(32).fill(8), names);
    expect(foreign('product', 'p1')).not.toBe(one('product', 'p1'));
    expect(createPseudonyms(key, [{ kind: 'trend', name: 'p1' }])('trend', 'p1')).toMatch(
      /^trend-[0-9a-f]{6}$/,
    );
  });

  it('keep what they were not told and weak keys out', () => {
    expect(() => createPseudonyms(key, [])('product', 'p1')).toThrow('not told beforehand');
    expect(() => createPseudonyms(new Uint8Array(8), [])).toThrow('16 bytes');
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
