import { intervalOf } from '../../main/insight/finding/confirm.ts';
import { isClaim } from '../../main/insight/finding/decide.ts';
import { type Evidence, gatherEvidence } from '../../main/insight/finding/evidence.ts';
import { correct, EMPTY_REGISTER, withTries } from '../../main/insight/finding/register.ts';
import { THRESHOLDS } from '../../main/insight/finding/thresholds.ts';
import { isRefusal } from '../../main/insight/series/refusal.ts';
import { type PlantedPair, studiedPair } from './studiedPair.ts';
import type { PairKind, PairOptions } from './syntheticPair.ts';

/** So many of so many. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

export const NULL_KINDS = ['null_shared_season', 'null_trend', 'null_independent'] as const;

/** Unrelated pairs that a verdict would call related, each looked at alone. */
export function falseClaims(kind: PairKind, pairs: number, seed: number): Share {
  let count = 0;
  for (let i = 0; i < pairs; i++) {
    const { p } = evidenceOf(studiedPair(seed + i, kind));
    if (isClaim(p, p)) count++;
  }
  return { count, of: pairs };
}

export interface Found {
  /** Claims among all. */
  readonly claimed: Share;
  /** Leads within a day of the truth, among claims. */
  readonly withinADay: Share;
  /** Intervals that hold the truth, among claims. */
  readonly covered: Share;
  /** Intervals too wide to act on, among claims. */
  readonly unresolved: Share;
}

/** What becomes of pairs with a planted lead. Intervals are most of the work; without resamples there are none. */
export function plantedFound(
  kind: PairKind,
  pairs: number,
  seed: number,
  options: PairOptions = {},
  resamples = THRESHOLDS.resamples,
): Found {
  let claimed = 0;
  let within = 0;
  let covered = 0;
  let unresolved = 0;
  for (let i = 0; i < pairs; i++) {
    const planted = studiedPair(seed + i, kind, options);
    const truth = planted.truth.leadDays ?? Number.NaN;
    const evidence = evidenceOf(planted);
    if (!isClaim(evidence.p, evidence.p)) continue;
    claimed++;
    if (Math.abs(evidence.strongest.lead - truth) <= 1) within++;
    const interval = resamples > 0 ? intervalOf(evidence, seed, resamples) : null;
    if (interval === null) continue;
    if (interval.lower <= truth && truth <= interval.upper) covered++;
    if (interval.upper - interval.lower > THRESHOLDS.widestResolved) unresolved++;
  }
  const among = (count: number): Share => ({ count, of: claimed });
  return {
    claimed: { count: claimed, of: pairs },
    withinADay: among(within),
    covered: among(covered),
    unresolved: among(unresolved),
  };
}

export interface Screened {
  readonly claimed: number;
  readonly falsely: number;
  readonly real: number;
  readonly realFound: number;
}

const WEAKEST = 0.1;
const STRONGEST = 0.3;

/**
 * A screen with one real pair in ten, corrected over all its pairs. The real ones' elasticities are spread evenly from 0.1 to 0.3: strong ones
 * alone would all be found, and make the share of false ones among the found look better than it is.
 */
export function screened(pairs: number, seed: number): Screened {
  const tries = Array.from({ length: pairs }, (_, i) => {
    const real = i % 10 === 0;
    const effect = WEAKEST + ((STRONGEST - WEAKEST) * i) / pairs;
    const planted = real
      ? studiedPair(seed + i, 'planted', { effect })
      : studiedPair(seed + i, NULL_KINDS[i % NULL_KINDS.length] as PairKind);
    const { signalName: signal, outcomeName: outcome } = planted.pair;
    return { signal, outcome, real, p: evidenceOf(planted).p };
  });
  const corrected = correct(withTries(EMPTY_REGISTER, tries));
  const claims = tries.filter(({ signal, outcome, p }) => isClaim(p, corrected.q(signal, outcome)));
  const realFound = claims.filter(({ real }) => real).length;
  return {
    claimed: claims.length,
    falsely: claims.length - realFound,
    real: tries.filter(({ real }) => real).length,
    realFound,
  };
}

/** False among claimed; nothing claimed is nothing false. */
export function falseShare({ claimed, falsely }: Screened): number {
  return claimed === 0 ? 0 : falsely / claimed;
}

function evidenceOf({ pair }: PlantedPair): Evidence {
  const evidence = gatherEvidence(pair);
  if (isRefusal(evidence)) throw new Error(evidence.message);
  return evidence;
}
