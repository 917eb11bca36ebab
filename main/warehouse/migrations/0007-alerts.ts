import { internalTable } from '../internalTable.ts';
import type { Engine } from '../store.ts';
import type { Migration } from './migration.ts';

/** What was to be told to whom, a row for each alert and channel, and what became of it. */
export const alerts: Migration = {
  id: 7,
  name: 'alerts',
  statements: (engine) => [
    `create table ${internalTable({ engine }, 'alerts')} (${[
      '"id" text primary key',
      '"channel" text not null',
      '"kind" text not null',
      '"dedupe" text not null',
      '"pipeline" text',
      '"run" text',
      '"title" text not null',
      '"body" text not null',
      '"at" text not null',
      '"created_at" text not null',
      '"not_before" text not null',
      '"retry_at" text',
      '"status" text not null',
      '"tries" bigint not null',
      '"repeats" bigint not null',
      '"doubts" bigint not null',
      '"claim" text',
      '"claimed_at" text',
      '"carried_by" text',
      '"answer" text',
      '"ended_at" text',
    ].join(', ')})`,
    `create index ${indexName(engine, 'alerts_by_status')} on ${internalTable({ engine }, 'alerts')} ("status", "not_before")`,
    `create index ${indexName(engine, 'alerts_by_channel')} on ${internalTable({ engine }, 'alerts')} ("channel", "created_at")`,
    `create index ${indexName(engine, 'alerts_by_time')} on ${internalTable({ engine }, 'alerts')} ("created_at")`,
  ],
};

/** An index of Postgres lies in the schema of its table and is named without it. */
function indexName(engine: Engine, name: string): string {
  return engine === 'sqlite' ? internalTable({ engine }, name) : `"${name}"`;
}
