/** The inverse of a symmetric matrix, row-major, by Cholesky; null when it isn't positive definite. */
export function invertPositive(matrix: Float64Array): Float64Array | null {
  const n = Math.round(Math.sqrt(matrix.length));
  const scale = Float64Array.from({ length: n }, (_, i) => Math.sqrt(matrix[i * n + i] as number));
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      // With a unit diagonal, entries of very different size lose nothing to each other.
      let rest = (matrix[i * n + j] as number) / ((scale[i] as number) * (scale[j] as number));
      for (let k = 0; k < j; k++) rest -= (lower[i * n + k] as number) * (lower[j * n + k] as number);
      if (i === j && !(rest > 1e-14)) return null;
      lower[i * n + j] = i === j ? Math.sqrt(rest) : rest / (lower[j * n + j] as number);
    }
  const inverse = new Float64Array(n * n);
  for (let c = 0; c < n; c++) {
    const column = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      let rest = i === c ? 1 : 0;
      for (let k = 0; k < i; k++) rest -= (lower[i * n + k] as number) * (column[k] as number);
      column[i] = rest / (lower[i * n + i] as number);
    }
    for (let i = n - 1; i >= 0; i--) {
      let rest = column[i] as number;
      for (let k = i + 1; k < n; k++) rest -= (lower[k * n + i] as number) * (column[k] as number);
      column[i] = rest / (lower[i * n + i] as number);
    }
    for (let i = 0; i < n; i++)
      inverse[i * n + c] = (column[i] as number) / ((scale[i] as number) * (scale[c] as number));
  }
  return inverse;
}
