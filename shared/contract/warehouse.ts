import * as z from 'zod';
import { Cell } from '../domain/cell.ts';
import { Column, ColumnType } from '../domain/column.ts';
import { JobId } from '../domain/job.ts';
import { Layer } from '../domain/layer.ts';
import { RelationName } from '../domain/relation.ts';
import { call } from './base.ts';

/** No answer carries more rows than this: a window pages. */
export const MOST_ROWS = 1_000;

export const RelationFacts = z.object({
  name: RelationName,
  layer: Layer,
  kind: z.enum(['table', 'view']),
  columns: z.array(Column),
  key: z.array(z.string()),
  /** Null where counting would cost more than a catalog may. */
  rows: z.number().nullable(),
  bytes: z.number().nullable(),
  comment: z.string().optional(),
});
export type RelationFacts = z.infer<typeof RelationFacts>;

/** Rows by position of `columns`. */
export const RowPage = z.object({
  columns: z.array(z.object({ name: z.string(), type: ColumnType })),
  rows: z.array(z.array(Cell)),
  more: z.boolean(),
});
export type RowPage = z.infer<typeof RowPage>;

const offset = z.number().int().min(0).default(0);
const limit = z.number().int().min(1).max(MOST_ROWS).default(500);

/** One line of the ledger. */
export const LoadLine = z.object({
  load: z.number().int(),
  at: z.string(),
  source: z.string(),
  stream: z.string(),
  relation: RelationName,
  disposition: z.enum(['append', 'replace', 'merge']),
  rows: z.number().int(),
  rejected: z.number().int(),
  file: z.string().nullable(),
  sha256: z.string().nullable(),
});
export type LoadLine = z.infer<typeof LoadLine>;

/** A record that was not loaded, as it stood in the file. */
export const RejectedRow = z.object({
  ordinal: z.number().int(),
  line: z.number().int().optional(),
  reason: z.string(),
  record: z.string(),
});
export type RejectedRow = z.infer<typeof RejectedRow>;

export const Backup = z.object({
  path: z.string(),
  at: z.string(),
  bytes: z.number(),
  kept: z.enum(['daily', 'weekly', 'before migration']),
});
export type Backup = z.infer<typeof Backup>;

const started = z.object({ job: JobId });

export const warehouse = {
  /** Every relation of every layer. */
  catalog: call.output(z.array(RelationFacts)),
  page: call
    .input(
      z.object({
        relation: RelationName,
        columns: z.array(z.string()).min(1).optional(),
        orderBy: z.array(z.object({ column: z.string(), descending: z.boolean().optional() })).optional(),
        offset,
        limit,
      }),
    )
    .output(RowPage),
  /** One read-only statement, `staging.orders` written the same on both engines. */
  console: call
    .input(
      z.object({
        sql: z.string().min(1).max(1_000_000),
        params: z.array(Cell).max(1_000).optional(),
        offset,
        limit,
        timeoutMs: z.number().int().min(100).max(600_000).default(30_000),
      }),
    )
    .output(RowPage.extend({ elapsedMs: z.number() })),
  /** The loads, newest first. */
  ledger: call
    .input(
      z.object({
        relation: RelationName.optional(),
        sha256: z.string().optional(),
        skip: z.number().int().min(0).default(0),
        take: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(z.object({ loads: z.array(LoadLine), more: z.boolean() })),
  /** The quarantine of one load, in the order of its file. */
  rejected: call
    .input(
      z.object({
        load: z.number().int(),
        skip: z.number().int().min(0).default(0),
        take: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(z.object({ rows: z.array(RejectedRow), more: z.boolean() })),
  /** What a person should know about how the warehouse was opened: damage, a migration, leftovers of a crash. */
  notices: call.output(z.array(z.object({ message: z.string(), next: z.string() }))),
  backups: call.output(z.array(Backup)),
  backup: call.output(started),
  /** Puts a backup in place of the warehouse, which is kept beside it. */
  restore: call.input(z.object({ path: z.string().min(1) })).output(started),
  /** Restores the newest backup into a scratch file and counts it. */
  rehearse: call.output(started),
  verify: call.output(started),
};
