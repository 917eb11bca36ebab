import { normalQuantile } from '../numbers/distributions.ts';

/** Rank-normal scores of one series, cut at different beginnings. */
export interface RankScores {
  /** Of the days from `from` on; the same as `rankNormalScores` of that part. */
  from(from: number): Float64Array;
}

/** Normal quantiles by (twice the mid-rank) for each number of values, made when first asked for. */
export type QuantileTable = Map<number, Float64Array>;

const BLOM = 0.375;

/** A series that meets many partners is cut at many warm-ups: it is sorted once, and each cut only counts along that order. */
export function createRankScores(x: Float64Array, quantiles: QuantileTable): RankScores {
  const order = presentOrder(x);
  return {
    from(from) {
      const scores = new Float64Array(x.length - from).fill(Number.NaN);
      const kept = order.filter((t) => t >= from);
      const table = tableFor(quantiles, kept.length);
      for (let first = 0; first < kept.length; ) {
        const value = x[kept[first] as number];
        let last = first;
        while (last + 1 < kept.length && x[kept[last + 1] as number] === value) last++;
        const twiceRank = first + last + 2;
        if (Number.isNaN(table[twiceRank] as number))
          table[twiceRank] = normalQuantile((twiceRank / 2 - BLOM) / (kept.length + 1 - 2 * BLOM));
        for (let i = first; i <= last; i++) scores[(kept[i] as number) - from] = table[twiceRank] as number;
        first = last + 1;
      }
      return scores;
    },
  };
}

function tableFor(quantiles: QuantileTable, count: number): Float64Array {
  const known = quantiles.get(count);
  if (known !== undefined) return known;
  const table = new Float64Array(2 * count + 1).fill(Number.NaN);
  quantiles.set(count, table);
  return table;
}

function presentOrder(x: Float64Array): Uint32Array {
  const present: number[] = [];
  for (let t = 0; t < x.length; t++) if (!Number.isNaN(x[t] as number)) present.push(t);
  return Uint32Array.from(present).sort((a, b) => (x[a] as number) - (x[b] as number));
}
