import { fail, type Result } from '../../../shared/errors/failure.ts';
import type { InsightSurroundings } from '../insightScreens.ts';

/** What the calls of trends ask. */
export interface TrendsScreens {
  waiting(signal?: AbortSignal): Promise<Result<{ categories: number; links: number }>>;
}

export function createTrendsScreens(_around: InsightSurroundings): TrendsScreens {
  return {
    async waiting() {
      return fail('BAD_INPUT', { message: 'This is not there yet.', next: 'Wait for it.' });
    },
  };
}
