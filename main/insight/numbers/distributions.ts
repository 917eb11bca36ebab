import betainc from '@stdlib/math-base-special-betainc';
import erfc from '@stdlib/math-base-special-erfc';
import erfcinv from '@stdlib/math-base-special-erfcinv';
import gammainc from '@stdlib/math-base-special-gammainc';
import { largeGamma } from './largeGamma.ts';
import { solveDecreasing } from './solveDecreasing.ts';

/*
 * Tails are asked for in the form that holds them as a small number, never as 1 - cdf: a p-value of 3e-13 taken as a
 * difference is already wrong in its fourth digit. A "Tail" is P(X > x), a "Lower" is P(X <= x).
 * An argument that isn't a number, or degrees of freedom that aren't positive, answer NaN.
 */

/** P(Z > z). */
export function normalTail(z: number): number {
  return 0.5 * erfc(z * Math.SQRT1_2);
}

/** P(Z <= z). */
export function normalLower(z: number): number {
  return 0.5 * erfc(-z * Math.SQRT1_2);
}

/** P(|Z| > |z|). */
export function normalTwoSided(z: number): number {
  return erfc(Math.abs(z) * Math.SQRT1_2);
}

/** The z that has P(Z <= z) = p. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0.5) return 0;
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p === 0) return Number.NEGATIVE_INFINITY;
  return -Math.SQRT2 * erfcinv(2 * p);
}

/** P(T > t). */
export function studentTail(t: number, df: number): number {
  const half = 0.5 * studentTwoSided(t, df);
  return t < 0 ? 1 - half : half;
}

/** P(T <= t). */
export function studentLower(t: number, df: number): number {
  return studentTail(-t, df);
}

/** P(|T| > |t|). */
export function studentTwoSided(t: number, df: number): number {
  if (df === Number.POSITIVE_INFINITY) return normalTwoSided(t);
  return fTail(t * t, 1, df);
}

/** The t that has P(T <= t) = p. */
export function studentQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1 && df > 0)) return Number.NaN;
  if (p === 0.5) return 0;
  if (p > 0.5) return -studentQuantile(1 - p, df);
  if (p === 0) return Number.NEGATIVE_INFINITY;
  return -solveDecreasing((t) => studentTail(t, df), p);
}

/** P(F > f). */
export function fTail(f: number, df1: number, df2: number): number {
  if (!(df1 > 0 && df2 > 0) || Number.isNaN(f)) return Number.NaN;
  if (f <= 0) return 1;
  if (f === Number.POSITIVE_INFINITY) return 0;
  if (df2 === Number.POSITIVE_INFINITY) return chiSquareTail(f * df1, df1);
  // Both forms are the same integral; the one with the small argument keeps its digits.
  const weight = df1 * f;
  if (weight > df2) return betainc(df2 / (df2 + weight), df2 / 2, df1 / 2, true, false);
  return betainc(weight / (df2 + weight), df1 / 2, df2 / 2, true, true);
}

/** P(F <= f): the upper tail of 1/F with its degrees of freedom swapped. */
export function fLower(f: number, df1: number, df2: number): number {
  if (f <= 0) return df1 > 0 && df2 > 0 ? 0 : Number.NaN;
  if (df2 === Number.POSITIVE_INFINITY) return chiSquareLower(f * df1, df1);
  return fTail(1 / f, df2, df1);
}

/** The f that has P(F <= f) = p. */
export function fQuantile(p: number, df1: number, df2: number): number {
  if (!(p >= 0 && p <= 1 && df1 > 0 && df2 > 0)) return Number.NaN;
  if (p === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  if (p > 0.5) return solveDecreasing((f) => fTail(f, df1, df2), 1 - p);
  return 1 / solveDecreasing((f) => fLower(1 / f, df1, df2), p);
}

/** From here on `gammainc` isn't asked: above 2000 it changes to a form that isn't right. */
const FAR = 1800;

/** P(X > x) of chi-square. */
export function chiSquareTail(x: number, df: number): number {
  if (!(df > 0) || Number.isNaN(x)) return Number.NaN;
  if (x <= 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  return x > FAR ? largeGamma(x / 2, df / 2).upper : gammainc(x / 2, df / 2, true, true);
}

/** P(X <= x) of chi-square. */
export function chiSquareLower(x: number, df: number): number {
  if (!(df > 0) || Number.isNaN(x)) return Number.NaN;
  if (x <= 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  return x > FAR ? largeGamma(x / 2, df / 2).lower : gammainc(x / 2, df / 2, true, false);
}

/** The x that has P(X <= x) = p, of chi-square. */
export function chiSquareQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1 && df > 0)) return Number.NaN;
  if (p === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  if (p > 0.5) return chiSquareUpperQuantile(1 - p, df);
  return 1 / solveDecreasing((inverse) => chiSquareLower(1 / inverse, df), p);
}

/** The x that has P(X > x) = p, of chi-square: asked for this way, a small p keeps its digits. */
export function chiSquareUpperQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1 && df > 0)) return Number.NaN;
  if (p === 0) return Number.POSITIVE_INFINITY;
  if (p > 0.5) return chiSquareQuantile(1 - p, df);
  return solveDecreasing((x) => chiSquareTail(x, df), p);
}
