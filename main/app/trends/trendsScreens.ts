import type { InboxTrend, Kinds, LinkLine, TrendsState } from '../../../shared/contract/trends.ts';
import type { JobId } from '../../../shared/domain/job.ts';
import { fail, type Result } from '../../../shared/errors/failure.ts';
import type { InsightSurroundings } from '../insightScreens.ts';

/** What the screen Trends asks. */
export interface TrendsScreens {
  state(signal?: AbortSignal): Promise<Result<TrendsState>>;
  inbox(wish: InboxWish, signal?: AbortSignal): Promise<Result<{ trends: InboxTrend[]; total: number }>>;
  correct(said: { trend: string; category: string }): Promise<Result<{ at: string }>>;
  links(wish: LinksWish, signal?: AbortSignal): Promise<Result<{ links: LinkLine[]; total: number }>>;
  decide(said: {
    trend: string;
    product: string;
    decision: 'accepted' | 'rejected';
  }): Promise<Result<{ at: string }>>;
  takeBack(said: { trend: string; product?: string | undefined; at: string }): Promise<Result<void>>;
  kinds(signal?: AbortSignal): Promise<Result<Kinds>>;
  sort(): Promise<Result<{ job: JobId }>>;
  bring(): Promise<Result<{ job: JobId }>>;
}

interface Page {
  readonly skip: number;
  readonly take: number;
}

export interface InboxWish extends Page {
  readonly which: 'asking' | 'all';
}

export interface LinksWish extends Page {
  readonly which: 'proposed' | 'accepted' | 'rejected' | 'all';
  readonly search: string;
}

export function createTrendsScreens(_around: InsightSurroundings): TrendsScreens {
  const notYet = async () => fail('BAD_INPUT', { message: 'This is not there yet.', next: 'Wait for it.' });
  return {
    state: notYet,
    inbox: notYet,
    correct: notYet,
    links: notYet,
    decide: notYet,
    takeBack: notYet,
    kinds: notYet,
    sort: notYet,
    bring: notYet,
  };
}
