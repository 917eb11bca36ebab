/** Why a statistic has no answer for the series it was given. */
export type Reason =
  | 'tooShort'
  | 'noValues'
  | 'constant'
  | 'badPeriod'
  | 'notPositive'
  /** Columns that say the same: no coefficient can be told from another. */
  | 'rankDeficient'
  /** The model leaves no error to measure anything against. */
  | 'perfectFit'
  /** Values whose squares a number can't hold. */
  | 'outOfRange';

/** A typed "there is no answer", so that no caller mistakes a placeholder number for one. */
export interface Unavailable {
  readonly kind: 'unavailable';
  readonly why: Reason;
}

export function unavailable(why: Reason): Unavailable {
  return { kind: 'unavailable', why };
}
