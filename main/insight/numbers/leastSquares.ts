/**
 * The fit of y on given columns. A row with a missing value in y or any column takes no part; its residual is NaN.
 */
export interface LeastSquares {
  /** One a column; NaN for a column that the ones before it already span. */
  readonly coefficients: Float64Array;
  /** NaN where a column is missing. */
  readonly fitted: Float64Array;
  readonly residuals: Float64Array;
  readonly rss: number;
  /** Below the number of columns when some are spanned by others: see `dropped`. */
  readonly rank: number;
  /** Positions of the columns left out as spanned by those before them. */
  readonly dropped: readonly number[];
  /** Of X'X over the columns kept, row-major, as wide as all columns; NaN in rows and columns of those left out. */
  readonly inverse: Float64Array;
  /** Rows that took part. */
  readonly used: number;
}

/** A column whose part outside the ones before it is below this share of its length is spanned by them. */
const TOLERANCE = 1e-7;

/**
 * Householder QR, column after column in the given order, so that of two columns that say the same the later one is left out.
 * The normal equations would square the condition number. The intercept is a column like any other.
 */
export function leastSquares(columns: readonly Float64Array[], y: Float64Array): LeastSquares {
  const rows = completeRows(columns, y);
  return solve(columns, y, rows, factorise(columns, rows));
}

export type FitTo = (y: Float64Array) => LeastSquares;

/** The same for many series on the same columns, which are worked through once for all that miss nothing. */
export function leastSquaresOn(columns: readonly Float64Array[]): FitTo {
  let whole: Factors | null = null;
  return (y) => {
    const rows = completeRows(columns, y);
    if (rows.length < y.length) return solve(columns, y, rows, factorise(columns, rows));
    whole ??= factorise(columns, rows);
    return solve(columns, y, rows, whole);
  };
}

interface Factors {
  readonly reduced: readonly Float64Array[];
  readonly kept: readonly number[];
  readonly inverse: Float64Array;
}

function factorise(columns: readonly Float64Array[], rows: Int32Array): Factors {
  const reduced = columns.map((column) => rowsOf(column, rows));
  const kept: number[] = [];
  for (let j = 0; j < columns.length; j++) {
    const column = reduced[j] as Float64Array;
    const whole = lengthFrom(column, 0);
    reflectAll(column, reduced, kept);
    const rest = lengthFrom(column, kept.length);
    if (!(rest > TOLERANCE * whole)) continue;
    makeReflector(column, kept.length, rest);
    kept.push(j);
  }
  return { reduced, kept, inverse: inverseOf(reduced, kept, columns.length) };
}

function solve(
  columns: readonly Float64Array[],
  y: Float64Array,
  rows: Int32Array,
  { reduced, kept, inverse }: Factors,
): LeastSquares {
  const target = rowsOf(y, rows);
  reflectAll(target, reduced, kept);
  const coefficients = new Float64Array(columns.length).fill(Number.NaN);
  const solved = solveUpper(reduced, kept, target);
  kept.forEach((j, i) => {
    coefficients[j] = solved[i] as number;
  });
  const fitted = weigh(columns, kept, solved, y.length);
  const residuals = y.map((value, row) => value - (fitted[row] as number));
  return {
    coefficients,
    fitted,
    residuals,
    rss: residuals.reduce((total, value) => (Number.isNaN(value) ? total : total + value * value), 0),
    rank: kept.length,
    dropped: columns.map((_, j) => j).filter((j) => !kept.includes(j)),
    inverse,
    used: rows.length,
  };
}

function completeRows(columns: readonly Float64Array[], y: Float64Array): Int32Array {
  const complete = new Uint8Array(y.length).fill(1);
  for (const column of [y, ...columns])
    for (let row = 0; row < complete.length; row++)
      if (Number.isNaN(column[row] as number)) complete[row] = 0;
  const rows = new Int32Array(y.length);
  let count = 0;
  for (let row = 0; row < complete.length; row++) if (complete[row] === 1) rows[count++] = row;
  return rows.subarray(0, count);
}

