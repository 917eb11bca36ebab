import { isSmall, SMALLEST_TOLD } from './small.ts';

/** Which counts of a column are hidden, whose total is told. */
export interface HiddenInLine {
  readonly cells: number;
  /** What they come to: at least 5, wherever there are any. */
  readonly sum: number;
  /** The row of one more, hidden so that the small ones don't follow from the total; null where they are enough. */
  readonly further: number | null;
  /** Nothing is left that could hide them: the total would tell. */
  readonly totalToo: boolean;
}

/** Counts as they pass, row by row; nothing of a long column is kept. */
export function createLine(): { add(count: number | null): void; hidden(): HiddenInLine } {
  let [row, cells, sum] = [0, 0, 0];
  let next: { readonly row: number; readonly count: number } | null = null;
  return {
    add(count) {
      if (count !== null && isSmall(count)) {
        cells += 1;
        sum += count;
      } else if (count !== null && count > 0 && (next === null || count < next.count)) next = { row, count };
      row += 1;
    },
    hidden() {
      if (cells === 0 || (cells > 1 && sum >= SMALLEST_TOLD))
        return { cells, sum, further: null, totalToo: false };
      if (next === null) return { cells, sum, further: null, totalToo: true };
      return { cells: cells + 1, sum: sum + next.count, further: next.row, totalToo: false };
    },
  };
}
