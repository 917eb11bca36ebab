import type { DailySeries } from './dailySeries.ts';
import { type DayNumber, writeDay } from './dayNumber.ts';
import { type Refusal, refuse } from './refusal.ts';

/** A signal and an outcome on the days that both calendars cover. */
export interface AlignedPair {
  readonly signalName: string;
  readonly outcomeName: string;
  readonly firstDay: DayNumber;
  readonly signal: Float64Array;
  readonly outcome: Float64Array;
  /** Days on which both are present. */
  readonly sharedDays: number;
  /** Share of the window on which one or the other is missing. */
  readonly missingShare: number;
}

export function alignPair(signal: DailySeries, outcome: DailySeries): AlignedPair | Refusal {
  if (signal.zone !== null && outcome.zone !== null && signal.zone !== outcome.zone)
    return refuse(
      'mixedZones',
      `${signal.name} counts its days in ${signal.zone}, ${outcome.name} in ${outcome.zone}.`,
      'Put both on the days of one reporting zone.',
    );
  const firstDay = Math.max(signal.firstDay, outcome.firstDay);
  const lastDay = Math.min(lastDayOf(signal), lastDayOf(outcome));
  if (lastDay < firstDay) {
    const [earlier, later] = signal.firstDay < outcome.firstDay ? [signal, outcome] : [outcome, signal];
    return refuse(
      'noOverlap',
      `${earlier.name} ends on ${writeDay(lastDayOf(earlier))}, before ${later.name} begins on ${writeDay(later.firstDay)}.`,
      'Bring both for the same period, at least 180 days of it.',
    );
  }
  const windowOf = (series: DailySeries) =>
    series.values.slice(firstDay - series.firstDay, lastDay - series.firstDay + 1);
  const x = windowOf(signal);
  const y = windowOf(outcome);
  let sharedDays = 0;
  for (let t = 0; t < x.length; t++)
    if (!Number.isNaN(x[t] as number) && !Number.isNaN(y[t] as number)) sharedDays++;
  return {
    signalName: signal.name,
    outcomeName: outcome.name,
    firstDay,
    signal: x,
    outcome: y,
    sharedDays,
    missingShare: (x.length - sharedDays) / x.length,
  };
}

function lastDayOf(series: DailySeries): DayNumber {
  return series.firstDay + series.values.length - 1;
}
