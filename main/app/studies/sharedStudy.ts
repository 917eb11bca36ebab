import type { Study, StudySeries } from '../../insight/screen/study.ts';
import type { DailySeries } from '../../insight/series/dailySeries.ts';
import { isRefusal } from '../../insight/series/refusal.ts';

/** The same study with its values in memory that all threads read, so that none holds a copy. */
export function sharedStudy(study: Study): Study {
  return {
    signals: study.signals.map(sharedSeries),
    outcomes: study.outcomes.map(sharedSeries),
    causes: study.causes.map(shared),
    pairs: study.pairs,
  };
}

/** For those who make one series after the other: what is shared already isn't copied again. */
export function sharedSeries(one: StudySeries): StudySeries {
  return isRefusal(one.series) ? one : { ...one, series: shared(one.series) };
}

function shared(series: DailySeries): DailySeries {
  if (series.values.buffer instanceof SharedArrayBuffer) return series;
  const memory = new SharedArrayBuffer(series.values.byteLength);
  const values = new Float64Array(memory);
  values.set(series.values);
  return { ...series, values };
}
