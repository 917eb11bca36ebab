import * as z from 'zod';
import { JobId } from '../domain/job.ts';
import { call } from './base.ts';

export const LogLevel = z.enum(['debug', 'info', 'warn', 'error']);
export type LogLevel = z.infer<typeof LogLevel>;

export const LogEntry = z.object({
  at: z.iso.datetime(),
  level: LogLevel,
  /** The part that speaks: vault, workspace, rpc … */
  scope: z.string(),
  message: z.string(),
  /** Redacted fields as compact JSON, empty when there are none. */
  fields: z.string(),
});
export type LogEntry = z.infer<typeof LogEntry>;

export const log = {
  /** The newest entries first, paged backwards by `before` (an offset into the answer's own order). */
  read: call
    .input(
      z.object({
        least: LogLevel.default('info'),
        search: z.string().max(200).default(''),
        skip: z.number().int().min(0).default(0),
        take: z.number().int().min(1).max(500).default(200),
      }),
    )
    .output(z.object({ entries: z.array(LogEntry), more: z.boolean() })),
  /** Starts writing a diagnostics bundle (zip, nothing secret in it) to `path`. */
  exportBundle: call.input(z.object({ path: z.string().min(1) })).output(z.object({ job: JobId })),
};
