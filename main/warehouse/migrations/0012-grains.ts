import { internalTable } from '../internalTable.ts';
import type { Migration } from './migration.ts';

/** A version of a study says what its leads count; all before it counted days. */
export const grains: Migration = {
  id: 12,
  name: 'grains',
  statements: (engine) => [
    `alter table ${internalTable({ engine }, 'study_versions')} add column "grain" text not null default 'day'`,
  ],
};
