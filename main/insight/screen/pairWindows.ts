import { USUAL_GRAIN } from '../../../shared/domain/grain.ts';
import type { EvidenceOptions } from '../finding/evidence.ts';
import { refusalOf } from '../finding/evidence.ts';
import type { StepNumber } from '../grain/stepNumber.ts';
import { type FitTo, leastSquaresOn } from '../numbers/leastSquares.ts';
import { pairLimits } from '../series/checkPair.ts';
import type { DailySeries } from '../series/dailySeries.ts';
import { isRefusal, type Refusal } from '../series/refusal.ts';
import { seasonDesign } from '../whitening/design.ts';
import { createRecent } from './recent.ts';
import { createSeriesWindow, type SeriesWindow } from './seriesWindow.ts';
import { causesIn, studiedPair } from './studiedPair.ts';
import { placeOf, type Study, type StudySeries, TILE } from './study.ts';

/** Both sides of a pair on the days that both calendars cover. */
export interface PairWindows {
  readonly signal: SeriesWindow;
  readonly outcome: SeriesWindow;
}

export type WindowsOf = (pair: number) => PairWindows | Refusal;

/** Two signals: pairs come along one signal, and the next one begins before the last is forgotten. */
const SIGNALS_HELD = 2;
const DESIGNS_HELD = 4;

/**
 * Says of each pair the same as `alignPair` and `refusalOf`, which are asked only where something is wrong: then there is time, and the
 * words are theirs.
 */
export function createPairWindows(study: Study, evidence: EvidenceOptions): WindowsOf {
  const quantiles = new Map<number, Float64Array>();
  const designs = createRecent<FitTo>(DESIGNS_HELD);
  const held = {
    signal: createRecent<SeriesWindow>(SIGNALS_HELD),
    outcome: createRecent<SeriesWindow>(TILE + 1),
  };

  function windowOf(side: 'signal' | 'outcome', at: number, series: DailySeries, window: Window) {
    const { firstDay, length } = window;
    return held[side].get(`${at} ${firstDay} ${length}`, () => {
      const from = firstDay - series.firstDay;
      return createSeriesWindow(series.name, series.values.slice(from, from + length), {
        side,
        evidence,
        ...(series.grain && { grain: series.grain }),
        design: () =>
          designs.get(`${firstDay} ${length} ${series.grain}`, () =>
            leastSquaresOn(
              seasonDesign(length, {
                known: causesIn(study, firstDay, length),
                ...(series.grain && { grain: series.grain }),
              }),
            ),
          ),
        quantiles,
      });
    });
  }

  return (pair) => {
    const place = placeOf(study, pair);
    const signal = (study.signals[place.signal] as StudySeries).series;
    const outcome = (study.outcomes[place.outcome] as StudySeries).series;
    if (isRefusal(signal)) return signal;
    if (isRefusal(outcome)) return outcome;
    const window = sharedWindow(signal, outcome);
    if (window === null) return whyRefused(study, pair, evidence);
    const windows = {
      signal: windowOf('signal', place.signal, signal, window),
      outcome: windowOf('outcome', place.outcome, outcome, window),
    };
    return isSoundPair(windows, signal.grain) ? windows : whyRefused(study, pair, evidence);
  };
}

interface Window {
  readonly firstDay: StepNumber;
  readonly length: number;
}

function sharedWindow(signal: DailySeries, outcome: DailySeries): Window | null {
  if ((signal.grain ?? USUAL_GRAIN) !== (outcome.grain ?? USUAL_GRAIN)) return null;
  if (signal.zone !== null && outcome.zone !== null && signal.zone !== outcome.zone) return null;
  const firstDay = Math.max(signal.firstDay, outcome.firstDay);
  const end = Math.min(signal.firstDay + signal.values.length, outcome.firstDay + outcome.values.length);
  return end > firstDay ? { firstDay, length: end - firstDay } : null;
}

function isSoundPair({ signal, outcome }: PairWindows, grain: DailySeries['grain']): boolean {
  if (!signal.sound || !outcome.sound) return false;
  const { leastSharedDays, mostMissing } = pairLimits(grain);
  const { length } = signal.values;
  const shared = length - countMissing(signal.missing, outcome.missing);
  return shared >= leastSharedDays && 1 - shared / length <= mostMissing;
}

function countMissing(one: Uint8Array | null, other: Uint8Array | null): number {
  if (one === null && other === null) return 0;
  const length = (one ?? other)?.length ?? 0;
  let count = 0;
  for (let t = 0; t < length; t++) count += (one?.[t] ?? 0) | (other?.[t] ?? 0);
  return count;
}

function whyRefused(study: Study, pair: number, evidence: EvidenceOptions): Refusal {
  const studied = studiedPair(study, pair);
  const why = isRefusal(studied) ? studied : refusalOf(studied, evidence);
  if (why === null) throw new Error(`Pair ${pair} was refused without a reason.`);
  return why;
}
