import * as z from 'zod';
import { Cell } from '../domain/cell.ts';
import { ColumnType } from '../domain/column.ts';
import { JobId } from '../domain/job.ts';
import { RelationName } from '../domain/relation.ts';
import { Failure } from '../errors/failure.ts';
import { call } from './base.ts';
import { RejectedRow } from './warehouse.ts';

/** How a file is read. What is left out is found out from the file. */
export const Reading = z.object({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']).optional(),
  delimiter: z.string().length(1, 'is one character').optional(),
  header: z.boolean().optional(),
  /** Of a workbook. */
  sheet: z.string().optional(),
  /** Which file of a zip archive. */
  entry: z.string().optional(),
});
export type Reading = z.infer<typeof Reading>;

export const FileFormat = z.enum(['csv', 'json', 'parquet', 'excel']);
export type FileFormat = z.infer<typeof FileFormat>;

/** How values are written in the file, where that isn't plain. */
export const Notation = z.object({
  dayOrder: z.enum(['ymd', 'dmy', 'mdy']).optional(),
  decimalMark: z.enum(['.', ',']).optional(),
});
export type Notation = z.infer<typeof Notation>;

export const FoundColumn = Notation.extend({
  /** As the file names it; where two share a name, the second has its place behind it. */
  from: z.string(),
  /** As RAW would name it. */
  name: z.string(),
  type: ColumnType,
  nullable: z.boolean(),
  /** What a person should know before they accept the type. */
  note: z.string().optional(),
});
export type FoundColumn = z.infer<typeof FoundColumn>;

/** What a file holds, before anything is written. */
export const FilePreview = z.object({
  /** The files a path, folder or pattern names, in the order they are loaded. */
  files: z.array(z.object({ path: z.string(), bytes: z.number() })),
  format: FileFormat,
  /** How it was read, overrides included. */
  reading: Reading,
  /** Sheets of a workbook, or files of an archive: what may be read instead. */
  choices: z.array(z.string()),
  /** As it is packed. */
  packing: z.enum(['none', 'gzip', 'zip']),
  columns: z.array(FoundColumn),
  /** The first rows, by position of `columns`. */
  rows: z.array(z.array(Cell)),
  /** What a person should know, such as rows that are longer than the header. */
  notes: z.array(z.string()),
  suggested: RelationName,
});
export type FilePreview = z.infer<typeof FilePreview>;

export const Disposition = z.enum(['append', 'replace', 'merge']);
export type Disposition = z.infer<typeof Disposition>;
export const SchemaContract = z.enum(['evolve', 'freeze', 'discard-row', 'discard-value']);
export type SchemaContract = z.infer<typeof SchemaContract>;

const paths = z.array(z.string().trim().min(1)).min(1).max(1_000);

export const LoadWish = z.object({
  /** Files, folders or patterns. */
  paths,
  reading: Reading.default({}),
  relation: RelationName,
  /** Changes to what was found, by the name in the file; columns that aren't named stay as found. */
  columns: z
    .array(
      Notation.extend({
        from: z.string(),
        name: z.string().min(1).optional(),
        type: ColumnType.optional(),
        skip: z.boolean().optional(),
      }),
    )
    .default([]),
  disposition: Disposition.default('append'),
  key: z.array(z.string().min(1)).default([]),
  contract: SchemaContract.default('evolve'),
  /** Loads a file also when its content is in this relation already. */
  again: z.boolean().default(false),
});
export type LoadWish = z.infer<typeof LoadWish>;

export const LoadOutcome = z.object({
  rows: z.number(),
  rejected: z.number(),
  /** Some of what was rejected. */
  examples: z.array(RejectedRow),
  /** What the ledger calls them; empty for a dry run. */
  loads: z.array(z.number().int()),
  addedColumns: z.array(z.string()),
  /** Of several files, those whose content was there already. */
  skipped: z.array(z.string()),
  notes: z.array(z.string()),
});
export type LoadOutcome = z.infer<typeof LoadOutcome>;

/** One load or dry run of this session, running or ended; `job` tells how far it is. */
export const LoadRun = z.object({
  job: JobId,
  dry: z.boolean(),
  wish: LoadWish,
  outcome: LoadOutcome.nullable(),
  failure: Failure.nullable(),
});
export type LoadRun = z.infer<typeof LoadRun>;

const started = z.object({ job: JobId });

export const files = {
  /** Reads the head of a file, or of the first of many; nothing is written. */
  preview: call.input(z.object({ paths, reading: Reading.default({}) })).output(FilePreview),
  /** Reads everything and counts, and writes nothing. */
  dryRun: call.input(LoadWish).output(started),
  load: call.input(LoadWish).output(started),
  /** Newest first. */
  runs: call.output(z.array(LoadRun)),
};
