import { adjust } from '../testing/adjust.ts';

/** A pair that was looked at, once or more. */
export interface TriedPair {
  readonly signal: string;
  readonly outcome: string;
  /** Of the latest try. */
  readonly p: number;
  readonly tries: number;
}

/**
 * Every pair ever tried in a workspace, in any order. Plain data, to be kept as it is. A pair that was refused wasn't
 * looked at and has no place here.
 */
export interface Register {
  readonly pairs: readonly TriedPair[];
}

export const EMPTY_REGISTER: Register = { pairs: [] };

/** What was found of a pair now. */
export type Try = Pick<TriedPair, 'signal' | 'outcome' | 'p'>;

/**
 * A pair tried again replaces its p and never leaves: whoever drops what didn't work out and corrects for the rest corrects for too little.
 * A p that isn't a number between 0 and 1 says that nothing was tested and is left out.
 */
export function withTries(register: Register, tries: Iterable<Try>): Register {
  const pairs = new Map(register.pairs.map((pair) => [identity(pair), pair]));
  for (const { signal, outcome, p } of tries) {
    if (!(p >= 0 && p <= 1)) continue;
    const key = identity({ signal, outcome });
    pairs.set(key, { signal, outcome, p, tries: (pairs.get(key)?.tries ?? 0) + 1 });
  }
  return { pairs: [...pairs.values()] };
}

export interface Corrected {
  /** How many pairs the correction counts. */
  readonly tests: number;
  /** NaN for a pair that was never tried. */
  q(signal: string, outcome: string): number;
}

/**
 * Benjamini and Hochberg (1995) over all pairs ever tried. `triedElsewhere` counts pairs of which only the number is known.
 */
export function correct(register: Register, triedElsewhere = 0): Corrected {
  const { pairs } = register;
  const tests = pairs.length + triedElsewhere;
  const q = adjust(
    Float64Array.from(pairs, ({ p }) => p),
    'BH',
    tests,
  );
  const places = new Map(pairs.map((pair, i) => [identity(pair), i]));
  return { tests, q: (signal, outcome) => q[places.get(identity({ signal, outcome })) ?? -1] ?? Number.NaN };
}

/** Lengths and not a separator: any text may be part of a name. */
function identity({ signal, outcome }: Pick<TriedPair, 'signal' | 'outcome'>): string {
  return `${signal.length}:${signal}${outcome}`;
}
