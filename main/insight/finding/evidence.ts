import { type Grain, steps, USUAL_GRAIN } from '../../../shared/domain/grain.ts';
import { effectiveSize } from '../correlation/effectiveSize.ts';
import { grainSettings } from '../grain/grainSettings.ts';
import { type LeadCorrelation, leadCorrelation } from '../lead/leadCorrelation.ts';
import { levelOf, type PreparedSeries, type PrepareOptions, prepareSeries } from '../lead/prepareSeries.ts';
import { leastSquaresOn } from '../numbers/leastSquares.ts';
import { type AlignedPair, calledIn } from '../series/alignPair.ts';
import { checkPair } from '../series/checkPair.ts';
import { isRefusal, type Refusal, refuse } from '../series/refusal.ts';
import { seasonDesign } from '../whitening/design.ts';
import type { Levels } from './backtestPair.ts';
import { detectableEffect } from './detectable.ts';
import { type Thresholds, thresholdsOf } from './thresholds.ts';
import type { Detectable } from './verdict.ts';

export interface EvidenceOptions {
  readonly maxLead?: number;
  readonly signal?: PrepareOptions;
  readonly outcome?: PrepareOptions;
  readonly thresholds?: Thresholds;
}

/** What a pair says before it is known how many others were looked at: steps 1 to 6 of the pipeline. */
export interface Evidence {
  readonly pair: StudiedPair;
  readonly maxLead: number;
  readonly levels: Levels;
  readonly signal: PreparedSeries;
  readonly outcome: PreparedSeries;
  readonly leads: LeadCorrelation;
  /** Where the two go together most, whatever it is worth. */
  readonly strongest: { readonly lead: number; readonly correlation: number };
  /** Of the pair, corrected for looking at every lead (Bonferroni). */
  readonly p: number;
  /** What the shared days are worth (Pyper and Peterman 1998), from the series without season and trend. */
  readonly effectiveN: number;
  readonly detectable: Detectable;
}

/** Two series on one calendar, and what is known to have moved them: promotions, holidays, one column each on the same days. */
export interface StudiedPair extends AlignedPair {
  readonly known: readonly Float64Array[];
}

export function gatherEvidence(pair: StudiedPair, options: EvidenceOptions = {}): Evidence | Refusal {
  const refusal = refusalOf(pair, options);
  if (refusal !== null) return refusal;
  const { grain } = pair;
  const columns = seasonDesign(pair.signal.length, { known: pair.known, ...(grain && { grain }) });
  const design = leastSquaresOn(columns);
  const signal = prepareSeries(pair.signal, design, preparation(options.signal, grain));
  const outcome = prepareSeries(pair.outcome, design, preparation(options.outcome, grain));
  const leads = leadCorrelation(signal, outcome, options.maxLead ?? grainSettings(grain).maxLead);
  const { peak } = leads;
  if (peak === null) return nothingLeft(pair, signal);
  return {
    pair,
    maxLead: leads.correlation.maxLead,
    levels: {
      signal: levelOf(pair.signal, options.signal),
      outcome: levelOf(pair.outcome, options.outcome),
      known: pair.known,
    },
    signal,
    outcome,
    leads,
    strongest: { lead: peak.lead, correlation: peak.value },
    p: leads.p,
    effectiveN: effectiveSize(signal.residual, outcome.residual).effective,
    detectable: detectableEffect(leads, signal, outcome, (options.thresholds ?? thresholdsOf(grain)).claimP),
  };
}

/** With as long a past as series of the grain are freed from, unless told. */
export function preparation(options: PrepareOptions = {}, grain?: Grain): PrepareOptions {
  const { orderMax, countsDesign } = grainSettings(grain);
  return { orderMax, countsDesign, ...options };
}

/** Why the pair can't be studied with leads up to the longest asked for, or null. */
export function refusalOf(pair: StudiedPair, options: EvidenceOptions = {}): Refusal | null {
  const { grain = USUAL_GRAIN } = pair;
  const settings = grainSettings(grain);
  const maxLead = options.maxLead ?? settings.maxLead;
  if (!Number.isInteger(maxLead) || maxLead < 1)
    throw new RangeError('the longest lead is a whole number of steps, 1 or more');
  // Models may take as many steps to warm up on as their order.
  const warmUp = settings.orderMax;
  const needed = 4 * maxLead + 1 + warmUp;
  const refusal = checkPair(pair);
  if (refusal !== null || pair.signal.length >= needed) return refusal;
  const called = calledIn(pair);
  return refuse(
    'tooShort',
    `${called.signal} and ${called.outcome} cover ${steps(pair.signal.length, grain)}; leads up to ${steps(maxLead, grain)} need ${needed}.`,
    `Bring ${steps(needed - pair.signal.length, grain).replace(' ', ' more ')}, or look at leads up to ${steps(Math.floor((pair.signal.length - warmUp - 1) / 4), grain)}.`,
  );
}

function nothingLeft(pair: StudiedPair, signal: PreparedSeries): Refusal {
  const called = calledIn(pair);
  const empty = signal.news.some((value) => value !== 0 && !Number.isNaN(value))
    ? called.outcome
    : called.signal;
  return refuse(
    'constant',
    `Season, trend and known causes explain ${empty} entirely; nothing is left that could lead or follow.`,
    'Choose a series that was counted, not computed from the calendar.',
  );
}

export function isEvidence(value: Evidence | Refusal): value is Evidence {
  return !isRefusal(value);
}
