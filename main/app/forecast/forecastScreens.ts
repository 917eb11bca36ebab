import { fail, type Result } from '../../../shared/errors/failure.ts';
import type { InsightSurroundings } from '../insightScreens.ts';

/** What the calls of forecast ask. */
export interface ForecastScreens {
  offers(signal?: AbortSignal): Promise<Result<string[]>>;
}

export function createForecastScreens(_around: InsightSurroundings): ForecastScreens {
  return {
    async offers() {
      return fail('BAD_INPUT', { message: 'This is not there yet.', next: 'Wait for it.' });
    },
  };
}
