import { MAX_LEAD, THRESHOLDS } from '../../../insight/finding/thresholds.ts';
import type { Finding } from '../../../insight/finding/verdict.ts';
import { ORDER_MAX, type PrepareOptions } from '../../../insight/lead/prepareSeries.ts';
import type { PairFindingOptions } from '../../../insight/screen/pairFinding.ts';

/** What the app found and what it was asked with, every default told. */
export function findingJson(
  finding: Finding,
  causes: readonly string[],
  options: PairFindingOptions,
): string {
  const { claimP, claimQ, resamples } = options.thresholds ?? THRESHOLDS;
  const { interval } = finding;
  const told = {
    finding: { ...finding, interval: interval === null ? null : [interval.lower, interval.upper] },
    causes,
    settings: {
      maxLead: options.maxLead ?? MAX_LEAD,
      signal: preparation(options.signal),
      outcome: preparation(options.outcome),
      claimP,
      claimQ,
      // As the text that goes into the seed of the pair.
      seed: String(options.seed ?? 0),
      resamples,
      checked: options.confirmed,
    },
  };
  return `${asciiJson(told)}\n`;
}

function preparation({ transform = 'log1p', changes = false, orderMax = ORDER_MAX }: PrepareOptions = {}) {
  return { log1p: transform === 'log1p', changes, orderMax };
}

/** Whoever reads it may be told the wrong encoding, or have a locale that can't hold a name. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
