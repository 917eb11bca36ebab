import type { Grain } from '../../../shared/domain/grain.ts';
import { type StepNumber, weekOf } from '../grain/stepNumber.ts';
import type { DayNumber } from '../series/dayNumber.ts';

/** The first and the last step that a day lies in or has. */
export function stepsOfDay(day: DayNumber, grain: Grain = 'day'): { first: StepNumber; last: StepNumber } {
  if (grain === 'week') return { first: weekOf(day), last: weekOf(day) };
  if (grain === 'hour') return { first: 24 * day, last: 24 * day + 23 };
  return { first: day, last: day };
}
