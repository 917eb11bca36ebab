import { meanPresent } from '../numbers/moments.ts';

/** Deviations from the mean of the present values, with 0 for the missing: what a sum of products may run over. */
export interface Centred {
  readonly deviations: Float64Array;
  /** 1 where a value is present, or null when all are. */
  readonly mask: Float64Array | null;
  readonly present: number;
  readonly sumOfSquares: number;
}

export function centre(x: Float64Array): Centred {
  const middle = meanPresent(x);
  const deviations = new Float64Array(x.length);
  const mask = new Float64Array(x.length);
  let present = 0;
  let sumOfSquares = 0;
  for (let t = 0; t < x.length; t++) {
    const value = x[t] as number;
    if (Number.isNaN(value)) continue;
    const deviation = value - middle;
    deviations[t] = deviation;
    mask[t] = 1;
    present++;
    sumOfSquares += deviation * deviation;
  }
  // Of a constant exactly 0: `mean` takes back the rounding of its sum.
  return {
    deviations,
    mask: present === x.length ? null : mask,
    present,
    sumOfSquares,
  };
}
