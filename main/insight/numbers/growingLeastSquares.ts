import { leastSquares } from './leastSquares.ts';

/** Least squares over rows that come one after the other, solved whenever it is asked for. */
export interface GrowingLeastSquares {
  /** A row with a missing value takes no part. The row is read and not kept. */
  add(row: ArrayLike<number>, y: number): void;
  /** As `leastSquares` over the rows so far: NaN for a column that the ones before it span. */
  solve(): { readonly coefficients: Float64Array; readonly rank: number; readonly used: number };
}

/**
 * Keeps R of the QR decomposition and Q'y, into which Givens rotations take each new row (Golub and Van Loan 2013, 5.2.5 and 6.5): a row costs the
 * square of the columns, however many came before. R and Q'y have the same inner products as the rows, so that `leastSquares`
 * on them decides about rank as it would on the rows.
 */
export function growingLeastSquares(width: number): GrowingLeastSquares {
  const r = new Float64Array(width * width);
  const target = new Float64Array(width);
  const row = new Float64Array(width);
  let used = 0;

  function takeIn(value: number): void {
    let y = value;
    for (let k = 0; k < width; k++) {
      const below = row[k] as number;
      if (below === 0) continue;
      const diagonal = r[k * width + k] as number;
      const length = Math.hypot(diagonal, below);
      const cos = diagonal / length;
      const sin = below / length;
      r[k * width + k] = length;
      for (let j = k + 1; j < width; j++) {
        const above = r[k * width + j] as number;
        const own = row[j] as number;
        r[k * width + j] = cos * above + sin * own;
        row[j] = cos * own - sin * above;
      }
      const above = target[k] as number;
      target[k] = cos * above + sin * y;
      y = cos * y - sin * above;
    }
  }

  return {
    add(values, y) {
      let sum = y;
      for (let k = 0; k < width; k++) {
        row[k] = values[k] as number;
        sum += row[k] as number;
      }
      if (Number.isNaN(sum)) return;
      used += 1;
      takeIn(y);
    },
    solve() {
      const columns = Array.from({ length: width }, (_, j) =>
        Float64Array.from({ length: width }, (_, k) => r[k * width + j] as number),
      );
      const { coefficients, rank } = leastSquares(columns, target);
      return { coefficients, rank, used };
    },
  };
}
