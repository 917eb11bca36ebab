import type { EvidenceOptions } from '../finding/evidence.ts';
import { MAX_LEAD } from '../finding/thresholds.ts';
import { isRefusal } from '../series/refusal.ts';
import { createPairLead } from './pairLead.ts';
import { createPairWindows } from './pairWindows.ts';
import { JUDGED, REFUSED } from './screenState.ts';
import type { Study } from './study.ts';

/** What was found of some pairs, by their numbers. */
export interface ScreenChunk {
  readonly pairs: Uint32Array;
  readonly status: Uint8Array;
  readonly p: Float64Array;
  readonly lead: Int16Array;
  readonly value: Float64Array;
}

/**
 * Looks at pairs, in the order given, and yields after every `chunk` of them, so that whoever asks can show how far it is, stop, keep what there is and
 * go on another day. Each pair is judged by itself: order, chunks and the division among workers change nothing.
 */
export function* screenPairs(
  study: Study,
  pairs: Uint32Array,
  options: EvidenceOptions,
  chunk = 256,
): Generator<ScreenChunk, void, void> {
  const windowsOf = createPairWindows(study, options);
  const leadOf = createPairLead(options.maxLead ?? MAX_LEAD);
  for (let from = 0; from < pairs.length; from += chunk) {
    const some = pairs.slice(from, from + chunk);
    const found = emptyChunk(some);
    for (const [i, pair] of some.entries()) {
      const windows = windowsOf(pair);
      if (isRefusal(windows)) {
        found.status[i] = REFUSED;
        continue;
      }
      const { p, lead, value } = leadOf(windows);
      if (Number.isNaN(p)) {
        found.status[i] = REFUSED;
        continue;
      }
      found.status[i] = JUDGED;
      found.p[i] = p;
      found.lead[i] = lead;
      found.value[i] = value;
    }
    yield found;
  }
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
