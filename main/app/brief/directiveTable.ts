import type { Row } from '../../../shared/domain/column.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import type { TableSpec } from '../../warehouse/store.ts';
import { column, instant, storable, whole } from '../studies/cells.ts';
import { LABELS } from '../studies/run/studyFinding.ts';
import type { DirectiveRecord } from './directiveRecord.ts';
import { stateOn } from './directiveState.ts';

export function directiveTable(name: RelationName): TableSpec {
  return {
    name,
    comment: 'What to do about which trend, by when, and what came of it: one row a directive.',
    columns: [
      column('study', 'text', false),
      column('version', 'integer', false),
      ...['id', 'action', 'state', 'signal', 'outcome'].map((one) => column(one, 'text', false)),
      ...['platform', 'category', 'trend', 'product'].map((one) => column(one, 'text')),
      column('sentence', 'text', false),
      column('verdict', 'text', false),
      ...['lead', 'lead_from', 'lead_to'].map((one) => column(one, 'integer')),
      ...['r', 'q'].map((one) => column(one, 'number')),
      column('onset', 'day', false),
      column('spike_day', 'day', false),
      ...['spike_z', 'spike_threshold'].map((one) => column(one, 'number', false)),
      ...['expires', 'follows_on', 'effect_from', 'effect_to'].map((one) => column(one, 'day')),
      ...['units', 'units_from', 'units_to'].map((one) => column(one, 'integer')),
      ...['money_minor', 'money_minor_from', 'money_minor_to'].map((one) => column(one, 'integer')),
      column('coverage', 'number'),
      ...['too_many_minor', 'missed_minor'].map((one) => column(one, 'integer')),
      ...['currency', 'decided', 'note', 'came'].map((one) => column(one, 'text')),
      column('actual_units', 'integer'),
      column('made_at', 'instant', false),
      ...LABELS.map((one) => column(one, 'text')),
    ],
  };
}

export function directiveRow(record: DirectiveRecord, asOf: string): Row {
  const { id, study, told, decided, judged } = record;
  const { about, evidence, effect, cost } = told;
  const text = (value: string | null) => (value === null ? null : storable(value));
  return [
    ...[study, BigInt(evidence.version), id, told.action, stateOn(asOf, record)],
    ...[storable(about.signal), storable(about.outcome)],
    ...[about.platform, about.category, about.trend, about.product].map(text),
    ...[storable(told.sentence), evidence.verdict],
    ...[evidence.lead?.days, evidence.lead?.from, evidence.lead?.to].map(whole),
    ...[evidence.r, evidence.q, told.onset, evidence.spike.day],
    ...[evidence.spike.z, evidence.spike.threshold],
    ...[told.expires, told.followsOn, effect.days?.from ?? null, effect.days?.to ?? null],
    ...[effect.units?.value, effect.units?.from, effect.units?.to].map(whole),
    ...[effect.money?.value, effect.money?.from, effect.money?.to].map(whole),
    effect.coverage?.share ?? null,
    ...[cost.tooManyMinor, cost.missedMinor].map(whole),
    ...[effect.currency, decided?.is ?? null, text(decided?.note || null), judged?.is ?? null],
    ...[whole(judged?.actualUnits), instant(record.madeAt)],
    ...[storable(about.signalLabel), storable(about.outcomeLabel)],
  ];
}
