import { isAsTheStudy, type PairToggles } from '../../../shared/domain/pairToggles.ts';
import { effectiveSize } from '../correlation/effectiveSize.ts';
import { detectableEffect } from '../finding/detectable.ts';
import {
  type Evidence,
  type EvidenceOptions,
  gatherEvidence,
  preparation,
  refusalOf,
  type StudiedPair,
} from '../finding/evidence.ts';
import { thresholdsOf } from '../finding/thresholds.ts';
import { grainSettings } from '../grain/grainSettings.ts';
import {
  correlateScores,
  type LeadCorrelation,
  leadCorrelation,
  takenFrom,
} from '../lead/leadCorrelation.ts';
import { levelOf, type PreparedSeries, type PrepareOptions, prepareSeries } from '../lead/prepareSeries.ts';
import { calledIn } from '../series/alignPair.ts';
import { type Refusal, refuse } from '../series/refusal.ts';
import { seasonDesign } from '../whitening/design.ts';

/** What a pair says under other settings than a study's. With the study's own it is what the study says, to the last digit. */
export function evidenceUnder(
  pair: StudiedPair,
  toggles: PairToggles,
  options: EvidenceOptions,
): Evidence | Refusal {
  if (isAsTheStudy(toggles)) return gatherEvidence(pair, options);
  const refusal = refusalOf(pair, options);
  if (refusal !== null) return refusal;
  const { grain } = pair;
  const asked = preparation(
    {
      transform: toggles.log ? 'log1p' : 'none',
      changes: toggles.changes,
      ...(!toggles.whiten && { orderMax: 0 }),
    },
    grain,
  );
  const known = toggles.causes ? pair.known : [];
  const design = designOf(pair, toggles, known);
  const signal = prepareSeries(pair.signal, design, asked);
  const outcome = prepareSeries(pair.outcome, design, asked);
  const leads = leadsOf(signal, outcome, toggles, options.maxLead ?? grainSettings(grain).maxLead);
  if (leads.peak === null) return nothingLeft(pair);
  const alpha = (options.thresholds ?? thresholdsOf(grain)).claimP;
  return {
    pair,
    maxLead: leads.correlation.maxLead,
    levels: { ...levelsOf(pair, asked), known },
    ...{ signal, outcome, leads },
    strongest: { lead: leads.peak.lead, correlation: leads.peak.value },
    p: leads.p,
    effectiveN: effectiveSize(signal.residual, outcome.residual).effective,
    detectable: detectableEffect(leads, signal, outcome, alpha),
  };
}

function designOf(
  pair: StudiedPair,
  { season }: PairToggles,
  known: readonly Float64Array[],
): readonly Float64Array[] {
  const { length } = pair.signal;
  if (!season) return [new Float64Array(length).fill(1), ...known];
  return seasonDesign(length, { known, ...(pair.grain && { grain: pair.grain }) });
}

function leadsOf(
  signal: PreparedSeries,
  outcome: PreparedSeries,
  { ranks }: PairToggles,
  maxLead: number,
): LeadCorrelation {
  if (ranks) return leadCorrelation(signal, outcome, maxLead);
  const warmup = Math.max(signal.model.order, outcome.model.order);
  const x = signal.news.slice(warmup);
  const y = outcome.news.slice(warmup);
  const found = correlateScores(x, y, maxLead, takenFrom(signal, outcome));
  return { ...found, warmup, used: x.length, signal: x, outcome: y };
}

function levelsOf(pair: StudiedPair, asked: PrepareOptions) {
  return { signal: levelOf(pair.signal, asked), outcome: levelOf(pair.outcome, asked) };
}

function nothingLeft(pair: StudiedPair): Refusal {
  const { signal, outcome } = calledIn(pair);
  return refuse(
    'constant',
    `What these settings take out of ${signal} and ${outcome} leaves nothing of one of them.`,
    'Take less out, or choose a series that was counted.',
  );
}
