import { internalTable } from '../internalTable.ts';
import type { Engine } from '../store.ts';
import type { Migration } from './migration.ts';

/**
 * What extractions keep about themselves: what of a rate or quota is used up, every state a stream had, and how each
 * stream's extractions went.
 */
export const sources: Migration = {
  id: 5,
  name: 'sources',
  statements: (engine) => [
    create(engine, 'source_memory', [
      '"key" text primary key',
      '"value" text not null',
      '"at" text not null',
    ]),
    create(engine, 'source_states', [
      '"source" text not null',
      '"stream" text not null',
      '"version" bigint not null',
      '"at" text not null',
      '"load" bigint',
      '"by" text not null',
      '"value" text not null',
      'primary key ("source", "stream", "version")',
    ]),
    create(engine, 'extractions', [
      '"id" text not null',
      '"source" text not null',
      '"stream" text not null',
      '"position" bigint not null',
      '"kind" text not null',
      '"started_at" text not null',
      '"ended_at" text not null',
      '"status" text not null',
      '"rows" bigint not null',
      '"detail" text not null',
      'primary key ("id", "stream")',
    ]),
    `create index ${indexName(engine, 'extractions_by_source')} on ${internalTable({ engine }, 'extractions')} ("source", "started_at")`,
  ],
};

function create(engine: Engine, name: string, parts: readonly string[]): string {
  return `create table ${internalTable({ engine }, name)} (${parts.join(', ')})`;
}

/** An index of Postgres lies in the schema of its table and is named without it. */
function indexName(engine: Engine, name: string): string {
  return engine === 'sqlite' ? internalTable({ engine }, name) : `"${name}"`;
}
