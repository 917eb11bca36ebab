import { type Centred, centre } from '../correlation/centre.ts';
import { type CrossCorrelation, correlateCentred } from '../correlation/crossCorrelation.ts';

export interface MaxT {
  readonly observed: CrossCorrelation;
  /** Largest |correlation| over the leads; NaN when a series doesn't vary, and the p-values then too. */
  readonly observedMax: number;
  /** The same of every permutation. */
  readonly nullMax: Float64Array;
  /** (1 + permutations at least as extreme) / (1 + permutations): never 0, and valid with few (Davison and Hinkley 1997, 4.11). */
  readonly p: number;
  /** Of each lead, corrected for the search over all (Westfall and Young 1993). */
  readonly pByLead: Float64Array;
}

/** Valid for whitened series only: a permutation makes white what was not. Each permutation says which day of x takes the place of day t. */
export function maxT(
  x: Float64Array,
  y: Float64Array,
  maxLead: number,
  permutations: Iterable<Int32Array>,
): MaxT {
  const left = centre(x);
  const right = centre(y);
  const observed = correlateCentred(left, right, maxLead);
  const nullMax = Float64Array.from(permutations, (permutation) =>
    largest(correlateCentred(permuted(left, permutation), right, maxLead).values),
  );
  const observedMax = largest(observed.values);
  const pOf = (value: number) => {
    if (Number.isNaN(value)) return Number.NaN;
    return (1 + nullMax.reduce((count, other) => count + (other >= value ? 1 : 0), 0)) / (1 + nullMax.length);
  };
  return {
    observed,
    observedMax,
    nullMax,
    p: pOf(observedMax),
    pByLead: observed.values.map((value) => pOf(Math.abs(value))),
  };
}

/** A permutation changes neither the mean nor the spread. */
function permuted(x: Centred, permutation: Int32Array): Centred {
  const { mask } = x;
  return {
    ...x,
    deviations: Float64Array.from(permutation, (t) => x.deviations[t] as number),
    mask: mask === null ? null : Float64Array.from(permutation, (t) => mask[t] as number),
  };
}

function largest(values: Float64Array): number {
  let most = Number.NaN;
  for (const value of values) if (!(Math.abs(value) <= most) && !Number.isNaN(value)) most = Math.abs(value);
  return most;
}
