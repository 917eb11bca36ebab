import type { InboxTrend, Kinds, LinkLine, TrendsState } from '../../../shared/contract/trends.ts';
import type { JobId, Work } from '../../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Store } from '../../warehouse/store.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { InsightSurroundings } from '../insightScreens.ts';
import { bringDecisions } from './bringDecisions.ts';
import { sortingWords } from './sort/sortingWords.ts';
import { sortTrends } from './sortTrends.ts';
import {
  createTrendsDesk,
  type InboxWish,
  type LinkDecision,
  type LinksWish,
  type TrendsDesk,
} from './trendsDesk.ts';

/** What the screen Trends asks. */
export interface TrendsScreens {
  state(signal?: AbortSignal): Promise<Result<TrendsState>>;
  inbox(wish: InboxWish, signal?: AbortSignal): Promise<Result<{ trends: InboxTrend[]; total: number }>>;
  correct(said: { trend: string; category: string }): Promise<Result<{ at: string }>>;
  links(wish: LinksWish, signal?: AbortSignal): Promise<Result<{ links: LinkLine[]; total: number }>>;
  decide(said: LinkDecision): Promise<Result<{ at: string }>>;
  takeBack(said: { trend: string; product?: string | undefined; at: string }): Promise<Result<void>>;
  kinds(signal?: AbortSignal): Promise<Result<Kinds>>;
  sort(): Promise<Result<{ job: JobId }>>;
  bring(): Promise<Result<{ job: JobId }>>;
}

export function createTrendsScreens(around: InsightSurroundings): TrendsScreens {
  const { current, clock } = around;
  const desks = new Map<string, TrendsDesk>();

  async function at<T>(ask: (desk: TrendsDesk, store: Store) => Promise<Result<T>>): Promise<Result<T>> {
    const folder = current()?.path;
    if (folder === undefined) return noWorkspace();
    const warehouse = await around.warehouse.get();
    if (!warehouse.ok) return warehouse;
    const desk = desks.get(folder) ?? createTrendsDesk(folder, clock);
    desks.set(folder, desk);
    return ask(desk, warehouse.value.store);
  }

  function start(
    title: string,
    run: (folder: string, warehouse: Warehouse, work: Work) => Promise<Result<string>>,
  ): Result<{ job: JobId }> {
    const folder = current()?.path;
    if (folder === undefined) return noWorkspace();
    const job = around.warehouse.start(title, (warehouse, work) => run(folder, warehouse, work));
    return job.ok ? ok({ job: job.value }) : job;
  }

  return {
    state: (signal) => at((desk, store) => desk.state(store, signal)),
    inbox: (wish, signal) => at((desk, store) => desk.inbox(store, wish, signal)),
    links: (wish, signal) => at((desk, store) => desk.links(store, wish, signal)),
    kinds: (signal) => at((desk, store) => desk.kinds(store, signal)),
    correct: (said) => at((desk, store) => desk.correct(store, said)),
    decide: (said) => at((desk, store) => desk.decide(store, said)),
    takeBack: (said) => at((desk) => desk.takeBack(said)),
    sort: async () =>
      start('Sort trends', async (folder, { store }, work) => {
        const done = await sortTrends({ store, folder, clock }, work);
        return done.ok ? ok(sortingWords(done.value)) : done;
      }),
    bring: async () =>
      start('Take decisions into the models', (folder, warehouse, work) =>
        bringDecisions({ ...around, folder, warehouse }, work),
      ),
  };
}

function noWorkspace(): Result<never> {
  return fail('WORKSPACE_NOT_OPEN', {
    message: 'Trends belong to a workspace, and none is open.',
    next: 'Open a workspace, then try again.',
  });
}
