import * as z from 'zod';
import type { Rejected } from '../loads.ts';
import { jsonText } from './jsonText.ts';

/** How a row maker tells what it set aside; whatever else it returns is its caller's. */
const WithRejected = z.looseObject({
  rejected: z.array(
    z.object({
      ordinal: z.number(),
      line: z.number().optional(),
      reason: z.string(),
      record: z.string(),
    }),
  ),
});

/** What is kept of a maker's outcome for a second answer to the same attempt. */
const MOST_KEPT = 64 * 1024;

export function splitOutcome(outcome: unknown): {
  readonly rejected: readonly Rejected[];
  readonly rest: unknown;
} {
  const parsed = WithRejected.safeParse(outcome);
  if (!parsed.success) return { rejected: [], rest: outcome };
  const { rejected, ...rest } = parsed.data;
  return {
    rest,
    rejected: rejected.map(({ line, ...one }) => (line === undefined ? one : { ...one, line })),
  };
}

/** As JSON, so that it can be listed with its load. */
export function keptOutcome(outcome: unknown): unknown {
  const text = jsonText(outcome);
  return text === null || text.length > MOST_KEPT ? null : JSON.parse(text);
}