function rowsOf(column: Float64Array, rows: Int32Array): Float64Array {
  const taken = new Float64Array(rows.length);
  for (let i = 0; i < taken.length; i++) taken[i] = column[rows[i] as number] as number;
  return taken;
}

function lengthFrom(column: Float64Array, start: number): number {
  let largest = 0;
  for (let i = start; i < column.length; i++) largest = Math.max(largest, Math.abs(column[i] as number));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let total = 0;
  for (let i = start; i < column.length; i++) total += ((column[i] as number) / largest) ** 2;
  return largest * Math.sqrt(total);
}

/*
 * A kept column holds, above `k`, its entries of R; at `k` its diagonal of R; below, the reflector v scaled to v[k] = 1, so that
 * H = I - tau v v' with tau = 2 / (1 + |v below|²). Nothing else needs storing.
 */
function makeReflector(column: Float64Array, k: number, length: number): void {
  const head = column[k] as number;
  const diagonal = head > 0 ? -length : length;
  const scale = head - diagonal;
  for (let i = k + 1; i < column.length; i++) column[i] = (column[i] as number) / scale;
  column[k] = diagonal;
}

function reflectAll(vector: Float64Array, columns: readonly Float64Array[], kept: readonly number[]): void {
  for (let k = 0; k < kept.length; k++) {
    const v = columns[kept[k] as number] as Float64Array;
    let along = vector[k] as number;
    let square = 1;
    for (let i = k + 1; i < vector.length; i++) {
      along += (v[i] as number) * (vector[i] as number);
      square += (v[i] as number) ** 2;
    }
    const step = (2 * along) / square;
    vector[k] = (vector[k] as number) - step;
    for (let i = k + 1; i < vector.length; i++) vector[i] = (vector[i] as number) - step * (v[i] as number);
  }
}

function solveUpper(
  columns: readonly Float64Array[],
  kept: readonly number[],
  right: Float64Array,
): Float64Array {
  const solved = new Float64Array(kept.length);
  for (let i = kept.length - 1; i >= 0; i--) {
    let rest = right[i] as number;
    for (let j = i + 1; j < kept.length; j++) rest -= entry(columns, kept, i, j) * (solved[j] as number);
    solved[i] = rest / entry(columns, kept, i, i);
  }
  return solved;
}

/** R at row i of the j-th kept column. */
function entry(columns: readonly Float64Array[], kept: readonly number[], i: number, j: number): number {
  return (columns[kept[j] as number] as Float64Array)[i] as number;
}

function weigh(
  columns: readonly Float64Array[],
  kept: readonly number[],
  solved: Float64Array,
  length: number,
): Float64Array {
  const fitted = new Float64Array(length);
  kept.forEach((j, k) => {
    const column = columns[j] as Float64Array;
    const weight = solved[k] as number;
    for (let row = 0; row < length; row++)
      fitted[row] = (fitted[row] as number) + weight * (column[row] as number);
  });
  return fitted;
}

function inverseOf(columns: readonly Float64Array[], kept: readonly number[], width: number): Float64Array {
  const inverse = new Float64Array(width * width).fill(Number.NaN);
  // The columns of R⁻¹; (X'X)⁻¹ = R⁻¹ R⁻¹'.
  const roots = kept.map((_, k) => {
    const unit = new Float64Array(kept.length);
    unit[k] = 1;
    return solveUpper(columns, kept, unit);
  });
  for (let a = 0; a < kept.length; a++)
    for (let b = 0; b <= a; b++) {
      let total = 0;
      for (const root of roots) total += (root[a] as number) * (root[b] as number);
      inverse[(kept[a] as number) * width + (kept[b] as number)] = total;
      inverse[(kept[b] as number) * width + (kept[a] as number)] = total;
    }
  return inverse;
}
