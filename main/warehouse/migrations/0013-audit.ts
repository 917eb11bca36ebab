import { internalTable } from '../internalTable.ts';
import type { Migration } from './migration.ts';

/**
 * Audit packages as they were written, with the manifest that lies beside each file; what reviewers wrote into them; and the
 * exceptions that came back open, which are work until somebody closes them.
 */
export const audit: Migration = {
  id: 13,
  name: 'audit',
  statements: (engine) => {
    const table = (name: string) => internalTable({ engine }, name);
    return [
      `create table ${table('audit_packages')} ("number" bigint primary key, "id" text not null, "subject" text not null, "variant" text not null, "file" text not null, "sha256" text not null, "made_at" text not null, "manifest" text not null, "ticks" text not null)`,
      `create table ${table('audit_marks')} ("package" text not null, "sheet" text not null, "row" text not null, "mark" text not null, "comment" text not null, "initials" text not null, "day" text, "recorded_at" text not null, primary key ("package", "sheet", "row"))`,
      `create table ${table('audit_reviews')} ("package" text not null, "sha256" text not null, "recorded_at" text not null, "marks" bigint not null, "tampered" bigint not null, primary key ("package", "sha256"))`,
      `create table ${table('audit_exceptions')} ("package" text not null, "id" text not null, "severity" text not null, "told" text not null, "comment" text not null, "initials" text not null, "opened_at" text not null, "closed_at" text, "closed_with" text, primary key ("package", "id"))`,
    ];
  },
};
