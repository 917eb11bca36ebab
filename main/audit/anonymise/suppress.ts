import { isSmall, SMALLEST_TOLD } from './small.ts';

/** Counts of people or orders, rows by columns. */
export type Counts = readonly (readonly number[])[];
/** True where a count must not be told. */
export type Hidden = readonly (readonly boolean[])[];

interface Place {
  readonly row: number;
  readonly column: number;
}

/**
 * Which counts are hidden so that none from 1 to below 5 is told, nor follows from what is told beside it. The last row and the
 * last column are the totals of the others: a total may be small too, and is hidden like any other. First the small ones; then as
 * few more as are needed, the smallest first.
 *
 * With hidden cells as edges between their row and their column, what the sums leave open is what flows around circles of
 * edges: a cell on no circle (a bridge) follows exactly. So every hidden cell is put on a circle. And where the hidden ones of a
 * line with its total told come to less than 5 in all, another is hidden: their sum follows, and would be a small count itself.
 */
export function hiddenCounts(withTotals: Counts): Hidden {
  const columns = withTotals[0]?.length ?? 0;
  const hidden = withTotals.map((row) => row.map(isSmall));
  const places = withTotals
    .flatMap((row, at) => row.map((count, column) => ({ row: at, column, count })))
    .toSorted((one, other) => rank(one.count) - rank(other.count));
  for (;;) {
    const helps = weakLine(withTotals, hidden, columns) ?? followingCell(hidden, columns);
    if (helps === null) return hidden;
    const next = places.find(({ row, column }) => hidden[row]?.[column] === false && helps(row, column));
    const line = next === undefined ? undefined : hidden[next.row];
    if (next === undefined || line === undefined) return withTotals.map((row) => row.map(() => true));
    line[next.column] = true;
  }
}

/** Nothing is given away by a zero, and little is gained by hiding it: it comes last. */
function rank(count: number): number {
  return count === 0 ? Number.POSITIVE_INFINITY : count;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

type Candidates = (row: number, column: number) => boolean;

/** A row or column whose hidden counts are one alone, or too small in all: whatever else lies on it would help. */
function weakLine(counts: Counts, hidden: Hidden, columns: number): Candidates | null {
  for (const [at, row] of hidden.entries())
    if (row.includes(false) && isWeak(counts[at] ?? [], row)) return (one) => one === at;
  for (let at = 0; at < columns; at += 1) {
    const column = hidden.map((row) => row[at] ?? false);
    const values = counts.map((row) => row[at] ?? 0);
    if (column.includes(false) && isWeak(values, column)) return (_, one) => one === at;
  }
  return null;
}

function isWeak(counts: readonly number[], hidden: readonly boolean[]): boolean {
  const values = counts.filter((_, at) => hidden[at]);
  if (values.length === 0) return false;
  return values.length === 1 || (hidden.at(-1) === false && sum(values) < SMALLEST_TOLD);
}

/** A hidden cell on no circle: one more between the two parts that only it connects makes one. */
function followingCell(hidden: Hidden, columns: number): Candidates | null {
  for (const [row, line] of hidden.entries())
    for (let column = 0; column < columns; column += 1) {
      if (line[column] !== true) continue;
      const side = reachedWithout(hidden, columns, { row, column });
      if (side.columns.has(column)) continue;
      return (one, other) => side.rows.has(one) !== side.columns.has(other);
    }
  return null;
}

/** Rows and columns that hidden cells connect with a cell's row, that cell left out. */
function reachedWithout(hidden: Hidden, columns: number, without: Place) {
  const rows = new Set([without.row]);
  const reached = new Set<number>();
  const open: ({ readonly row: number } | { readonly column: number })[] = [{ row: without.row }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if ('row' in next) {
      for (let column = 0; column < columns; column += 1) {
        if (hidden[next.row]?.[column] !== true || reached.has(column)) continue;
        if (next.row === without.row && column === without.column) continue;
        reached.add(column);
        open.push({ column });
      }
      continue;
    }
    for (const [row, line] of hidden.entries()) {
      if (line[next.column] !== true || rows.has(row)) continue;
      if (row === without.row && next.column === without.column) continue;
      rows.add(row);
      open.push({ row });
    }
  }
  return { rows, columns: reached };
}
