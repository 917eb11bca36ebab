import { isClaim } from '../finding/decide.ts';
import type { Register, Try } from '../finding/register.ts';
import { adjust } from '../testing/adjust.ts';
import { JUDGED, type ScreenState } from './screenState.ts';
import { countPairs, placeOf, type Study, type StudySeries } from './study.ts';

/** What each p is worth among all pairs ever tried. */
export interface Ranking {
  /** By the pair's number; NaN for a pair that wasn't judged. */
  readonly q: Float64Array;
  /** How many pairs the correction counts. */
  readonly tests: number;
  /** The judged pairs, the smallest p first, pages of which a screen shows. */
  readonly order: Uint32Array;
  /** Those that pass the correction: how many of the first in that order. */
  readonly claims: number;
}

export interface TriedBefore {
  /** Latest p of each pair that was tried and isn't in this study. */
  readonly p?: Float64Array;
  /** Pairs of which only the number is known. */
  readonly count?: number;
}

/** Benjamini and Hochberg's correction over this screen and everything tried before it. */
export function rank(state: ScreenState, before: TriedBefore = {}): Ranking {
  const others = before.p ?? new Float64Array(0);
  const p = new Float64Array(state.p.length + others.length);
  p.set(state.p);
  p.set(others, state.p.length);
  let tests = before.count ?? 0;
  for (const value of p) if (!Number.isNaN(value)) tests++;
  const q = adjust(p, 'BH', tests).subarray(0, state.p.length);
  const order = Uint32Array.from(state.p.keys())
    .filter((pair) => state.status[pair] === JUDGED)
    .sort((one, other) => (state.p[one] as number) - (state.p[other] as number) || one - other);
  // q never falls along the order, so that the claims are its beginning.
  const end = order.findIndex((pair) => !isClaim(state.p[pair] as number, q[pair] as number));
  return { q, tests, order, claims: end < 0 ? order.length : end };
}

/** What the register knows of pairs that aren't in this study: theirs count too, and those of the study are about to be replaced. */
export function triedBefore(register: Register, study: Study): TriedBefore {
  const here = new Set<string>();
  for (let pair = 0; pair < countPairs(study); pair++) here.add(JSON.stringify(namesOf(study, pair)));
  const others = register.pairs.filter(
    ({ signal, outcome }) => !here.has(JSON.stringify({ signal, outcome })),
  );
  return { p: Float64Array.from(others, ({ p }) => p) };
}

/** For the register, once a screen is done: also what found nothing. */
export function* triesOf(study: Study, state: ScreenState): Generator<Try, void, void> {
  for (let pair = 0; pair < state.p.length; pair++)
    if (state.status[pair] === JUDGED) yield { ...namesOf(study, pair), p: state.p[pair] as number };
}

export function namesOf(study: Study, pair: number): { signal: string; outcome: string } {
  const { signal, outcome } = placeOf(study, pair);
  return {
    signal: (study.signals[signal] as StudySeries).name,
    outcome: (study.outcomes[outcome] as StudySeries).name,
  };
}
