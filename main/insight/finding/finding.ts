import { type Grain, USUAL_GRAIN } from '../../../shared/domain/grain.ts';
import { grainSettings } from '../grain/grainSettings.ts';
import { calledIn } from '../series/alignPair.ts';
import { isRefusal, type Refusal } from '../series/refusal.ts';
import { actionableLead, type Delays } from './actionable.ts';
import { confirm } from './confirm.ts';
import { type Confirmation, decide, failedChecks, isClaim } from './decide.ts';
import { type Evidence, type EvidenceOptions, gatherEvidence, type StudiedPair } from './evidence.ts';
import { sentenceOf } from './sentence.ts';
import { type Thresholds, thresholdsOf } from './thresholds.ts';
import type { Finding } from './verdict.ts';

export interface FindingOptions extends EvidenceOptions {
  readonly delays?: Delays;
  /** Of the study; every pair draws by it and its own names. */
  readonly seed?: number;
  /** Said beside the finding: what was done to the rows, what wasn't known. */
  readonly notes?: readonly string[];
}

/** What the correction over pairs made of a p. */
export interface AmongPairs {
  readonly q: number;
  readonly tests: number;
}

const ALONE = 1;
const NO_DELAYS: Delays = { latency: 0, reaction: 0 };

/** One pair from beginning to end. By itself unless `among` says what its p becomes among all pairs ever tried. */
export function judgePair(
  pair: StudiedPair,
  options: FindingOptions = {},
  among: (p: number) => AmongPairs = (p) => ({ q: p, tests: ALONE }),
): Finding {
  const evidence = gatherEvidence(pair, options);
  if (isRefusal(evidence))
    return refusedFinding(pair.signalName, pair.outcomeName, evidence, options, pair.grain);
  const { q, tests } = among(evidence.p);
  return findingOf(evidence, { q, tests }, confirmationOf(evidence, q, options), options);
}

/** Runs the checks of a claim, and none for a pair that makes none. */
export function confirmationOf(
  evidence: Evidence,
  q: number,
  options: FindingOptions = {},
): Confirmation | null {
  const thresholds = options.thresholds ?? thresholdsOf(evidence.pair.grain);
  return isClaim(evidence.p, q, thresholds) ? confirm(evidence, options.seed ?? 0, thresholds) : null;
}

/** From what is known of a pair so far: without checks a claim stays "suggestive". */
export function findingOf(
  evidence: Evidence,
  { q, tests }: AmongPairs,
  confirmation: Confirmation | null,
  options: FindingOptions = {},
): Finding {
  const { pair, p, strongest } = evidence;
  const { grain } = pair;
  const thresholds = options.thresholds ?? thresholdsOf(grain);
  const verdict = decide({ p, q, lead: strongest.lead, confirmation }, thresholds);
  const interval = confirmation?.interval ?? null;
  const lead = verdict === 'no evidence' ? null : strongest.lead;
  const known = {
    ...ofGrain(grain),
    signal: pair.signalName,
    outcome: pair.outcomeName,
    ...(pair.signalLabel !== undefined && { signalLabel: pair.signalLabel }),
    ...(pair.outcomeLabel !== undefined && { outcomeLabel: pair.outcomeLabel }),
    verdict,
    lead,
    interval,
    strength: strongest.correlation,
    effectiveN: evidence.effectiveN,
    days: pair.sharedDays,
    p,
    q,
    tests,
    stability: confirmation?.stability ?? null,
    granger: confirmation?.granger ?? null,
    backtest: confirmation?.backtest ?? null,
    detectable: evidence.detectable,
    actionableLead:
      verdict === 'unresolved lag'
        ? null
        : actionableLead(lead, interval, options.delays ?? NO_DELAYS, grain),
    refusal: null,
    notes: [...(options.notes ?? []), ...standingNotes(pair), ...notesOn(confirmation, thresholds)],
  };
  const sentence = sentenceOf({
    ...known,
    ...calledIn(pair),
    failed: confirmation === null ? [] : failedChecks(confirmation, thresholds),
    checked: confirmation !== null,
    maxLead: evidence.maxLead,
  });
  return { ...known, sentence };
}

export function refusedFinding(
  signal: string,
  outcome: string,
  refusal: Refusal,
  options: FindingOptions = {},
  grain?: Grain,
): Finding {
  const known = {
    ...ofGrain(grain),
    signal,
    outcome,
    verdict: 'refused' as const,
    lead: null,
    interval: null,
    strength: null,
    effectiveN: null,
    days: null,
    p: null,
    q: null,
    tests: 0,
    stability: null,
    granger: null,
    backtest: null,
    detectable: null,
    actionableLead: null,
    refusal,
    notes: options.notes ?? [],
  };
  const maxLead = options.maxLead ?? grainSettings(grain).maxLead;
  const sentence = sentenceOf({ ...known, failed: [], checked: false, maxLead });
  return { ...known, sentence };
}

const NO_CALENDAR =
  'No promotions or holidays were given. What they do to both series at once is taken for a relation; bring them in.';
const DAY_EITHER_WAY =
  'If one of the two counts UTC days and the other local days, the lead may be off by a day either way.';

/** Of weeks a day either way changes little, and hours are those of UTC. */
function standingNotes(pair: StudiedPair): string[] {
  const notes = pair.known.length === 0 ? [NO_CALENDAR] : [];
  return (pair.grain ?? USUAL_GRAIN) === 'day' ? [...notes, DAY_EITHER_WAY] : notes;
}

/** Only where it isn't days: findings of days are told as they always were. */
function ofGrain(grain: Grain | undefined): { readonly grain?: Grain } {
  return grain === undefined || grain === USUAL_GRAIN ? {} : { grain };
}

/** Both ways at once is what a common cause, or sales that make posts that make sales, look like. */
function notesOn(confirmation: Confirmation | null, { grangerP }: Thresholds): string[] {
  const backward = confirmation?.granger?.backward ?? null;
  const forward = confirmation?.granger?.forward ?? null;
  if (backward === null || forward === null || backward >= grangerP || forward >= grangerP) return [];
  return ['Each of the two also helps to foresee the other: look for something that drives both.'];
}
