import { internalTable } from '../internalTable.ts';
import type { Migration } from './migration.ts';

/**
 * Tried pairs belong to a family, those tried so far to the one that has no name of its own; and every run of a study is a
 * version with what it was made from and the pairs of which it found more than no evidence, so that two can be compared.
 */
export const studies: Migration = {
  id: 9,
  name: 'studies',
  statements: (engine) => {
    const table = (name: string) => internalTable({ engine }, name);
    return [
      `alter table ${table('tried')} add column "family" text not null default 'workspace'`,
      `create table ${table('study_versions')} ("study" text not null, "version" bigint not null, "at" text not null, "settings" text not null, "data" text not null, "seed" bigint not null, "program" text not null, "counts" text not null, "findings" text not null, primary key ("study", "version"))`,
      `create table ${table('study_findings')} ("study" text not null, "version" bigint not null, "pair" bigint not null, "names" text not null, "verdict" text not null, "lead" bigint, primary key ("study", "version", "pair"))`,
    ];
  },
};
