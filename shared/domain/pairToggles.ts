import * as z from 'zod';

/** What is done to both series of a pair before they are compared. */
export const PairToggles = z.object({
  /** Counts act in shares: their logarithm. */
  log: z.boolean(),
  /** Taken out: the swings of week and year, and the straight trend. */
  season: z.boolean(),
  /** Taken out: promotions, holidays and what else the study names. */
  causes: z.boolean(),
  /** Freed from their own past. */
  whiten: z.boolean(),
  /** Rank scores instead of values: bursts keep their order and lose their weight. */
  ranks: z.boolean(),
  /** Changes from one step to the next instead of levels. */
  changes: z.boolean(),
});
export type PairToggles = z.infer<typeof PairToggles>;

export const AS_THE_STUDY: PairToggles = {
  log: true,
  season: true,
  causes: true,
  whiten: true,
  ranks: true,
  changes: false,
};

export function isAsTheStudy(toggles: PairToggles): boolean {
  return (Object.keys(AS_THE_STUDY) as (keyof PairToggles)[]).every(
    (key) => toggles[key] === AS_THE_STUDY[key],
  );
}
