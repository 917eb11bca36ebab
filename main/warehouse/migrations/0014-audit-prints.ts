import { internalTable } from '../internalTable.ts';
import type { Migration } from './migration.ts';

/** What audit packages held when they were written, packed, so that a file that comes back can be compared with it cell by cell. */
export const auditPrints: Migration = {
  id: 14,
  name: 'audit prints',
  statements: (engine) => [
    `create table ${internalTable({ engine }, 'audit_prints')} ("package" text not null, "sha256" text not null, "print" text not null, primary key ("package", "sha256"))`,
  ],
};
