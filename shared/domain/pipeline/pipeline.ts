import * as z from 'zod';
import { Duration } from '../duration.ts';
import { Deadline, Schedule } from './schedule.ts';
import { Step } from './step.ts';

/** The name of its file. */
export const PipelineName = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,49}$/, 'use lower-case letters, digits, dashes and underscores, a letter first')
  .brand<'PipelineName'>();
export type PipelineName = z.infer<typeof PipelineName>;

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** What a person may say when they start it. A schedule uses the defaults, so a scheduled pipeline needs one for each. */
export const Param = z.strictObject({
  type: z.enum(['text', 'number', 'integer', 'boolean', 'day', 'list']),
  label: z.string().trim().min(1).optional(),
  default: z.union([scalar, z.array(scalar).max(1_000)]).optional(),
  choices: z.array(scalar).min(1).optional(),
});
export type Param = z.infer<typeof Param>;

export const AlertWish = z.strictObject({
  /** Channels of the workspace's alerts; left out: all that are set up. */
  to: z.array(z.string().trim().min(1)).optional(),
  on: z.array(z.enum(['failed', 'recovered', 'late', 'succeeded', 'asks'])).optional(),
});
export type AlertWish = z.infer<typeof AlertWish>;

/** A pipeline as its file says it. `checkPipeline` judges what a schema can't: names, cycles, params, times. */
export const Pipeline = z.strictObject({
  title: z.string().trim().min(1).max(80).optional(),
  description: z.string().trim().max(2_000).optional(),
  schedule: Schedule.optional(),
  deadline: Deadline.optional(),
  /** Longer than this and the whole run is stopped. */
  timeout: Duration.optional(),
  params: z.record(z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'is no name of a param'), Param).optional(),
  alerts: AlertWish.optional(),
  steps: z.array(Step).min(1).max(1_000),
});
export type Pipeline = z.infer<typeof Pipeline>;

export type ParamValue = string | number | boolean | readonly (string | number | boolean)[];
export type ParamValues = Readonly<Record<string, ParamValue>>;
