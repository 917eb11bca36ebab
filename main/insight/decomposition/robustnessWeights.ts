import { middleOf } from './middleOf.ts';

/**
 * Bisquare weights from the size of the remainders: beyond six times their median absolute size a value counts for
 * nothing (Cleveland et al. 1990, section 3.4). Missing values keep weight 0 and stay out of the median.
 */
export function robustnessWeights(
  values: Float64Array,
  seasonal: Float64Array,
  trend: Float64Array,
  present: Float64Array | null,
  weights: Float64Array,
  exactMedian = false,
): void {
  const { length } = values;
  for (let t = 0; t < length; t++)
    weights[t] = Math.abs((values[t] as number) - ((trend[t] as number) + (seasonal[t] as number)));
  const sizes = present === null ? weights.slice() : kept(weights, present);
  const bound = 3 * (exactMedian ? twiceMedian(sizes) : middleOf(sizes));
  const near = 0.001 * bound;
  const far = 0.999 * bound;
  for (let t = 0; t < length; t++) {
    const size = weights[t] as number;
    if (present !== null && present[t] === 0) weights[t] = 0;
    else if (size <= near) weights[t] = 1;
    else if (size > far) weights[t] = 0;
    else {
      const share = size / bound;
      const left = 1 - share * share;
      weights[t] = left * left;
    }
  }
}

function twiceMedian(sizes: Float64Array): number {
  sizes.sort();
  return (sizes[sizes.length >> 1] as number) + (sizes[(sizes.length - 1) >> 1] as number);
}

function kept(sizes: Float64Array, present: Float64Array): Float64Array {
  return sizes.filter((_, t) => present[t] !== 0);
}
