import type { Grain } from '../../../shared/domain/grain.ts';
import { type Centred, centre } from '../correlation/centre.ts';
import { type EvidenceOptions, preparation, refusalOf } from '../finding/evidence.ts';
import { type PreparedSeries, prepareSeries } from '../lead/prepareSeries.ts';
import type { FitTo } from '../numbers/leastSquares.ts';
import type { LeadSpectra } from './leadSpectra.ts';
import { createRankScores, type QuantileTable, type RankScores } from './rankScores.ts';

/** The part of a series that meets a partner: everything that doesn't depend on which partner, made when first asked for. */
export interface SeriesWindow {
  readonly values: Float64Array;
  /** 1 where a day is missing, or null when none is. */
  readonly missing: Uint8Array | null;
  /** Whether the series by itself allows a lead; if not, `refusalOf` says why. */
  readonly sound: boolean;
  prepared(): PreparedSeries;
  /** Without the warm-up that the pair needs. */
  after(warmup: number): SeriesCut;
}

/** What two series of a pair are correlated from. */
export interface SeriesCut {
  readonly centred: Centred;
  spectrum(spectra: LeadSpectra): Float64Array;
}

export interface WindowOptions {
  readonly side: 'signal' | 'outcome';
  readonly evidence: EvidenceOptions;
  readonly grain?: Grain;
  /** Asked for only by sound series. */
  readonly design: () => FitTo;
  readonly quantiles: QuantileTable;
}

export function createSeriesWindow(
  name: string,
  values: Float64Array,
  { side, evidence, grain, design, quantiles }: WindowOptions,
): SeriesWindow {
  const cuts = new Map<number, SeriesCut>();
  let prepared: PreparedSeries | null = null;
  let scores: RankScores | null = null;
  const prepare = () => {
    prepared ??= prepareSeries(values, design(), preparation(evidence[side], grain));
    return prepared;
  };
  return {
    values,
    missing: values.some(Number.isNaN)
      ? Uint8Array.from(values, (value) => (Number.isNaN(value) ? 1 : 0))
      : null,
    sound: isSound(name, values, evidence, grain),
    prepared: prepare,
    after(warmup) {
      const known = cuts.get(warmup);
      if (known !== undefined) return known;
      scores ??= createRankScores(prepare().news, quantiles);
      const cut = createCut(side, scores.from(warmup));
      cuts.set(warmup, cut);
      return cut;
    },
  };
}

function createCut(side: WindowOptions['side'], scores: Float64Array): SeriesCut {
  const centred = centre(scores);
  const spectra = new Map<number, Float64Array>();
  return {
    centred,
    spectrum(maker) {
      const known = spectra.get(maker.maxLead);
      if (known !== undefined) return known;
      const made =
        side === 'signal' ? maker.ofSignal(centred.deviations) : maker.ofOutcome(centred.deviations);
      spectra.set(maker.maxLead, made);
      return made;
    },
  };
}

/** Judged as its own partner with nothing missing: what is left to object to is the series itself or its length. */
function isSound(
  name: string,
  values: Float64Array,
  options: EvidenceOptions,
  grain: Grain | undefined,
): boolean {
  const itself = { signalName: name, outcomeName: name, signal: values, outcome: values, known: [] };
  const days = { firstDay: 0, sharedDays: values.length, missingShare: 0, ...(grain && { grain }) };
  return refusalOf({ ...itself, ...days }, options) === null;
}
