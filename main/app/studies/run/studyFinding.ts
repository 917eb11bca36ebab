import type { Row, Value } from '../../../../shared/domain/column.ts';
import type { Grain } from '../../../../shared/domain/grain.ts';
import type { StudyFile } from '../../../../shared/domain/study.ts';
import type { Finding } from '../../../insight/finding/verdict.ts';
import { placeOf } from '../../../insight/screen/study.ts';
import type { TableSpec } from '../../../warehouse/store.ts';
import { column, instant, storable, whole } from '../cells.ts';
import type { StudyData } from '../studySeries.ts';

/** What a study keeps of a pair: of a finding with all its working there would be megabytes. */
export type StudyFinding = Pick<
  Finding,
  | 'signal'
  | 'outcome'
  | 'signalLabel'
  | 'outcomeLabel'
  | 'verdict'
  | 'lead'
  | 'interval'
  | 'strength'
  | 'p'
  | 'q'
  | 'effectiveN'
  | 'days'
  | 'detectable'
  | 'stability'
  | 'actionableLead'
  | 'sentence'
> & { readonly pair: number; readonly refusal: string | null };

export function studyFinding(finding: Finding, pair: number): StudyFinding {
  const { signal, outcome, verdict, lead, interval, strength, p, q, effectiveN, days } = finding;
  const { detectable, stability, actionableLead, sentence, refusal, signalLabel, outcomeLabel } = finding;
  return {
    ...(signalLabel !== undefined && { signalLabel }),
    ...(outcomeLabel !== undefined && { outcomeLabel }),
    ...{ pair, signal, outcome, verdict, lead, interval, strength, p, q, effectiveN, days },
    ...{ detectable, stability, actionableLead, sentence, refusal: refusal?.refused ?? null },
  };
}

/** Which run of the study it is. */
export interface RunMark {
  readonly study: string;
  readonly version: number;
  readonly at: string;
  /** What leads count. */
  readonly grain: Grain;
}

/** How the two are called; relations that were written before there were any lack them until the next run. */
export const LABELS = ['signal_label', 'outcome_label'] as const;

export function findingsSpec({ into, signals, outcomes }: StudyFile): TableSpec {
  return {
    name: into,
    comment:
      'What studies found: one row a pair. A lead above 0 means that the signal comes first, by so many steps of the grain.',
    columns: [
      column('study', 'text', false),
      column('version', 'integer', false),
      column('signal', 'text', false),
      column('outcome', 'text', false),
      ...[...(signals.about ?? []), ...(outcomes.about ?? [])].map((name) => column(name, 'text')),
      column('verdict', 'text', false),
      ...['lead', 'lead_from', 'lead_to'].map((name) => column(name, 'integer')),
      ...['r', 'p', 'q', 'effective_n'].map((name) => column(name, 'number')),
      column('days', 'integer'),
      ...['strength', 'detectable_correlation', 'detectable_elasticity', 'stability'].map((name) =>
        column(name, 'number'),
      ),
      column('actionable_days', 'integer'),
      column('sentence', 'text', false),
      column('refusal', 'text'),
      column('run_at', 'instant', false),
      column('grain', 'text', false),
      ...LABELS.map((name) => column(name, 'text')),
    ],
  };
}

/** `strength` is how far `r` is from 0; `stability` the share of windows of the period that show the same lead; `days` counts steps of the grain. */
export function findingRow({ study, signals, outcomes }: StudyData, found: StudyFinding, mark: RunMark): Row {
  const { interval, strength, detectable, stability } = found;
  const place = placeOf(study, found.pair);
  const about = [...(signals.about[place.signal] ?? []), ...(outcomes.about[place.outcome] ?? [])];
  return [
    ...[mark.study, BigInt(mark.version), storable(found.signal), storable(found.outcome)],
    ...about.map((value) => (value === null ? null : storable(value))),
    ...[found.verdict, whole(found.lead), whole(interval?.lower), whole(interval?.upper)],
    ...[strength, found.p, found.q, found.effectiveN, whole(found.days)],
    ...[strength === null ? null : Math.abs(strength), detectable?.correlation ?? null],
    ...[detectable?.elasticity ?? null, stability === null ? null : stability.agree / stability.windows],
    ...[wholeDays(found), storable(found.sentence), found.refusal, instant(mark.at)],
    ...[
      mark.grain,
      storable(found.signalLabel ?? found.signal),
      storable(found.outcomeLabel ?? found.outcome),
    ],
  ];
}

/** Part of a day is no day to act in. */
function wholeDays({ actionableLead }: StudyFinding): Value {
  return actionableLead === null ? null : whole(Math.floor(actionableLead.days));
}
