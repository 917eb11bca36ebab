import { internalTable } from '../../warehouse/internalTable.ts';
import type { Store } from '../../warehouse/store.ts';

export interface Tables {
  readonly scheduler: string;
  readonly sessions: string;
  readonly schedules: string;
  readonly slots: string;
  readonly definitions: string;
  readonly runs: string;
  readonly tasks: string;
  readonly tries: string;
  readonly backfills: string;
}

export function tablesOf(store: Pick<Store, 'engine'>): Tables {
  const named = (name: string) => internalTable(store, name);
  return {
    scheduler: named('scheduler'),
    sessions: named('pipeline_sessions'),
    schedules: named('pipeline_schedules'),
    slots: named('pipeline_slots'),
    definitions: named('pipeline_definitions'),
    runs: named('pipeline_runs'),
    tasks: named('pipeline_tasks'),
    tries: named('pipeline_tries'),
    backfills: named('pipeline_backfills'),
  };
}
