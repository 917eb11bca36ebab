import { internalTable } from '../internalTable.ts';
import type { Migration } from './migration.ts';

/** What each publication changed in the rows of what it published. By node first: one asks what became of a node. */
export const rowDiffs: Migration = {
  id: 4,
  name: 'row-diffs',
  statements: (engine) => [
    `create table ${internalTable({ engine }, 'row_diffs')} (${[
      '"build" text not null',
      '"node" text not null',
      '"at" text not null',
      '"rows_before" bigint',
      '"rows_after" bigint',
      '"added" bigint',
      '"removed" bigint',
      '"changed" bigint',
      '"columns_added" text not null',
      '"columns_removed" text not null',
      '"sample" text',
      '"note" text',
      'primary key ("node", "build")',
    ].join(', ')})`,
  ],
};
