import * as z from 'zod';
import { JobId } from '../domain/job.ts';
import { RelationName } from '../domain/relation.ts';
import { StudyFile, StudyName } from '../domain/study.ts';
import { FileProblem } from '../errors/failure.ts';
import { call } from './base.ts';

/** One run of a study. */
export const VersionLine = z.object({
  version: z.number().int(),
  at: z.string(),
  /** Pairs by verdict. */
  counts: z.record(z.string(), z.number().int()),
  /** The first digits of the digests: equal ones were made from the same. */
  settings: z.string(),
  data: z.string(),
  findings: z.string(),
  seed: z.number().int(),
  program: z.string(),
});
export type VersionLine = z.infer<typeof VersionLine>;

export const StudyCard = z.object({
  /** Of its file: one that can't be a study's name is listed with that as its problem. */
  name: z.string(),
  title: z.string().nullable(),
  file: z.string(),
  /** Without an error among them it can run. */
  problems: z.array(FileProblem),
  versions: z.number().int(),
  last: VersionLine.nullable(),
  /** Whether the file says something else than the last version was made by. */
  changed: z.boolean(),
});
export type StudyCard = z.infer<typeof StudyCard>;

export const StudyDetail = z.object({
  card: StudyCard,
  text: z.string(),
  /** Null while the file has errors: then only the text can be edited. */
  value: StudyFile.nullable(),
  /** The newest first. */
  versions: z.array(VersionLine),
});
export type StudyDetail = z.infer<typeof StudyDetail>;

const Said = z.object({ verdict: z.string(), lead: z.number().nullable() }).nullable();
export const ChangedFinding = z.object({
  signal: z.string(),
  outcome: z.string(),
  /** How the two are called. */
  signalLabel: z.string(),
  outcomeLabel: z.string(),
  was: Said,
  is: Said,
});
export type ChangedFinding = z.infer<typeof ChangedFinding>;

export const OfferedRelation = z.object({
  relation: RelationName,
  columns: z.array(z.object({ name: z.string(), kind: z.string() })),
});
export type OfferedRelation = z.infer<typeof OfferedRelation>;

const named = z.object({ name: StudyName });
const draft = z.union([
  z.object({ text: z.string().max(1_000_000) }),
  z.object({
    /** As far as it is filled in. */
    value: z.record(z.string(), z.unknown()),
    /** The text the value is written into, so that its comments stay; left out: the file's own. */
    over: z.string().max(1_000_000).optional(),
  }),
]);

export const studies = {
  list: call.output(z.array(StudyCard)),
  detail: call.input(named).output(StudyDetail),
  /** What a draft says and what is wrong with it; nothing is kept. */
  check: call
    .input(named.extend({ draft }))
    .output(z.object({ text: z.string(), value: StudyFile.nullable(), problems: z.array(FileProblem) })),
  /** `expected` is the text it was read as; null makes a new one. Fails where the file has changed meanwhile. */
  save: call.input(named.extend({ draft, expected: z.string().nullable() })).output(StudyDetail),
  /** Its file; what it found stays where it is. */
  remove: call.input(named),
  /** What a form offers: the relations there are, with their columns. */
  offers: call.output(z.array(OfferedRelation)),
  /** Starts it; its job tells how far it is, and can be cancelled. */
  run: call.input(named).output(z.object({ job: JobId })),
  /** What appeared, vanished or changed between two versions, and why they differ. */
  compare: call.input(named.extend({ from: z.number().int(), to: z.number().int() })).output(
    z.object({
      told: z.string(),
      appeared: z.array(ChangedFinding),
      vanished: z.array(ChangedFinding),
      changed: z.array(ChangedFinding),
    }),
  ),
};
