/** In how many texts of each category a feature stands. */
export interface CategoryCounts {
  /** By feature, then by the category's place. */
  readonly of: ReadonlyMap<string, readonly number[]>;
  /** Features of each category together. */
  readonly totals: readonly number[];
  readonly all: number;
}

export interface CountedText {
  /** The category's place. */
  readonly category: number;
  readonly features: readonly string[];
}

export function countFeatures(texts: readonly CountedText[], categories: number): CategoryCounts {
  const of = new Map<string, number[]>();
  const totals = Array.from({ length: categories }, () => 0);
  let all = 0;
  for (const { category, features } of texts) {
    totals[category] = (totals[category] ?? 0) + features.length;
    all += features.length;
    for (const feature of features) {
      const counts = of.get(feature) ?? totals.map(() => 0);
      counts[category] = (counts[category] ?? 0) + 1;
      of.set(feature, counts);
    }
  }
  return { of, totals, all };
}

/**
 * By how much more often than in all texts together a feature stands in each category, as a logarithm, smoothed towards all texts with the
 * weight of `smoothing` features (a Dirichlet prior with the mean of the collection). A category nobody has taught answers 0 for everything, and so
 * does one that is all that was taught: neither wins by being rare or alone. `without` is left out, as if never counted.
 */
export function logRatios(
  { of, totals, all }: CategoryCounts,
  feature: string,
  smoothing: number,
  without?: CountedText,
): readonly number[] | null {
  const counts = of.get(feature);
  if (counts === undefined) return null;
  const left = without === undefined ? 0 : 1;
  const seen = counts.reduce((sum, count) => sum + count, 0) - left;
  const among = all - (without?.features.length ?? 0);
  if (seen <= 0 || among <= 0) return null;
  const common = seen / among;
  return counts.map((count, category) => {
    const own = without?.category === category;
    const n = count - (own ? 1 : 0);
    const total = (totals[category] ?? 0) - (own ? (without?.features.length ?? 0) : 0);
    return Math.log((n + smoothing * common) / (total + smoothing) / common);
  });
}
