import { internalTable } from '../internalTable.ts';
import type { Migration } from './migration.ts';

/** Every pair ever tried in the workspace. `key` is a digest of the names in `pair`: an index holds no name of any length. */
export const triedPairs: Migration = {
  id: 2,
  name: 'tried pairs',
  statements: (engine) => [
    `create table ${internalTable({ engine }, 'tried')} ("key" text primary key, "pair" text not null, "p" double precision not null, "tries" bigint not null, "at" text not null)`,
  ],
};
