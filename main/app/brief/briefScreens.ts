import { fail, type Result } from '../../../shared/errors/failure.ts';
import type { InsightSurroundings } from '../insightScreens.ts';

/** What the calls of brief ask. */
export interface BriefScreens {
  seen(signal?: AbortSignal): Promise<Result<void>>;
}

export function createBriefScreens(_around: InsightSurroundings): BriefScreens {
  return {
    async seen() {
      return fail('BAD_INPUT', { message: 'This is not there yet.', next: 'Wait for it.' });
    },
  };
}
