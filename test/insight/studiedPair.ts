import type { StudiedPair } from '../../main/insight/finding/evidence.ts';
import { type PairKind, type PairOptions, type SyntheticPair, syntheticPair } from './syntheticPair.ts';

export interface PlantedPair {
  readonly pair: StudiedPair;
  readonly truth: SyntheticPair['truth'];
}

/** A generated pair as the product would have it from a file without a promotion calendar. */
export function studiedPair(seed: number, kind: PairKind, options: PairOptions = {}): PlantedPair {
  const { social, sales, truth } = syntheticPair(seed, kind, options);
  return {
    pair: {
      signalName: `social ${seed}`,
      outcomeName: `sales ${seed}`,
      firstDay: 0,
      signal: social,
      outcome: sales,
      sharedDays: social.length,
      missingShare: 0,
      known: [],
    },
    truth,
  };
}
