import * as z from 'zod';
import { Duration } from '../duration.ts';
import { RelationName } from '../relation.ts';
import { Zone } from '../zone.ts';

/**
 * What becomes of slots that nobody was there for: one run that covers them all, each its own run (oldest first, 31 at
 * most), or none. Every one of them is on record whichever it is.
 */
export const MissedPolicy = z.enum(['latest', 'all', 'skip']);
export type MissedPolicy = z.infer<typeof MissedPolicy>;

/** `device`: wherever the laptop is. Left out: the workspace's zone. */
export const ScheduleZone = z.union([z.literal('device'), Zone]);

const common = {
  missed: MissedPolicy.optional(),
  /** A slot older than this when it could run is not run any more. */
  start_within: Duration.optional(),
};

/** When a pipeline runs by itself. A pipeline without one is started by hand. */
export const Schedule = z.union([
  z.strictObject({ ...common, cron: z.string().trim().min(1), zone: ScheduleZone.optional() }),
  z.strictObject({ ...common, every: Duration }),
  /** Once each of these was written since the last run of the pipeline. */
  z.strictObject({ after: z.array(RelationName).min(1).max(50) }),
]);
export type Schedule = z.infer<typeof Schedule>;

/** By when the day's run must have succeeded. Late is told once; freshness is judged apart from it. */
export const Deadline = z.strictObject({
  /** `09:00`, in the zone of the schedule. */
  by: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is no time of day (write it like 09:00)'),
  /** The run whose interval ends so many days before today; 0 where left out: the run due today. */
  days_before: z.number().int().min(0).max(31).optional(),
});
export type Deadline = z.infer<typeof Deadline>;
