import type { StudiedPair } from '../../../insight/finding/evidence.ts';
import { preparation } from '../../../insight/finding/evidence.ts';
import { thresholdsOf } from '../../../insight/finding/thresholds.ts';
import type { Finding } from '../../../insight/finding/verdict.ts';
import { grainSettings } from '../../../insight/grain/grainSettings.ts';
import type { PrepareOptions } from '../../../insight/lead/prepareSeries.ts';
import type { PairFindingOptions } from '../../../insight/screen/pairFinding.ts';

/** What the app found and what it was asked with, every default told. */
export function findingJson(
  finding: Finding,
  causes: readonly string[],
  { grain = 'day', signal: { length } }: StudiedPair,
  options: PairFindingOptions,
): string {
  const { claimP, claimQ, resamples } = options.thresholds ?? thresholdsOf(grain);
  const { interval } = finding;
  const { maxLead, seasons, shortestBlock, countsDesign } = grainSettings(grain);
  const told = {
    finding: { ...finding, interval: interval === null ? null : [interval.lower, interval.upper] },
    causes,
    settings: {
      grain,
      maxLead: options.maxLead ?? maxLead,
      seasons: seasons(length),
      countsDesign,
      signal: prepared(preparation(options.signal, grain)),
      outcome: prepared(preparation(options.outcome, grain)),
      claimP,
      claimQ,
      // As the text that goes into the seed of the pair.
      seed: String(options.seed ?? 0),
      resamples,
      shortestBlock,
      checked: options.confirmed,
    },
  };
  return `${asciiJson(told)}\n`;
}

function prepared({ transform = 'log1p', changes = false, orderMax }: PrepareOptions) {
  return { log1p: transform === 'log1p', changes, orderMax };
}

/** Whoever reads it may be told the wrong encoding, or have a locale that can't hold a name. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
