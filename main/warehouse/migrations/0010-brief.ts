import { internalTable } from '../internalTable.ts';
import type { Migration } from './migration.ts';

/**
 * Directives as they were told, with what was decided and what came of them; what the brief was made from last; and which
 * version of a study a person had seen, by visit.
 */
export const brief: Migration = {
  id: 10,
  name: 'brief',
  statements: (engine) => {
    const table = (name: string) => internalTable({ engine }, name);
    return [
      `create table ${table('directives')} ("id" text not null primary key, "study" text not null, "made_at" text not null, "told" text not null, "superseded" text, "decided" text, "judged" text)`,
      `create table ${table('briefs')} ("study" text not null primary key, "made_at" text not null, "version" bigint not null, "as_of" text not null, "inputs" text not null, "live" text not null)`,
      `create table ${table('brief_visits')} ("at" text not null primary key, "study" text not null, "version" bigint)`,
    ];
  },
};
