/**
 * Every threshold of a verdict. Proposed defaults unless a reason says that they were measured; the calibration measures what they do
 * together on pairs whose truth is known.
 */
export interface Thresholds {
  /** A claim needs both: p bounds the false alarms of a pair looked at alone, q the share of false ones among many. */
  readonly claimP: number;
  readonly claimQ: number;
  /** A lead known to two weeks can be acted on; a wider interval says only that there is one. */
  readonly widestResolved: number;
  /** Half a year holds enough days to show a lead that has any strength, and two years hold several. */
  readonly windowDays: number;
  readonly windowStep: number;
  /** A day either way is what counting in different zones does, the other is sampling. */
  readonly windowTolerance: number;
  /** A lead that only a minority of windows shows belongs to an episode. */
  readonly leastAgreeing: number;
  readonly grangerP: number;
  /** Of the forecast with the signal over the same without it. */
  readonly leastGain: number;
  /** Enough for a 95 % quantile to repeat within a day. */
  readonly resamples: number;
}

export const THRESHOLDS: Thresholds = {
  claimP: 0.05,
  claimQ: 0.1,
  widestResolved: 14,
  windowDays: 180,
  windowStep: 30,
  windowTolerance: 2,
  leastAgreeing: 2 / 3,
  grangerP: 0.05,
  leastGain: 0,
  resamples: 500,
};

/** Half a year is needed for any verdict; a longer search also needs days to resample, as many as leads, and days for the models to warm up on. */
export const MAX_LEAD = 30;
