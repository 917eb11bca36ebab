import type { Study, StudySeries } from '../../insight/screen/study.ts';
import type { DailySeries } from '../../insight/series/dailySeries.ts';
import { isRefusal } from '../../insight/series/refusal.ts';

/** The same study with its values in memory that all threads read, so that none holds a copy. */
export function sharedStudy(study: Study): Study {
  const share = (one: StudySeries): StudySeries =>
    isRefusal(one.series) ? one : { ...one, series: shared(one.series) };
  return {
    signals: study.signals.map(share),
    outcomes: study.outcomes.map(share),
    causes: study.causes.map(shared),
    pairs: study.pairs,
  };
}

function shared(series: DailySeries): DailySeries {
  const memory = new SharedArrayBuffer(series.values.byteLength);
  const values = new Float64Array(memory);
  values.set(series.values);
  return { ...series, values };
}
