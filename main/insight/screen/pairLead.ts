import { correlateCentred, peakOf } from '../correlation/crossCorrelation.ts';
import { stepsLeft, takenFrom } from '../lead/leadCorrelation.ts';
import { normalTwoSided } from '../numbers/distributions.ts';
import { createLeadSpectra, type LeadSpectra } from './leadSpectra.ts';
import type { PairWindows } from './pairWindows.ts';
import type { SeriesCut } from './seriesWindow.ts';

/** What a screen keeps of a pair: the numbers of `leadCorrelation` at its strongest lead. NaN and 0 where nothing varies. */
export interface PairLead {
  readonly p: number;
  readonly lead: number;
  readonly value: number;
}

export type PairLeadOf = (windows: PairWindows) => PairLead;

export function createPairLead(maxLead: number): PairLeadOf {
  const makers = new Map<number, LeadSpectra>();
  const makerFor = (reach: number) => {
    const maker = makers.get(reach) ?? createLeadSpectra(reach);
    makers.set(reach, maker);
    return maker;
  };
  const products = new Float64Array(2 * maxLead + 1);

  return ({ signal, outcome }) => {
    const warmup = Math.max(signal.prepared().model.order, outcome.prepared().model.order);
    const x = signal.after(warmup);
    const y = outcome.after(warmup);
    const days = x.centred.deviations.length;
    const reach = Math.max(0, Math.min(maxLead, days - 1));
    const taken = takenFrom(signal.prepared(), outcome.prepared());
    const whole = x.centred.mask === null && y.centred.mask === null;
    return whole
      ? throughSpectra(x, y, makerFor(reach), products.subarray(0, 2 * reach + 1), taken)
      : dayByDay(x, y, reach, taken);
  };
}

const NOTHING: PairLead = { p: Number.NaN, lead: 0, value: Number.NaN };

/** Every lead has the same denominator, so that the strongest has the smallest p. */
function throughSpectra(
  x: SeriesCut,
  y: SeriesCut,
  maker: LeadSpectra,
  products: Float64Array,
  taken: number,
): PairLead {
  const days = x.centred.deviations.length;
  const unit =
    Math.sqrt(x.centred.sumOfSquares / x.centred.present) *
    Math.sqrt(y.centred.sumOfSquares / y.centred.present);
  if (!(unit > 0)) return NOTHING;
  maker.products(x.spectrum(maker), y.spectrum(maker), products);
  const peak = peakOf({ values: products, maxLead: maker.maxLead });
  if (peak === null) return NOTHING;
  const value = Math.min(1, Math.max(-1, peak.value / days / unit));
  const p = Math.min(1, products.length * normalTwoSided(value * Math.sqrt(stepsLeft(days, taken))));
  return { p, lead: peak.lead, value };
}

/** Each lead has its own days when some are missing. */
function dayByDay(x: SeriesCut, y: SeriesCut, reach: number, taken: number): PairLead {
  const correlation = correlateCentred(x.centred, y.centred, reach);
  const { values, pairs, maxLead } = correlation;
  const peak = peakOf(correlation);
  if (peak === null) return NOTHING;
  let furthest = 0;
  for (let i = 0; i < values.length; i++) {
    const steps = stepsLeft((pairs[i] as number) + Math.abs(i - maxLead), taken);
    const z = Math.abs(values[i] as number) * Math.sqrt(steps);
    if (z > furthest) furthest = z;
  }
  return { p: Math.min(1, values.length * normalTwoSided(furthest)), lead: peak.lead, value: peak.value };
}
