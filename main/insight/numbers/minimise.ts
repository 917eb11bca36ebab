export type Objective = (at: Float64Array) => number;

export interface Minimum {
  readonly at: Float64Array;
  readonly value: number;
  /** How often the function was asked. */
  readonly evaluations: number;
  /** False when the limit ended the search, or no step could be measured. */
  readonly converged: boolean;
}

export interface MinimiseOptions {
  readonly tolerance?: number;
  readonly maxEvaluations?: number;
}

/** What a value that isn't finite counts as, so that a forbidden region is merely a very bad one. */
const FORBIDDEN = 1e35;

export function guarded(f: Objective): Objective {
  return (at) => {
    const value = f(at);
    return Number.isFinite(value) ? value : FORBIDDEN;
  };
}
