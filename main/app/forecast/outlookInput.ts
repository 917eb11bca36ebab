import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { grainSettings } from '../../insight/grain/grainSettings.ts';
import type { OutlookInput } from '../../insight/outlook/madeOutlook.ts';
import type { Study, StudySeries } from '../../insight/screen/study.ts';
import type { DailySeries } from '../../insight/series/dailySeries.ts';
import { isRefusal, type Refusal } from '../../insight/series/refusal.ts';
import type { ForecastData } from './forecastData.ts';

/** Three years hold every season twice, and more would only be waited for. */
const MOST_DAYS = 1096;

export interface WantedOutlook {
  readonly outcome: string;
  readonly signals: readonly string[];
  readonly days: number;
}

/** All series on the days of the outcome, and causes on the days ahead too. */
export function outlookInput({ ready, data }: ForecastData, wanted: WantedOutlook): Result<OutlookInput> {
  const outcome = named(data.study.outcomes, wanted.outcome, 'outcome', ready.name);
  if (!outcome.ok) return outcome;
  const signals: DailySeries[] = [];
  for (const name of wanted.signals) {
    const one = named(data.study.signals, name, 'signal', ready.name);
    if (!one.ok) return one;
    signals.push(one.value);
  }
  const { values } = outcome.value;
  const skipped = Math.max(0, values.length - MOST_DAYS);
  const firstDay = outcome.value.firstDay + skipped;
  const days = values.length - skipped;
  const onDays = (series: DailySeries, length: number) =>
    Float64Array.from({ length }, (_, t) => series.values[t + firstDay - series.firstDay] ?? Number.NaN);
  return ok({
    outcome: wanted.outcome,
    firstDay,
    values: values.slice(skipped),
    signals: signals.map((series) => ({ name: series.name, values: onDays(series, days) })),
    causes: data.study.causes.map((series) => ({
      name: series.name,
      marks: onDays(series, days + wanted.days).map((mark) => (mark > 0 ? 1 : 0)),
    })),
    horizon: wanted.days,
    labels: labelsOf(data.study),
    maxLead: ready.study.leads ?? grainSettings(ready.study.grain).maxLead,
  });
}

function labelsOf({ signals, outcomes }: Study): ReadonlyMap<string, string> {
  return new Map(
    [...signals, ...outcomes].flatMap(({ name, label }) => (label === undefined ? [] : [[name, label]])),
  );
}

function named(
  all: readonly StudySeries[],
  name: string,
  what: 'outcome' | 'signal',
  study: string,
): Result<DailySeries> {
  const found = all.find((one) => one.name === name);
  if (found !== undefined) return isRefusal(found.series) ? asFailure(found.series, name) : ok(found.series);
  return fail('BAD_INPUT', {
    message: `The study ${study} reads no ${what} “${name}”.`,
    next: `Choose one of its ${what}s; if it was renamed, build again and choose it by its new name.`,
    subject: name,
  });
}

export function asFailure({ message, next }: Refusal, subject: string) {
  return fail('BAD_INPUT', { message, next, subject });
}
