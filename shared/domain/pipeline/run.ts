import * as z from 'zod';

/** One execution of a pipeline. Sorts by when it was made. */
export const RunId = z.string().min(1).max(80).brand<'RunId'>();
export type RunId = z.infer<typeof RunId>;

export const RunStatus = z.enum([
  'queued',
  'held',
  'running',
  'interrupted',
  'crash_loop',
  'succeeded',
  'failed',
  'cancelled',
]);
export type RunStatus = z.infer<typeof RunStatus>;

export const TaskStatus = z.enum([
  'waiting',
  'blocked',
  'ready',
  'running',
  'retrying',
  'sensing',
  'offline',
  'locked',
  'deferred',
  'succeeded',
  'failed',
  'skipped',
  'upstream_failed',
  'cancelled',
]);
export type TaskStatus = z.infer<typeof TaskStatus>;
