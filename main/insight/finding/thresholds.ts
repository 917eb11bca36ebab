import type { Grain } from '../../../shared/domain/grain.ts';
import { grainSettings } from '../grain/grainSettings.ts';

/**
 * Every threshold of a verdict. Proposed defaults unless a reason says that they were measured; the calibration measures what they do
 * together on pairs whose truth is known.
 */
export interface Thresholds {
  /** A claim needs both: p bounds the false alarms of a pair looked at alone, q the share of false ones among many. */
  readonly claimP: number;
  readonly claimQ: number;
  readonly widestResolved: number;
  /** Steps of the grain, whatever their name. */
  readonly windowDays: number;
  readonly windowStep: number;
  readonly windowTolerance: number;
  /** A lead that only a minority of windows shows belongs to an episode. */
  readonly leastAgreeing: number;
  readonly grangerP: number;
  /** Of the forecast with the signal over the same without it. */
  readonly leastGain: number;
  /** Enough for a 95 % quantile to repeat within a day. */
  readonly resamples: number;
}

export function thresholdsOf(grain?: Grain): Thresholds {
  const { widestResolved, window, windowStep, windowTolerance } = grainSettings(grain);
  return {
    ...{ claimP: 0.05, claimQ: 0.1, widestResolved },
    ...{ windowDays: window, windowStep, windowTolerance, leastAgreeing: 2 / 3 },
    ...{ grangerP: 0.05, leastGain: 0, resamples: 500 },
  };
}

/** Of pairs by day. */
export const THRESHOLDS: Thresholds = thresholdsOf();

/** Half a year is needed for any verdict; a longer search also needs days to resample, as many as leads, and days for the models to warm up on. */
export const MAX_LEAD = grainSettings().maxLead;
