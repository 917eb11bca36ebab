import * as z from 'zod';

/**
 * What to do about a signal. make, buy and list are chances with a deadline; hold says that there is nothing to gain; watch
 * that it isn't sure enough, or hasn't begun.
 */
export const DirectiveAction = z.enum(['make', 'buy', 'list', 'hold', 'watch']);
export type DirectiveAction = z.infer<typeof DirectiveAction>;

/**
 * proposed until somebody decides; accepted, snoozed or dismissed by a person; expired when acting comes too late and nobody
 * decided; judged once the days it spoke of are known. What was decided stays beside a judgement.
 */
export const DirectiveState = z.enum(['proposed', 'accepted', 'snoozed', 'dismissed', 'expired', 'judged']);
export type DirectiveState = z.infer<typeof DirectiveState>;

/** A calendar day, `2026-03-08`. */
export const Day = z.iso.date('is not a day (write it like 2026-03-08)');
export type Day = z.infer<typeof Day>;

/** What a person can decide about a directive; undo makes it proposed again. */
export const Decision = z.discriminatedUnion('is', [
  z.object({ is: z.literal('accept') }),
  /** Until that day it is out of the way. */
  z.object({ is: z.literal('snooze'), until: Day }),
  z.object({ is: z.literal('dismiss'), note: z.string().trim().max(2_000) }),
  z.object({ is: z.literal('undo') }),
]);
export type Decision = z.infer<typeof Decision>;
