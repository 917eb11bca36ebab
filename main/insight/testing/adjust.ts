export type Adjustment = 'BH' | 'BY' | 'holm' | 'hochberg' | 'bonferroni';

/**
 * p-values corrected for how many were looked at. `tried` counts every test ever made, also those whose p isn't here; it is at least the number of
 * p-values. A missing p stays missing and counts as no test unless `tried` counts it.
 *
 * BH (Benjamini and Hochberg 1995) bounds the share of false discoveries when tests are independent or rise together, BY (Benjamini and
 * Yekutieli 2001) always; Holm (1979) and Bonferroni bound the chance of any false one, Hochberg (1988) too, under independence.
 */
export function adjust(p: Float64Array, method: Adjustment, tried?: number): Float64Array {
  const order = ascending(p);
  const n = Math.max(tried ?? 0, order.length);
  const factor = FACTORS[method];
  const harmonic = method === 'BY' ? sumOfInverses(n) : 1;
  const raw = order.map((at, i) => factor(n, i + 1) * harmonic * (p[at] as number));
  const upward = method === 'holm';
  const adjusted = new Float64Array(p.length).fill(Number.NaN);
  let running = upward ? 0 : 1;
  for (let step = 0; step < order.length; step++) {
    const i = upward ? step : order.length - 1 - step;
    const value = raw[i] as number;
    if (method === 'bonferroni') running = value;
    else running = upward ? Math.max(running, value) : Math.min(running, value);
    adjusted[order[i] as number] = Math.min(1, running);
  }
  return adjusted;
}

/** By how much the p-value of a rank (from 1, ascending) grows, among n tests. */
const FACTORS: Readonly<Record<Adjustment, (n: number, rank: number) => number>> = {
  BH: (n, rank) => n / rank,
  BY: (n, rank) => n / rank,
  holm: (n, rank) => n + 1 - rank,
  hochberg: (n, rank) => n + 1 - rank,
  bonferroni: (n) => n,
};

function ascending(p: Float64Array): number[] {
  return Array.from(p.keys())
    .filter((i) => !Number.isNaN(p[i] as number))
    .sort((a, b) => (p[a] as number) - (p[b] as number));
}

function sumOfInverses(n: number): number {
  let total = 0;
  for (let i = n; i >= 1; i--) total += 1 / i;
  return total;
}
