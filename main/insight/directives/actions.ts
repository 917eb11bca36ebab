import type { DirectiveAction } from '../../../shared/domain/directive.ts';
import type { DayNumber } from '../series/dayNumber.ts';
import { type DirectiveSettings, earliestLead, type LedPair } from './directive.ts';

export interface Acting {
  readonly action: DirectiveAction;
  /** The last day on which it comes in time. */
  readonly expires: DayNumber;
}

/** Days from today until sales may begin to follow, less those until a day of the signal is known. */
export function daysLeft(
  pair: LedPair,
  onset: DayNumber,
  today: DayNumber,
  { latency }: Pick<DirectiveSettings, 'latency'>,
): number {
  return onset + earliestLead(pair) - today - latency;
}

/**
 * What the days left are enough for, the most first. What ran out can't be put forward: it is bought again, however short
 * the time. Null where nothing comes in time.
 */
export function actingIn(
  left: number,
  today: DayNumber,
  { makeDays, buyDays, listDays }: DirectiveSettings,
  ranOut: boolean,
): Acting | null {
  const within = (action: DirectiveAction, takes: number): Acting => ({
    action,
    expires: today + left - takes,
  });
  if (left >= makeDays) return within('make', makeDays);
  if (left >= buyDays) return within('buy', buyDays);
  if (left < listDays) return null;
  return ranOut ? within('buy', listDays) : within('list', listDays);
}
