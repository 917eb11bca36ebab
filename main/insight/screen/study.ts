import { type Grain, USUAL_GRAIN } from '../../../shared/domain/grain.ts';
import type { DailySeries } from '../series/dailySeries.ts';
import { isRefusal, type Refusal } from '../series/refusal.ts';

/** A series of a study, or why there is none: one that can't be read refuses its pairs and stops nothing else. */
export interface StudySeries {
  /** Its key: in findings, links and files it stands for the series. */
  readonly name: string;
  /** As people call it; left out where nobody says. */
  readonly label?: string;
  readonly series: DailySeries | Refusal;
}

/** Which signals meet which outcomes. Plain data: it crosses threads. */
export interface Study {
  readonly signals: readonly StudySeries[];
  readonly outcomes: readonly StudySeries[];
  /** What is known to have moved sales: promotions, holidays. A day that isn't in one of them is a day without it. */
  readonly causes: readonly DailySeries[];
  /** Positions of signal and outcome of one pair after the other; null when every signal meets every outcome. */
  readonly pairs: Uint32Array | null;
}

/** As a sentence names it. */
export function calledOf({ name, label }: Pick<StudySeries, 'name' | 'label'>): string {
  return label ?? name;
}

export function countPairs(study: Study): number {
  return study.pairs === null ? study.signals.length * study.outcomes.length : study.pairs.length / 2;
}

/** That of its series, which are all of one: pairs of two grains are refused one by one. */
export function grainOf({ signals, outcomes }: Pick<Study, 'signals' | 'outcomes'>): Grain {
  for (const { series } of [...signals, ...outcomes])
    if (!isRefusal(series)) return series.grain ?? USUAL_GRAIN;
  return USUAL_GRAIN;
}

/** Each signal with the outcome at its own place. */
export function sideBySide(signals: readonly StudySeries[], outcomes: readonly StudySeries[]): Study {
  const pairs = Uint32Array.from({ length: 2 * signals.length }, (_, i) => i >> 1);
  return { signals, outcomes, causes: [], pairs };
}

export interface PairPlace {
  readonly signal: number;
  readonly outcome: number;
}

/** Pairs are counted along the outcomes of the first signal, then along those of the second. */
export function placeOf(study: Study, pair: number): PairPlace {
  if (study.pairs !== null)
    return { signal: study.pairs[2 * pair] as number, outcome: study.pairs[2 * pair + 1] as number };
  const { length } = study.outcomes;
  return { signal: Math.floor(pair / length), outcome: pair % length };
}

/** How people call the two of a pair; nothing where nobody says. */
export function labelsOf(
  study: Study,
  pair: number,
): { readonly signalLabel?: string; readonly outcomeLabel?: string } {
  const place = placeOf(study, pair);
  const signalLabel = study.signals[place.signal]?.label;
  const outcomeLabel = study.outcomes[place.outcome]?.label;
  return {
    ...(signalLabel !== undefined && { signalLabel }),
    ...(outcomeLabel !== undefined && { outcomeLabel }),
  };
}

/** As many outcomes are held ready at a time: with spectra for some ten warm-ups each about fifteen megabytes. */
export const TILE = 128;

/**
 * The pairs still to do, in an order in which prepared series are used up before they have to make room: tile after tile of outcomes, in
 * each signal after signal.
 */
export function inTiles(study: Study, isOpen: (pair: number) => boolean): Uint32Array {
  const open = Uint32Array.from(range(countPairs(study))).filter(isOpen);
  const outcomes = study.outcomes.length;
  const rank = (pair: number) => {
    const { signal, outcome } = placeOf(study, pair);
    const tile = Math.floor(outcome / TILE);
    return (tile * study.signals.length + signal) * outcomes + outcome;
  };
  if (study.pairs === null && outcomes <= TILE) return open;
  return open.sort((one, other) => rank(one) - rank(other) || one - other);
}

function* range(count: number): Generator<number> {
  for (let i = 0; i < count; i++) yield i;
}
