import { internalTable } from '../internalTable.ts';
import type { Migration } from './migration.ts';

/**
 * A frozen forecast as it was, with what it was asked and made from, so that it can be held against what came. A row is never changed
 * again: how it did is counted from the outcome whenever it is looked at.
 */
export const forecasts: Migration = {
  id: 11,
  name: 'forecasts',
  statements: (engine) => [
    `create table ${internalTable({ engine }, 'forecasts')} ("id" bigint primary key, "study" text not null, "outcome" text not null, "at" text not null, "settings" text not null, "data" text not null, "program" text not null, "outlook" text not null)`,
  ],
};
