import { dayWords } from '../../../shared/domain/dayWords.ts';
import { steps } from '../../../shared/domain/grain.ts';
import { mondayOf, type StepNumber, weekOf } from '../grain/stepNumber.ts';
import type { DailySeries, SeriesNote } from './dailySeries.ts';
import { writeDay } from './dayNumber.ts';
import { type Refusal, refuse } from './refusal.ts';

export interface WeeklyOptions {
  /** What a week is of its days: a count of them all, or a level. */
  readonly aggregate: 'sum' | 'mean';
  /** Whether a week of which a day is missing is missing too, or is what its known days are. */
  readonly partial: 'missing' | 'keep';
}

interface Week {
  /** Days of which the value is known. */
  known: number;
  sum: number;
}

const DAYS = 7;

/**
 * Weeks from Monday to Sunday out of days. One that isn't whole at either end, above all the running one, is left out: half a week of sales
 * looks like a bad week.
 */
export function weeklySeries(
  series: DailySeries,
  { aggregate, partial }: WeeklyOptions,
): DailySeries | Refusal {
  const { name, zone } = series;
  const first = weekOf(series.firstDay);
  const weeks = weeksOf(series, first);
  const isWhole = (at: number, beside: number) =>
    partial === 'keep'
      ? (weeks[at] as Week).known >= (weeks[beside]?.known ?? 0)
      : series.firstDay <= mondayOf(first + at) && dayAfter(series) >= mondayOf(first + at + 1);
  const from = isWhole(0, 1) ? 0 : 1;
  const to = isWhole(weeks.length - 1, weeks.length - 2) ? weeks.length : weeks.length - 1;
  const kept = weeks.slice(from, to);
  const isKnown = ({ known }: Week) => known === DAYS || (partial === 'keep' && known > 0);
  if (!kept.some(isKnown)) return noWeek(name, weeks);
  const values = Float64Array.from(kept, (week) => {
    if (!isKnown(week)) return Number.NaN;
    return aggregate === 'mean' ? week.sum / week.known : week.sum;
  });
  const notes = [...series.notes, ...noteOn(name, weeks, { from, to, first, partial })];
  return { name, firstDay: first + from, values, grain: 'week', zone, notes };
}

function weeksOf({ firstDay, values }: DailySeries, first: StepNumber): Week[] {
  const count = weekOf(firstDay + values.length - 1) - first + 1;
  const weeks = Array.from({ length: count }, (): Week => ({ known: 0, sum: 0 }));
  for (const [at, value] of values.entries()) {
    const week = weeks[weekOf(firstDay + at) - first];
    if (week === undefined || Number.isNaN(value)) continue;
    week.known += 1;
    week.sum += value;
  }
  return weeks;
}

function dayAfter({ firstDay, values }: DailySeries): number {
  return firstDay + values.length;
}

function noWeek(name: string, weeks: readonly Week[]): Refusal {
  const single = weeks.length > 1 && weeks.every(({ known }) => known <= 1);
  return refuse(
    'tooManyMissing',
    `${name} has no week from Monday to Sunday of which all days are known.`,
    single
      ? 'If each of its rows is a week already, write partial_weeks: keep in the study.'
      : 'Bring more days, or write partial_weeks: keep in the study: a week is then what its known days are.',
  );
}

function noteOn(
  name: string,
  weeks: readonly Week[],
  { from, to, first, partial }: { from: number; to: number; first: StepNumber; partial: 'missing' | 'keep' },
): SeriesNote[] {
  const notes: SeriesNote[] = [];
  const say = (message: string) => notes.push({ kind: 'weeks', message });
  const short = weeks.slice(from, to).filter(({ known }) => known < DAYS).length;
  if (short > 0) {
    const [lack, are, count] = short === 1 ? ['lacks', 'is', 'counts'] : ['lack', 'are', 'count'];
    const what = partial === 'keep' ? `${are} made from those that are known` : `${count} as missing`;
    say(`${steps(short, 'week')} of ${name} ${lack} a day or more and ${what}.`);
  }
  if (to < weeks.length)
    say(
      `The last week of ${name}, from ${dayWords(writeDay(mondayOf(first + to)))}, isn’t over in the data and was left out.`,
    );
  return notes;
}
