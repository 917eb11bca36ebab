import type { StudyName } from '../../../shared/domain/study.ts';
import { fail, type Result } from '../../../shared/errors/failure.ts';
import type { InsightSurroundings } from '../insightScreens.ts';

/** What the calls of explorer ask. */
export interface ExplorerScreens {
  studies(signal?: AbortSignal): Promise<Result<{ name: StudyName; title: string }[]>>;
}

export function createExplorerScreens(_around: InsightSurroundings): ExplorerScreens {
  return {
    async studies() {
      return fail('BAD_INPUT', { message: 'This is not there yet.', next: 'Wait for it.' });
    },
  };
}
