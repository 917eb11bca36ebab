import type { StudiedPair } from '../finding/evidence.ts';
import type { StepNumber } from '../grain/stepNumber.ts';
import { alignPair } from '../series/alignPair.ts';
import { isRefusal, type Refusal } from '../series/refusal.ts';
import { calledOf, labelsOf, placeOf, type Study, type StudySeries } from './study.ts';

/** One pair of a study as everything that looks at a single pair takes it. */
export function studiedPair(study: Study, pair: number): StudiedPair | Refusal {
  const place = placeOf(study, pair);
  const one = study.signals[place.signal] as StudySeries;
  const other = study.outcomes[place.outcome] as StudySeries;
  const { series: signal } = one;
  const { series: outcome } = other;
  if (isRefusal(signal)) return signal;
  if (isRefusal(outcome)) return outcome;
  const called = [calledOf(one), calledOf(other)] as const;
  const aligned = alignPair({ ...signal, name: called[0] }, { ...outcome, name: called[1] });
  if (isRefusal(aligned)) return aligned;
  return {
    ...aligned,
    ...{ signalName: signal.name, outcomeName: outcome.name, ...labelsOf(study, pair) },
    known: causesIn(study, aligned.firstDay, aligned.signal.length),
  };
}

/** The known causes on the steps of a window, one column each. */
export function causesIn({ causes }: Study, firstDay: StepNumber, length: number): Float64Array[] {
  return causes.map((cause) =>
    Float64Array.from({ length }, (_, i) => cause.values[firstDay + i - cause.firstDay] || 0),
  );
}
