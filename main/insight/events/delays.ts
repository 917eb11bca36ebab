/** From each signal's onset to the outcome's next: a wait that ended, or one that was cut off. */
export interface Delays {
  readonly time: Float64Array;
  /** 1 where the outcome's onset came, 0 where the wait was cut off. */
  readonly ended: Uint8Array;
}

/** Days after which a spike is no longer held responsible. */
export const HORIZON = 30;

/**
 * A wait begins with a signal's onset and ends with the first outcome's onset on that day or later (a day can't order what happens
 * within it). It is cut off after `horizon` days, at the signal's next onset, which starts a wait of its own, and at the end of the data.
 */
export function delaysBetween(
  signals: readonly number[],
  outcomes: readonly number[],
  length: number,
  horizon = HORIZON,
): Delays {
  const time = new Float64Array(signals.length);
  const ended = new Uint8Array(signals.length);
  signals.forEach((begin, i) => {
    const next = signals[i + 1] ?? Number.POSITIVE_INFINITY;
    const outcome = outcomes.find((day) => day >= begin) ?? Number.POSITIVE_INFINITY;
    const cut = Math.min(begin + horizon, next, length - 1);
    const came = outcome < next && outcome <= cut;
    time[i] = (came ? outcome : cut) - begin;
    ended[i] = came ? 1 : 0;
  });
  return { time, ended };
}
