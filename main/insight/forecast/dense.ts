/** Row-major. For the few small matrices whose structure isn't worth a special form. */
export interface Dense {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

export function dense(
  rows: number,
  columns: number,
  fill: (row: number, column: number) => number = () => 0,
): Dense {
  const values = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) values[i * columns + j] = fill(i, j);
  return { rows, columns, values };
}

export function at(a: Dense, row: number, column: number): number {
  return a.values[row * a.columns + column] as number;
}

/** A B; the zeros of A, of which companion forms are full, cost nothing. */
export function times(a: Dense, b: Dense): Dense {
  const values = new Float64Array(a.rows * b.columns);
  for (let i = 0; i < a.rows; i++)
    for (let k = 0; k < a.columns; k++) {
      const weight = a.values[i * a.columns + k] as number;
      if (weight === 0) continue;
      for (let j = 0; j < b.columns; j++)
        values[i * b.columns + j] =
          (values[i * b.columns + j] as number) + weight * (b.values[k * b.columns + j] as number);
    }
  return { rows: a.rows, columns: b.columns, values };
}

export function transposed(a: Dense): Dense {
  return dense(a.columns, a.rows, (i, j) => at(a, j, i));
}

/** A S B'. */
export function around(a: Dense, middle: Dense, b: Dense): Dense {
  return times(times(a, middle), transposed(b));
}

/** Each matrix by its weight. */
export function weighted(...terms: readonly (readonly [number, Dense])[]): Dense {
  const [, first] = terms[0] as readonly [number, Dense];
  return dense(first.rows, first.columns, (i, j) =>
    terms.reduce((total, [weight, matrix]) => total + weight * at(matrix, i, j), 0),
  );
}

/** A ⊗ B. */
export function kronecker(a: Dense, b: Dense): Dense {
  return dense(
    a.rows * b.rows,
    a.columns * b.columns,
    (i, j) => at(a, Math.floor(i / b.rows), Math.floor(j / b.columns)) * at(b, i % b.rows, j % b.columns),
  );
}
