import { gatherEvidence } from '../finding/evidence.ts';
import {
  type AmongPairs,
  confirmationOf,
  type FindingOptions,
  findingOf,
  refusedFinding,
} from '../finding/finding.ts';
import type { Finding } from '../finding/verdict.ts';
import { isRefusal } from '../series/refusal.ts';
import { namesOf } from './ranking.ts';
import { studiedPair } from './studiedPair.ts';
import { grainOf, labelsOf, placeOf, type Study } from './study.ts';

export interface PairFindingOptions extends FindingOptions {
  /** Runs the checks of a pair that makes a claim; without them it stays "suggestive". */
  readonly confirmed: boolean;
}

/** The finding of one pair of a screen: made when a person looks at it, kept by nobody. */
export function pairFinding(
  study: Study,
  pair: number,
  among: (p: number) => AmongPairs,
  options: PairFindingOptions,
): Finding {
  const told: FindingOptions = { ...options, notes: [...(options.notes ?? []), ...notesOf(study, pair)] };
  const studied = studiedPair(study, pair);
  const evidence = isRefusal(studied) ? studied : gatherEvidence(studied, told);
  const { signal, outcome } = namesOf(study, pair);
  if (isRefusal(evidence))
    return { ...refusedFinding(signal, outcome, evidence, told, grainOf(study)), ...labelsOf(study, pair) };
  const corrected = among(evidence.p);
  const confirmation = options.confirmed ? confirmationOf(evidence, corrected.q, told) : null;
  return findingOf(evidence, corrected, confirmation, told);
}

/** What was done to the rows of both. */
function notesOf(study: Study, pair: number): string[] {
  const place = placeOf(study, pair);
  const both = [study.signals[place.signal]?.series, study.outcomes[place.outcome]?.series];
  return both.flatMap((series) =>
    series === undefined || isRefusal(series) ? [] : series.notes.map(({ message }) => message),
  );
}
