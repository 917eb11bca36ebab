import { type Judgement, judge } from '../../insight/directives/judge.ts';
import type { Study } from '../../insight/screen/study.ts';
import { type DayNumber, readDay } from '../../insight/series/dayNumber.ts';
import { isRefusal } from '../../insight/series/refusal.ts';
import type { DirectiveRecord } from './directiveRecord.ts';

/** Days after sales begin to follow, when nothing was foreseen in numbers. */
const FOLLOWED = 7;

/** Holds what was told against what is known by now. */
export function judgeAgainst(
  { outcomes }: Study,
  asOf: DayNumber,
): (record: DirectiveRecord) => Judgement | null {
  const series = new Map(outcomes.map(({ name, series: one }) => [name, one]));
  return ({ told, decided }) => {
    const sold = series.get(told.about.outcome);
    if (sold === undefined || isRefusal(sold)) return null;
    const { days, units } = told.effect;
    if (days === null || units === null || told.without === null) {
      const follows = told.followsOn === null ? null : numberOf(told.followsOn);
      return follows === null || asOf < follows + FOLLOWED ? null : judge(null, sold, asOf, false);
    }
    const foretold = {
      ...{ from: numberOf(days.from), to: numberOf(days.to), without: told.without },
      ...{ units: units.value, lower: units.from, upper: units.to },
    };
    return judge(foretold, sold, asOf, decided?.is === 'accepted');
  };
}

function numberOf(day: string): DayNumber {
  return readDay(day)?.day ?? 0;
}
