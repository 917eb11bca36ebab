/** The lower factor of a symmetric positive definite matrix, row-major; null for any other. */
export function cholesky(matrix: Float64Array): Float64Array | null {
  const width = Math.sqrt(matrix.length);
  const factor = new Float64Array(matrix.length);
  for (let row = 0; row < width; row++)
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row * width + column] as number;
      for (let k = 0; k < column; k++)
        rest -= (factor[row * width + k] as number) * (factor[column * width + k] as number);
      if (row > column) factor[row * width + column] = rest / (factor[column * width + column] as number);
      else if (rest > 0) factor[row * width + row] = Math.sqrt(rest);
      else return null;
    }
  return factor;
}

/** The logarithm of the determinant; NaN unless the matrix is positive definite. */
export function logDeterminant(matrix: Float64Array): number {
  const factor = cholesky(matrix);
  if (factor === null) return Number.NaN;
  const width = Math.sqrt(matrix.length);
  let total = 0;
  for (let i = 0; i < width; i++) total += 2 * Math.log(factor[i * width + i] as number);
  return total;
}

/** v' M⁻¹ v; NaN unless M is positive definite. */
export function inverseForm(matrix: Float64Array, vector: Float64Array): number {
  const factor = cholesky(matrix);
  if (factor === null) return Number.NaN;
  const width = vector.length;
  const solved = new Float64Array(width);
  let total = 0;
  for (let row = 0; row < width; row++) {
    let rest = vector[row] as number;
    for (let k = 0; k < row; k++) rest -= (factor[row * width + k] as number) * (solved[k] as number);
    const value = rest / (factor[row * width + row] as number);
    solved[row] = value;
    total += value * value;
  }
  return total;
}
