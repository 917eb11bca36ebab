import * as z from 'zod';

/** Work that outlives the call that started it. Whoever starts it gets an id; windows only watch. */
export const JobId = z.string().brand<'JobId'>();
export type JobId = z.infer<typeof JobId>;

export const Progress = z.object({
  /** What is being done now, a few words. */
  step: z.string(),
  /** Units finished; with `total` it makes a bar, without it a count. */
  done: z.number().min(0),
  total: z.number().min(0).optional(),
  unit: z.string().optional(),
});
export type Progress = z.infer<typeof Progress>;

const base = {
  id: JobId,
  title: z.string(),
  startedAt: z.iso.datetime(),
  progress: Progress.optional(),
};

/**
 * running → done | failed | cancelled; cancelling is running with the wish recorded. Ended states are final.
 */
export const Job = z.discriminatedUnion('status', [
  z.object({ ...base, status: z.literal('running'), secondsLeft: z.number().min(0).optional() }),
  z.object({ ...base, status: z.literal('cancelling') }),
  z.object({ ...base, status: z.literal('done'), endedAt: z.iso.datetime(), outcome: z.string() }),
  z.object({ ...base, status: z.literal('cancelled'), endedAt: z.iso.datetime() }),
  z.object({
    ...base,
    status: z.literal('failed'),
    endedAt: z.iso.datetime(),
    message: z.string(),
    next: z.string(),
  }),
]);
export type Job = z.infer<typeof Job>;

/** What a long piece of work is handed: it reports as often as it likes and stops when the signal fires. */
export interface Work {
  readonly signal: AbortSignal;
  report(progress: Progress): void;
}
