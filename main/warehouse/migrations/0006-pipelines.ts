import { internalTable } from '../internalTable.ts';
import type { Engine } from '../store.ts';
import type { Migration } from './migration.ts';

/**
 * What pipelines keep: who runs them, what their schedules decided, every run with its tasks and tries. Definitions lie
 * apart, by hash: runs that were made from the same text share one.
 */
export const pipelines: Migration = {
  id: 6,
  name: 'pipelines',
  statements: (engine) => {
    // Instants and ids are ordered by their bytes, which is what comparing them means; a server's own collation needn't.
    const text = engine === 'sqlite' ? 'text' : 'text collate "C"';
    const table = (name: string, parts: readonly string[], byKey = false) =>
      `create table ${internalTable({ engine }, name)} (${parts.join(', ').replaceAll('TEXT', text)})${byKey && engine === 'sqlite' ? ' without rowid' : ''}`;
    const index = (name: string, on: string, columns: string, where = '') =>
      `create index ${indexName(engine, name)} on ${internalTable({ engine }, on)} (${columns})${where}`;
    return [
      table('scheduler', ['"key" bigint primary key', '"session" TEXT not null', '"held" bigint not null']),
      table('pipeline_sessions', [
        '"id" TEXT primary key',
        '"host" TEXT not null',
        '"pid" bigint not null',
        '"process_started" TEXT not null',
        '"boot" TEXT not null',
        '"started_at" TEXT not null',
        '"heartbeat_at" TEXT not null',
        '"ended_at" TEXT',
      ]),
      table('pipeline_schedules', [
        '"pipeline" TEXT primary key',
        '"on" bigint not null',
        '"next_due" TEXT',
        '"next_slot" TEXT',
        '"watermark" TEXT',
        '"fingerprint" TEXT not null',
        '"seen" TEXT not null',
        '"held" TEXT',
        '"late_told" TEXT',
      ]),
      table(
        'pipeline_slots',
        [
          '"pipeline" TEXT not null',
          '"slot" TEXT not null',
          '"due_at" TEXT not null',
          '"decided_at" TEXT not null',
          '"decision" TEXT not null',
          '"run" TEXT',
          '"why" TEXT not null',
          'primary key ("pipeline", "slot")',
        ],
        true,
      ),
      index('pipeline_slots_by_due', 'pipeline_slots', '"pipeline", "due_at", "slot"'),
      table('pipeline_definitions', ['"hash" TEXT primary key', '"value" TEXT not null'], true),
      table('pipeline_runs', [
        '"id" TEXT primary key',
        '"pipeline" TEXT not null',
        '"slot" TEXT not null',
        '"kind" TEXT not null',
        '"interval_from" TEXT not null',
        '"interval_to" TEXT not null',
        '"params" TEXT not null',
        '"definition" TEXT not null',
        '"queued_at" TEXT not null',
        '"priority" bigint not null',
        '"backfill" TEXT',
        '"note" TEXT',
        '"status" TEXT not null',
        '"started_at" TEXT',
        '"ended_at" TEXT',
        '"session" TEXT',
        '"interruptions" bigint not null',
        '"cancel_wanted" bigint not null',
        '"round" bigint not null',
        'unique ("pipeline", "slot", "kind")',
      ]),
      index('pipeline_runs_by_time', 'pipeline_runs', '"queued_at", "id"'),
      index('pipeline_runs_by_pipeline', 'pipeline_runs', '"pipeline", "queued_at", "id"'),
      index('pipeline_runs_by_status', 'pipeline_runs', '"status", "pipeline", "queued_at", "id"'),
      index('pipeline_runs_by_interval', 'pipeline_runs', '"pipeline", "interval_from", "queued_at", "id"'),
      index('pipeline_runs_by_definition', 'pipeline_runs', '"definition"'),
      index('pipeline_runs_by_backfill', 'pipeline_runs', '"backfill"', ' where "backfill" is not null'),
      table(
        'pipeline_tasks',
        [
          '"run" TEXT not null',
          '"step" TEXT not null',
          '"item" bigint not null',
          '"value" TEXT not null',
          '"status" TEXT not null',
          '"tries" bigint not null',
          '"last_try" bigint not null',
          '"cleared" bigint not null',
          '"not_before" TEXT',
          '"cursor" TEXT',
          '"started_at" TEXT',
          '"ended_at" TEXT',
          '"note" TEXT',
          '"stale" bigint not null',
          'primary key ("run", "step", "item")',
        ],
        true,
      ),
      table(
        'pipeline_tries',
        [
          '"run" TEXT not null',
          '"step" TEXT not null',
          '"item" bigint not null',
          '"number" bigint not null',
          '"started_at" TEXT not null',
          '"ended_at" TEXT',
          '"status" TEXT not null',
          '"failure" TEXT',
          '"outcome" TEXT',
          '"wrote" TEXT not null',
          '"rows" bigint',
          'primary key ("run", "step", "item", "number")',
        ],
        true,
      ),
      table('pipeline_backfills', [
        '"id" TEXT primary key',
        '"pipeline" TEXT not null',
        '"from_at" TEXT not null',
        '"to_at" TEXT not null',
        '"reprocess" TEXT not null',
        '"order" TEXT not null',
        '"at_once" bigint not null',
        '"params" TEXT not null',
        '"created_at" TEXT not null',
        '"status" TEXT not null',
      ]),
    ];
  },
};

/** An index of Postgres lies in the schema of its table and is named without it. */
function indexName(engine: Engine, name: string): string {
  return engine === 'sqlite' ? internalTable({ engine }, name) : `"${name}"`;
}
