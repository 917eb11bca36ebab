import { internalTable } from '../internalTable.ts';
import type { Engine } from '../store.ts';
import type { Migration } from './migration.ts';

/** What builds of models did, what relations were made from, what was measured of them, and which failing checks are accepted for now. */
export const builds: Migration = {
  id: 3,
  name: 'builds',
  statements: (engine) => [
    create(engine, 'builds', [
      '"id" text primary key',
      '"project" text not null',
      '"command" text not null',
      '"started_at" text not null',
      '"ended_at" text',
      '"status" text not null',
      '"selected" bigint not null',
      '"published" bigint not null',
      '"kept_back" bigint not null',
    ]),
    create(engine, 'build_results', [
      '"build" text not null',
      '"node" text not null',
      '"kind" text not null',
      '"name" text not null',
      '"layer" text not null',
      '"status" text not null',
      '"started_at" text not null',
      '"milliseconds" double precision not null',
      '"failures" bigint',
      '"rows" bigint',
      '"message" text',
      '"failure" text',
      '"sql" text',
      '"relation" text',
      '"materialized" text',
      '"about" text',
      '"column" text',
      '"check" text',
      '"severity" text',
      '"threshold" text',
      '"sample" text',
      '"failures_in" text',
      'primary key ("build", "node")',
    ]),
    `create index ${indexName(engine, 'build_results_by_node')} on ${internalTable({ engine }, 'build_results')} ("node", "started_at")`,
    create(engine, 'node_states', [
      '"project" text not null',
      '"node" text not null',
      '"fingerprint" text not null',
      '"build" text not null',
      '"at" text not null',
      '"relation" text not null',
      '"sql" text not null',
      '"rows" bigint',
      'primary key ("project", "node")',
    ]),
    create(engine, 'profiles', [
      '"at" text not null',
      '"build" text not null',
      '"relation" text not null',
      '"column" text not null',
      '"metric" text not null',
      '"value" text',
      'primary key ("build", "relation", "column", "metric")',
    ]),
    create(engine, 'acknowledgements', [
      '"check" text primary key',
      '"reason" text not null',
      '"at" text not null',
      '"until" text not null',
    ]),
  ],
};

function create(engine: Engine, name: string, parts: readonly string[]): string {
  return `create table ${internalTable({ engine }, name)} (${parts.join(', ')})`;
}

/** An index of Postgres lies in the schema of its table and is named without it. */
function indexName(engine: Engine, name: string): string {
  return engine === 'sqlite' ? internalTable({ engine }, name) : `"${name}"`;
}
