import type { Brief, Directive } from '../../../shared/contract/brief.ts';
import type { Decision } from '../../../shared/domain/directive.ts';
import type { JobId } from '../../../shared/domain/job.ts';
import { fail, type Result } from '../../../shared/errors/failure.ts';
import type { InsightSurroundings } from '../insightScreens.ts';

/** What the calls of brief ask. */
export interface BriefScreens {
  read(signal?: AbortSignal): Promise<Result<Brief>>;
  decide(id: string, decision: Decision, signal?: AbortSignal): Promise<Result<Directive>>;
  seen(signal?: AbortSignal): Promise<Result<{ at: string }>>;
  make(): Result<JobId>;
}

export function createBriefScreens(_around: InsightSurroundings): BriefScreens {
  const notYet = () => fail('BAD_INPUT', { message: 'This is not there yet.', next: 'Wait for it.' });
  return {
    read: async () => notYet(),
    decide: async () => notYet(),
    seen: async () => notYet(),
    make: notYet,
  };
}
