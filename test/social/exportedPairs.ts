import type { Finding, Verdict } from '../../main/insight/finding/verdict.ts';
import { type PairFindingOptions, pairFinding } from '../../main/insight/screen/pairFinding.ts';
import { type Study, sideBySide } from '../../main/insight/screen/study.ts';
import type { DailySeries } from '../../main/insight/series/dailySeries.ts';
import { type PairKind, type PairOptions, syntheticPair } from '../insight/syntheticPair.ts';

/** A pair whose finding is exported, and what that finding is, so that a case can't quietly become another. */
export interface ExportedPair extends PairOptions {
  readonly seed: number;
  readonly kind: PairKind;
  readonly verdict: Verdict;
  readonly days: number;
  /** Left out: none. */
  readonly gaps?: boolean;
  readonly causes?: boolean;
  /** Values rounded to so many, so that most days share theirs with others. */
  readonly roundedTo?: number;
  /** Days that the outcome begins after the signal. */
  readonly later?: number;
  readonly options?: Partial<PairFindingOptions>;
  readonly names?: readonly [string, string];
}

export interface Made {
  readonly study: Study;
  readonly pair: 0;
  readonly options: PairFindingOptions;
  readonly finding: Finding;
}

const FIRST_DAY = 19_000;

export function makeFinding(asked: ExportedPair): Made {
  const { social, sales, truth } = syntheticPair(asked.seed, asked.kind, asked);
  const rounded = (values: Float64Array) => values.map((value) => value - (value % (asked.roundedTo ?? 1)));
  const gappy = (values: Float64Array, step: number) =>
    values.map((value, t) => (asked.gaps === true && (t * step) % 29 < 2 ? Number.NaN : value));
  const [signalName, outcomeName] = asked.names ?? ['Views', 'Sales'];
  const later = asked.later ?? 0;
  const signal = series(signalName, gappy(rounded(social), 3));
  const outcome = series(outcomeName, gappy(rounded(sales), 5).slice(later), FIRST_DAY + later);
  const promoted = new Float64Array(asked.days);
  for (const day of truth.promoDays) promoted[day] = 1;
  const never = new Float64Array(asked.days);
  const sides = [signal, outcome].map((one) => [{ name: one.name, series: one }] as const);
  const study = {
    ...sideBySide(...(sides as [(typeof sides)[number], (typeof sides)[number]])),
    causes: asked.causes === true ? [series('promotion', promoted), series('never', never)] : [],
  };
  const options = { confirmed: true, seed: asked.seed, ...asked.options };
  return { study, pair: 0, options, finding: pairFinding(study, 0, (q) => ({ q, tests: 1 }), options) };
}

function series(name: string, values: Float64Array, firstDay = FIRST_DAY): DailySeries {
  return { name, firstDay, values, zone: null, notes: [] };
}
