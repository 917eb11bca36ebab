import * as z from 'zod';
import { AuditSubject, AuditVariant } from '../domain/audit.ts';
import { JobId } from '../domain/job.ts';
import { RelationName } from '../domain/relation.ts';
import { call } from './base.ts';

/** What was looked at before a package was called done, or when an old file was dropped on the screen. */
export const AuditTick = z.object({
  title: z.string(),
  is: z.enum(['ok', 'failed', 'not looked at']),
  /** What was compared with what, in a sentence with its numbers. */
  told: z.string(),
});
export type AuditTick = z.infer<typeof AuditTick>;

/** A package as the register keeps it. */
export const AuditPackage = z.object({
  /** Of what is in it: the same inputs give the same id. */
  id: z.string(),
  subject: AuditSubject,
  variant: AuditVariant,
  title: z.string(),
  /** Where it was written. The file may have been moved since. */
  file: z.string(),
  there: z.boolean(),
  sha256: z.string(),
  bytes: z.number().int(),
  sheets: z.number().int(),
  rows: z.number().int(),
  madeAt: z.string(),
  program: z.string(),
  ticks: z.array(AuditTick),
  /** Marks that came back with it, and exceptions that are still open. */
  marks: z.number().int(),
  openExceptions: z.number().int(),
});
export type AuditPackage = z.infer<typeof AuditPackage>;

export const AuditEstimate = z.object({
  title: z.string(),
  sheets: z.array(z.object({ name: z.string(), rows: z.number().int().nullable(), told: z.string() })),
  rows: z.number().int(),
  bytes: z.number().int(),
  /** Why it can't be made, and what to do. */
  fault: z.object({ message: z.string(), next: z.string() }).nullable(),
});
export type AuditEstimate = z.infer<typeof AuditEstimate>;

/** One thing a package can be made of, for choosing. */
export const OfferedSubject = z.object({
  subject: AuditSubject,
  label: z.string(),
  /** Of what one may like to know before choosing: its verdict, when it ran, how many rows. */
  about: z.string(),
});
export type OfferedSubject = z.infer<typeof OfferedSubject>;

/** What a reviewer wrote beside one row. */
export const AuditMark = z.object({
  sheet: z.string(),
  /** Of the row: the id of its finding, exception, load or figure. */
  row: z.string(),
  mark: z.string(),
  comment: z.string(),
  initials: z.string(),
  day: z.string().nullable(),
});
export type AuditMark = z.infer<typeof AuditMark>;

export const ReviewDifference = z.object({
  package: AuditPackage,
  /** Of the file as it came back: what is recorded is this one. */
  sha256: z.string(),
  added: z.array(AuditMark),
  changed: z.array(z.object({ was: AuditMark, is: AuditMark })),
  removed: z.array(AuditMark),
  same: z.number().int(),
  /** Cells that were locked and differ from what was written. What the app knows is never overwritten by them. */
  tampered: z.array(z.object({ sheet: z.string(), cell: z.string(), was: z.string(), is: z.string() })),
  /** More than can be listed. */
  tamperedInAll: z.number().int(),
});
export type ReviewDifference = z.infer<typeof ReviewDifference>;

const path = z.string().min(1).max(4_000);

export const audit = {
  /** Newest first. */
  history: call.output(z.array(AuditPackage)),
  /** What can be audited, of one kind, that holds the text. */
  offers: call
    .input(z.object({ kind: z.enum(['finding', 'dashboard', 'relation', 'run']), text: z.string().max(200) }))
    .output(z.array(OfferedSubject)),
  estimate: call.input(z.object({ subject: AuditSubject, variant: AuditVariant })).output(AuditEstimate),
  /** Starts it. Without `to` it goes to `.leadline/exports` of the workspace. Its job tells how far it is. */
  make: call
    .input(z.object({ subject: AuditSubject, variant: AuditVariant, to: path.optional() }))
    .output(z.object({ job: JobId })),
  /** The newest package of that subject, with its ticks; null where there is none. */
  latest: call
    .input(z.object({ subject: AuditSubject, variant: AuditVariant }))
    .output(AuditPackage.nullable()),
  /** The manifest beside the workbook, as text. */
  manifest: call.input(z.object({ id: z.string() })).output(z.string()),
  /** Whether a file is one of ours, and as it was written. */
  verify: call
    .input(z.object({ path }))
    .output(z.object({ package: AuditPackage.nullable(), ticks: z.array(AuditTick) })),
  /** What importing it would record; nothing is kept yet. */
  review: call.input(z.object({ path })).output(ReviewDifference),
  /** Records the marks that `review` showed; fails where the file is another by now. */
  record: call.input(z.object({ path, sha256: z.string() })).output(AuditPackage),
  /** All rows of a relation as a plain workbook to work on: without formulas, without proof. */
  saveTable: call
    .input(z.object({ relation: RelationName, path }))
    .output(z.object({ path: z.string(), rows: z.number().int() })),
  /** What reviewers wrote, of one package. */
  marks: call.input(z.object({ id: z.string() })).output(z.array(AuditMark)),
};
