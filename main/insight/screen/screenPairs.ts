import type { EvidenceOptions } from '../finding/evidence.ts';
import { grainSettings } from '../grain/grainSettings.ts';
import { isRefusal } from '../series/refusal.ts';
import { createPairLead } from './pairLead.ts';
import { createPairWindows } from './pairWindows.ts';
import { JUDGED, REFUSED } from './screenState.ts';
import { grainOf, type Study } from './study.ts';

/** What was found of some pairs, by their numbers. */
export interface ScreenChunk {
  readonly pairs: Uint32Array;
  readonly status: Uint8Array;
  readonly p: Float64Array;
  readonly lead: Int16Array;
  readonly value: Float64Array;
}

/** Looks at the pairs it is given; what it prepares for some is held ready for the next. */
export type Screener = (pairs: Uint32Array) => ScreenChunk;

/** Each pair is judged by itself: order, company and the division among workers change nothing. */
export function createScreener(study: Study, options: EvidenceOptions): Screener {
  const windowsOf = createPairWindows(study, options);
  const leadOf = createPairLead(options.maxLead ?? grainSettings(grainOf(study)).maxLead);
  return (pairs) => {
    const found = emptyChunk(pairs);
    for (const [i, pair] of pairs.entries()) {
      const windows = windowsOf(pair);
      const strongest = isRefusal(windows) ? null : leadOf(windows);
      if (strongest === null || Number.isNaN(strongest.p)) {
        found.status[i] = REFUSED;
        continue;
      }
      found.status[i] = JUDGED;
      found.p[i] = strongest.p;
      found.lead[i] = strongest.lead;
      found.value[i] = strongest.value;
    }
    return found;
  };
}

export const CHUNK = 256;

/** Yields after every chunk, so that whoever asks can show how far it is, stop, keep what there is and go on another day. */
export function* screenPairs(
  study: Study,
  pairs: Uint32Array,
  options: EvidenceOptions,
  chunk = CHUNK,
): Generator<ScreenChunk, void, void> {
  const screen = createScreener(study, options);
  for (let from = 0; from < pairs.length; from += chunk) yield screen(pairs.slice(from, from + chunk));
}

function emptyChunk(pairs: Uint32Array): ScreenChunk {
  return {
    pairs,
    status: new Uint8Array(pairs.length),
    p: new Float64Array(pairs.length).fill(Number.NaN),
    lead: new Int16Array(pairs.length),
    value: new Float64Array(pairs.length).fill(Number.NaN),
  };
}
