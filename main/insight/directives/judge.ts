import { dayWords } from '../../../shared/domain/dayWords.ts';
import type { DailySeries } from '../series/dailySeries.ts';
import { type DayNumber, writeDay } from '../series/dayNumber.ts';
import type { UnitsEffect } from './directive.ts';

export type Foretold = Pick<UnitsEffect, 'from' | 'to' | 'units' | 'lower' | 'upper' | 'without'>;

export interface Judgement {
  readonly is: 'hit' | 'missed' | 'cannot be told';
  /** Above what was foreseen without the spike, at the time. */
  readonly actualUnits: number | null;
  readonly sentence: string;
}

/**
 * What sales did against the forecast as it was made then. Null while its days aren't all over. A day that isn't known,
 * one without stock above all, leaves open what would have been sold: then nothing is claimed.
 */
export function judge(
  foretold: Foretold | null,
  outcome: DailySeries,
  asOf: DayNumber,
  acted: boolean,
): Judgement | null {
  const untold = (sentence: string): Judgement => ({ is: 'cannot be told', actualUnits: null, sentence });
  if (foretold === null) return untold('No number was given, so none can be held against what came.');
  const { from, to, units, lower, upper, without } = foretold;
  if (asOf < to) return null;
  let came = 0;
  let missing = 0;
  for (let day = from; day <= to; day++) {
    const value = outcome.values[day - outcome.firstDay] ?? Number.NaN;
    if (Number.isNaN(value)) missing += 1;
    else came += value;
  }
  const [first, last] = [dayWords(writeDay(from)), dayWords(writeDay(to))];
  const span = from === to ? `on ${first}` : `from ${first} to ${last}`;
  if (missing > 0)
    return untold(
      `Sales of ${missing} ${missing === 1 ? 'day' : 'days'} ${span} aren’t known, out of stock perhaps: what was wanted can’t be told.`,
    );
  const actual = came - without;
  const inside = actual >= lower && actual <= upper;
  const said = `${whole(actual)} more than usual were sold ${span}; ${whole(units)} were expected (${whole(lower)} to ${whole(upper)})`;
  const mixed = acted ? ' What you did about it counts in it, too.' : '';
  const judged = inside
    ? 'The forecast held.'
    : `The forecast missed ${actual < lower ? 'downwards' : 'upwards'}.`;
  return { is: inside ? 'hit' : 'missed', actualUnits: actual, sentence: `${said}. ${judged}${mixed}` };
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}
