/**
 * Sums of products, about their means, of two complete series at lags 0..order over the days that all lags reach:
 * the lags of `first` come first, then those of `second`; row-major.
 *
 * Only products with a lag of 0 are summed over the days. Moving both lags by one takes one day in and one out, which
 * makes the regressions of a Granger test cheap however many lags they have.
 */
export function lagProducts(first: Float64Array, second: Float64Array, order: number): Float64Array {
  const lags = order + 1;
  const width = 2 * lags;
  const products = new Float64Array(width * width);
  fillBlock(products, width, 0, 0, first, first, order);
  fillBlock(products, width, 0, lags, first, second, order);
  fillBlock(products, width, lags, lags, second, second, order);
  for (let row = 0; row < width; row++)
    for (let column = 0; column < row; column++)
      products[row * width + column] = products[column * width + row] as number;
  return products;
}

function fillBlock(
  products: Float64Array,
  width: number,
  top: number,
  left: number,
  rows: Float64Array,
  columns: Float64Array,
  order: number,
): void {
  const { length } = rows;
  for (let lag = 0; lag <= order; lag++) {
    products[top * width + left + lag] = productOf(rows, columns, order, 0, lag);
    if (rows !== columns && lag > 0)
      products[(top + lag) * width + left] = productOf(rows, columns, order, lag, 0);
  }
  for (let i = 0; i < order; i++)
    for (let j = rows === columns ? i : 0; j < order; j++)
      products[(top + i + 1) * width + left + j + 1] =
        (products[(top + i) * width + left + j] as number) +
        (rows[order - 1 - i] as number) * (columns[order - 1 - j] as number) -
        (rows[length - 1 - i] as number) * (columns[length - 1 - j] as number);
}

function productOf(rows: Float64Array, columns: Float64Array, order: number, i: number, j: number): number {
  let total = 0;
  for (let t = order; t < rows.length; t++) total += (rows[t - i] as number) * (columns[t - j] as number);
  return total;
}

/** Takes the means of the lags out of their products; a lag's days differ from another's by a few at the ends. */
export function centreProducts(
  products: Float64Array,
  first: Float64Array,
  second: Float64Array,
  order: number,
): void {
  const width = 2 * (order + 1);
  const count = first.length - order;
  const sums = new Float64Array(width);
  sumLags(sums, 0, first, order);
  sumLags(sums, order + 1, second, order);
  for (let row = 0; row < width; row++)
    for (let column = 0; column < width; column++)
      products[row * width + column] =
        (products[row * width + column] as number) -
        ((sums[row] as number) * (sums[column] as number)) / count;
}

function sumLags(sums: Float64Array, at: number, values: Float64Array, order: number): void {
  let total = 0;
  for (let t = order; t < values.length; t++) total += values[t] as number;
  sums[at] = total;
  for (let lag = 1; lag <= order; lag++) {
    total += (values[order - lag] as number) - (values[values.length - lag] as number);
    sums[at + lag] = total;
  }
}
