import type { StepKind, Trigger } from '../../../../../shared/domain/pipeline/step.ts';
import { TRIGGERS } from '../../words/kinds.ts';

/** What a step of a kind does, for whoever adds one. */
export const DOES: Record<StepKind, string> = {
  extract: 'reads a source',
  load: 'lands files in RAW',
  build: 'builds models and checks them',
  study: 'screens signals against outcomes',
  brief: 'says what to do, from what a study found',
  sort: 'sorts trends into categories and links them to products',
  sql: 'runs statements in one transaction',
  command: 'runs a command of Leadline',
  wait: 'waits for a file, an address or fresh data',
  audit: 'writes an audit package',
  publish: 'sends layers to the shared Postgres',
};

const LABELS: Record<Trigger, string> = {
  all_success: 'All of them succeeded',
  none_failed: 'None of them failed',
  all_done: 'All of them ended',
  cleanup: 'All of them ended, to tidy up',
};

export const TRIGGER_CHOICES = (Object.keys(LABELS) as Trigger[]).map((value) => ({
  value,
  label: LABELS[value],
  means: TRIGGERS[value],
}));
