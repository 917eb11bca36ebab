import type { FindingTold, PreparedMaterial } from '../../../../audit/packages/material/finding.ts';
import type { Evidence, StudiedPair } from '../../../../insight/finding/evidence.ts';
import { gatherEvidence } from '../../../../insight/finding/evidence.ts';
import type { Finding } from '../../../../insight/finding/verdict.ts';
import { writeStep } from '../../../../insight/grain/stepNumber.ts';
import type { PreparedSeries } from '../../../../insight/lead/prepareSeries.ts';
import { pairFinding } from '../../../../insight/screen/pairFinding.ts';
import { studiedPair } from '../../../../insight/screen/studiedPair.ts';
import { isRefusal } from '../../../../insight/series/refusal.ts';
import type { FindingAnswer, FindingTask } from './findingTask.ts';
import { workingOf } from './workingOf.ts';

/** The finding as the study has it, with everything it was made through. */
export function answerFinding({ study, options, among }: FindingTask): FindingAnswer {
  const finding = pairFinding(study, 0, () => among, options);
  const told = toldOf(finding);
  const pair = studiedPair(study, 0);
  if (isRefusal(pair)) return { steps: [], signal: [], outcome: [], prepared: null, working: null, told };
  const seen = {
    steps: Array.from(pair.signal, (_, t) => writeStep(pair.firstDay + t, pair.grain)),
    ...{ signal: plainList(pair.signal), outcome: plainList(pair.outcome), told },
  };
  const evidence = gatherEvidence(pair, options);
  if (isRefusal(evidence)) return { ...seen, prepared: null, working: null };
  return { ...seen, prepared: preparedOf(evidence, pair), working: workingOf(evidence, pair, options) };
}

function preparedOf({ leads, levels, signal, outcome }: Evidence, pair: StudiedPair) {
  const side = (
    { residual, model, news }: PreparedSeries,
    level: Float64Array,
    scores: Float64Array,
  ): PreparedMaterial => ({
    ...{ log: true, order: model.order, mean: model.mean, coefficients: Array.from(model.coefficients) },
    expected: plainList(level.map((value, t) => value - (residual[t] as number))),
    news: plainList(news),
    scores: [...new Array<null>(leads.warmup).fill(null), ...plainList(scores)],
  });
  return {
    signal: side(signal, levels.signal, leads.signal),
    outcome: side(outcome, levels.outcome, leads.outcome),
    days: pair.sharedDays,
  };
}

function toldOf(finding: Finding): Omit<FindingTold, 'version'> {
  const { verdict, sentence, lead, interval, strength, p, q, days, effectiveN, tests } = finding;
  const { detectable, stability, granger, backtest, actionableLead, notes } = finding;
  return {
    ...{ verdict, sentence, lead, days, tests, granger, stability, notes: [...notes] },
    ...{ from: interval?.lower ?? null, to: interval?.upper ?? null },
    ...{ r: plain(strength), p: plain(p), q: plain(q), effectiveN: plain(effectiveN) },
    detectable: plain(detectable?.correlation ?? null),
    backtest,
    actionableDays: actionableLead === null ? null : Math.floor(actionableLead.days),
  };
}

export function plain(value: number | null | undefined): number | null {
  return value === null || value === undefined || !Number.isFinite(value) ? null : value;
}

export function plainList(values: ArrayLike<number>): (number | null)[] {
  return Array.from(values, plain);
}
