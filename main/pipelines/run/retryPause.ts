import { milliseconds } from '../../../shared/domain/duration.ts';
import type { Step } from '../../../shared/domain/pipeline/step.ts';

const FIRST_MS = 30_000;
const MOST_MS = 15 * 60_000;
const TRIES = 5;

export function triesOf({ retries }: Step): number {
  return (typeof retries === 'number' ? retries : retries?.tries) ?? TRIES;
}

/** The longest pause chance may choose after so many tries. */
export function longestPause({ retries }: Step, tries: number): number {
  const told = typeof retries === 'object' ? retries : undefined;
  const first = told?.first === undefined ? FIRST_MS : milliseconds(told.first);
  const most = told?.most === undefined ? Math.max(MOST_MS, first) : milliseconds(told.most);
  return Math.min(most, first * 2 ** Math.max(0, tries - 1));
}

/**
 * Full jitter: anything between nothing and the longest, so that many that failed together don't come back together. Never
 * sooner than the server asked for.
 */
export function retryPause(step: Step, tries: number, afterMs: number | undefined, random: number): number {
  return Math.max(Math.round(random * longestPause(step, tries)), afterMs ?? 0);
}
