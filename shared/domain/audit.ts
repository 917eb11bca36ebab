import * as z from 'zod';
import { RelationName } from './relation.ts';
import { StudyName } from './study.ts';

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'is not a day (write it like 2026-03-08)');

/** What an audit package is of. */
export const AuditSubject = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('finding'),
    study: StudyName,
    signal: z.string().min(1).max(500),
    outcome: z.string().min(1).max(500),
  }),
  /** The figures of a page: the brief of a study, and every dashboard there is. */
  z.strictObject({ kind: z.literal('dashboard'), name: z.string().min(1).max(200) }),
  z.strictObject({ kind: z.literal('relation'), relation: RelationName }),
  z.strictObject({ kind: z.literal('run'), run: z.string().min(1).max(200) }),
  /** Everything that was loaded, built, found and done from one day to another, both included. */
  z.strictObject({ kind: z.literal('period'), from: Day, to: Day }),
]);
export type AuditSubject = z.infer<typeof AuditSubject>;
export type AuditKind = AuditSubject['kind'];

/**
 * full: every row. summary: no rows behind the figures, only totals and what they are made of. anonymised: names replaced by
 * keyed pseudonyms, ages and incomes in bands, small cells and free text left out.
 */
export const AuditVariant = z.enum(['full', 'summary', 'anonymised']);
export type AuditVariant = z.infer<typeof AuditVariant>;

/** The first word of whoever asks for one in words: `finding …`, `relation core.dim_product`, `period 2026-01-01 2026-01-31`. */
export const AUDIT_KINDS = [
  'finding',
  'dashboard',
  'relation',
  'run',
  'period',
] as const satisfies readonly AuditKind[];
