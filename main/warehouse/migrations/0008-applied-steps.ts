import { internalTable } from '../internalTable.ts';
import type { Engine } from '../store.ts';
import type { Migration } from './migration.ts';

/**
 * Which attempts of steps have written, in the transaction of what they wrote, so that one that was killed after its commit
 * isn't carried out twice; and what was last written by steps, which neither a load nor a build has on record.
 */
export const appliedSteps: Migration = {
  id: 8,
  name: 'applied steps',
  statements: (engine) => [
    create(engine, 'applied_steps', [
      '"attempt" text primary key',
      '"run" text not null',
      '"at" text not null',
      '"outcome" text not null',
    ]),
    create(engine, 'step_writes', [
      '"relation" text primary key',
      '"attempt" text not null',
      '"at" text not null',
    ]),
  ],
};

function create(engine: Engine, name: string, parts: readonly string[]): string {
  return `create table ${internalTable({ engine }, name)} (${parts.join(', ')})`;
}
