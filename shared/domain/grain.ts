import * as z from 'zod';

/** How long a step of a series is. Weeks begin on Monday; an hour is one of UTC, so that no day of 23 or 25 of them is ever wrong. */
export const Grain = z.enum(['day', 'week', 'hour']);
export type Grain = z.infer<typeof Grain>;

/** What is of no other grain, as nearly everything is. */
export const USUAL_GRAIN: Grain = 'day';

/** The longest leads that a study may look at: a year, or in hours a fortnight, beyond which days say the same with less noise. */
export const LONGEST_LEADS: Readonly<Record<Grain, number>> = { day: 365, week: 52, hour: 336 };

/** "3 weeks", "1 hour". */
export function steps(count: number, grain: Grain = USUAL_GRAIN): string {
  return `${count} ${count === 1 ? grain : `${grain}s`}`;
}
