import type { LeastSquares } from '../numbers/leastSquares.ts';

/** How the covariance of the coefficients allows for errors that are unequal, or related over days. */
export type CovarianceForm =
  | { readonly kind: 'constant' }
  /** White (1980), the corrections after MacKinnon & White (1985) and Cribari-Neto (2004). */
  | { readonly kind: 'HC0' | 'HC1' | 'HC2' | 'HC3' | 'HC4' }
  /** Newey & West (1987), Bartlett weights 1 - l/(lags+1); adjusted, the whole is multiplied by n/(n-k). */
  | { readonly kind: 'neweyWest'; readonly lags: number; readonly adjusted?: boolean };

/**
 * Row-major, as wide as the columns. A day left out of the fit contributes nothing and keeps its place in time, so that
 * lags are days, not rows (Parzen 1963).
 */
export function coefficientCovariance(
  columns: readonly Float64Array[],
  fit: LeastSquares,
  form: CovarianceForm,
): Float64Array {
  const { inverse, used, rank } = fit;
  if (form.kind === 'constant') return inverse.map((value) => (value * fit.rss) / (used - rank));
  const scores = scoresOf(columns, fit, form);
  const middle = outer(scores, columns.length, 0);
  if (form.kind === 'neweyWest')
    for (let lag = 1; lag <= form.lags; lag++) {
      const weight = 1 - lag / (form.lags + 1);
      const shifted = outer(scores, columns.length, lag);
      const width = columns.length;
      for (let a = 0; a < width; a++)
        for (let b = 0; b < width; b++) {
          const both = (shifted[a * width + b] as number) + (shifted[b * width + a] as number);
          middle[a * width + b] = (middle[a * width + b] as number) + weight * both;
        }
    }
  const factor =
    form.kind === 'HC1' || (form.kind === 'neweyWest' && form.adjusted) ? used / (used - rank) : 1;
  return sandwich(inverse, middle, columns.length).map((value) => value * factor);
}

/** Standard errors: the roots of the diagonal. */
export function standardErrors(covariance: Float64Array): Float64Array {
  const width = Math.sqrt(covariance.length);
  return Float64Array.from({ length: width }, (_, j) => Math.sqrt(covariance[j * width + j] as number));
}

/** How far each row pulls the fit to itself: the diagonal of X (X'X)⁻¹ X'. */
export function leverages(columns: readonly Float64Array[], inverse: Float64Array): Float64Array {
  const width = columns.length;
  return Float64Array.from(columns[0] ?? [], (_, row) => {
    let total = 0;
    for (let a = 0; a < width; a++)
      for (let b = 0; b < width; b++)
        total += valueAt(columns, a, row) * (inverse[a * width + b] as number) * valueAt(columns, b, row);
    return total;
  });
}

/** Each column times the residual; 0 where the row took no part. */
function scoresOf(
  columns: readonly Float64Array[],
  fit: LeastSquares,
  { kind }: CovarianceForm,
): Float64Array[] {
  const hat = kind === 'HC2' || kind === 'HC3' || kind === 'HC4' ? leverages(columns, fit.inverse) : null;
  const scaled = fit.residuals.map((residual, row) => {
    if (Number.isNaN(residual)) return 0;
    if (hat === null) return residual;
    const leverage = hat[row] as number;
    const power =
      kind === 'HC2' ? 0.5 : kind === 'HC3' ? 1 : Math.min(4, (leverage * fit.used) / fit.rank) / 2;
    return residual / (1 - leverage) ** power;
  });
  return columns.map((column) =>
    column.map((value, row) => (scaled[row] === 0 ? 0 : value * (scaled[row] as number))),
  );
}

/** Σ over days of score(t) score(t-lag)'. */
function outer(scores: readonly Float64Array[], width: number, lag: number): Float64Array {
  const products = new Float64Array(width * width);
  for (let a = 0; a < width; a++)
    for (let b = 0; b < width; b++) {
      const now = scores[a] as Float64Array;
      const then = scores[b] as Float64Array;
      let total = 0;
      for (let t = lag; t < now.length; t++) total += (now[t] as number) * (then[t - lag] as number);
      products[a * width + b] = total;
    }
  return products;
}

function sandwich(bread: Float64Array, filling: Float64Array, width: number): Float64Array {
  return multiply(multiply(bread, filling, width), bread, width);
}

function multiply(left: Float64Array, right: Float64Array, width: number): Float64Array {
  const product = new Float64Array(width * width);
  for (let a = 0; a < width; a++)
    for (let b = 0; b < width; b++) {
      let total = 0;
      for (let c = 0; c < width; c++)
        total += (left[a * width + c] as number) * (right[c * width + b] as number);
      product[a * width + b] = total;
    }
  return product;
}

function valueAt(columns: readonly Float64Array[], j: number, row: number): number {
  return (columns[j] as Float64Array)[row] as number;
}
