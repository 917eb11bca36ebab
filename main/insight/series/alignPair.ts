import { dayWords } from '../../../shared/domain/dayWords.ts';
import type { Grain } from '../../../shared/domain/grain.ts';
import { steps } from '../../../shared/domain/grain.ts';
import { grainSettings } from '../grain/grainSettings.ts';
import { type StepNumber, writeStep } from '../grain/stepNumber.ts';
import type { DailySeries } from './dailySeries.ts';
import { type Refusal, refuse } from './refusal.ts';

/** A signal and an outcome on the days that both calendars cover. */
export interface AlignedPair {
  readonly signalName: string;
  readonly outcomeName: string;
  /** As people call the two; left out where nobody says. */
  readonly signalLabel?: string;
  readonly outcomeLabel?: string;
  readonly firstDay: StepNumber;
  readonly signal: Float64Array;
  readonly outcome: Float64Array;
  /** Days on which both are present. */
  readonly sharedDays: number;
  /** Share of the window on which one or the other is missing. */
  readonly missingShare: number;
  /** Left out where it is days. */
  readonly grain?: Grain;
}

export function alignPair(signal: DailySeries, outcome: DailySeries): AlignedPair | Refusal {
  if (signal.zone !== null && outcome.zone !== null && signal.zone !== outcome.zone)
    return refuse(
      'mixedZones',
      `${signal.name} counts its days in ${signal.zone}, ${outcome.name} in ${outcome.zone}.`,
      'Put both on the days of one reporting zone.',
    );
  const { grain = 'day' } = signal;
  if (grain !== (outcome.grain ?? 'day'))
    return refuse(
      'mixedGrains',
      `${signal.name} is by ${grain}, ${outcome.name} by ${outcome.grain ?? 'day'}.`,
      'Put both on steps of the same length.',
    );
  const firstDay = Math.max(signal.firstDay, outcome.firstDay);
  const lastDay = Math.min(lastDayOf(signal), lastDayOf(outcome));
  if (lastDay < firstDay) {
    const [earlier, later] = signal.firstDay < outcome.firstDay ? [signal, outcome] : [outcome, signal];
    return refuse(
      'noOverlap',
      `${earlier.name} ends on ${dayWords(writeStep(lastDayOf(earlier), grain))}, before ${later.name} begins on ${dayWords(writeStep(later.firstDay, grain))}.`,
      `Bring both for the same period, at least ${steps(grainSettings(grain).leastSteps, grain)} of it.`,
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
    ...(grain !== 'day' && { grain }),
  };
}

/** The two as a sentence names them. */
export function calledIn(
  pair: Pick<AlignedPair, 'signalName' | 'outcomeName' | 'signalLabel' | 'outcomeLabel'>,
): { readonly signal: string; readonly outcome: string } {
  return {
    signal: pair.signalLabel ?? pair.signalName,
    outcome: pair.outcomeLabel ?? pair.outcomeName,
  };
}

function lastDayOf(series: DailySeries): StepNumber {
  return series.firstDay + series.values.length - 1;
}
