import type { StudiedPair } from '../finding/evidence.ts';
import type { StepNumber } from '../grain/stepNumber.ts';
import { calledIn } from '../series/alignPair.ts';
import { type Refusal, refuse } from '../series/refusal.ts';

/** The part of a pair from one step to another, both included; the whole where neither is given. */
export function cutPair(
  pair: StudiedPair,
  from: StepNumber = Number.NEGATIVE_INFINITY,
  to: StepNumber = Number.POSITIVE_INFINITY,
): StudiedPair | Refusal {
  const start = Math.max(0, from - pair.firstDay);
  const end = Math.min(pair.signal.length, to - pair.firstDay + 1);
  if (start === 0 && end === pair.signal.length) return pair;
  if (end <= start)
    return refuse(
      'noOverlap',
      `Nothing of ${calledIn(pair).signal} and ${calledIn(pair).outcome} lies in the period asked for.`,
      'Choose a period in which both are known, or all of it.',
    );
  const signal = pair.signal.slice(start, end);
  const outcome = pair.outcome.slice(start, end);
  const sharedDays = signal.reduce(
    (count, value, t) => count + (Number.isNaN(value) || Number.isNaN(outcome[t]) ? 0 : 1),
    0,
  );
  return {
    ...pair,
    ...{ signal, outcome, sharedDays, firstDay: pair.firstDay + start },
    missingShare: (signal.length - sharedDays) / signal.length,
    known: pair.known.map((cause) => cause.slice(start, end)),
  };
}
