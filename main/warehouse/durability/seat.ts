import { type Failure, fail, type Result } from '../../../shared/errors/failure.ts';
import type { Builds } from '../builds.ts';
import type { Loads } from '../loads.ts';
import type { Store } from '../store.ts';

export interface Seated {
  readonly store: Store & { readonly builds: Builds };
  readonly loads: Loads;
}

/** The store and the loads everybody holds, while what stands behind them may be exchanged for a restored one. */
export interface Seat {
  readonly store: Store;
  readonly loads: Loads;
  readonly builds: Builds;
  take(seated: Seated): void;
  /** Until the next `take`, every call fails as busy. Answers what stood there. */
  leave(): Seated | null;
  /** Whether any call has met damage since the last `take`. */
  damaged(): boolean;
}

export function createSeat(first: Seated): Seat {
  let seated: Seated | null = first;
  let damaged = false;
  const notice = <T>(answer: Result<T>): Result<T> => {
    if (!answer.ok && answer.failure.code === 'STORE_DAMAGED') damaged = true;
    return answer;
  };
  const withStore = async <T>(use: (store: Store) => Promise<Result<T>>): Promise<Result<T>> =>
    seated === null ? absent() : notice(await use(seated.store));
  const withLoads = async <T>(use: (loads: Loads) => Promise<Result<T>>): Promise<Result<T>> =>
    seated === null ? absent() : notice(await use(seated.loads));
  const withBuilds = async <T>(use: (builds: Builds) => Promise<Result<T>>): Promise<Result<T>> =>
    seated === null ? absent() : notice(await use(seated.store.builds));
  const { engine } = first.store;
  const quote = first.store.quote.bind(first.store);
  return {
    store: {
      engine,
      quote,
      catalog: (...given) => withStore((store) => store.catalog(...given)),
      describe: (...given) => withStore((store) => store.describe(...given)),
      exactRows: (...given) => withStore((store) => store.exactRows(...given)),
      page: (...given) => withStore((store) => store.page(...given)),
      query: (...given) => withStore((store) => store.query(...given)),
      write: (...given) => withStore((store) => store.write(...given)),
      tidy: async () => seated?.store.tidy(),
      close: async () => seated?.store.close(),
    },
    loads: {
      land: (...given) => withLoads((loads) => loads.land(...given)),
      landFrom: (...given) => withLoads((loads) => loads.landFrom(...given)),
      state: (...given) => withLoads((loads) => loads.state(...given)),
      ledger: (...given) => withLoads((loads) => loads.ledger(...given)),
      rejected: (...given) => withLoads((loads) => loads.rejected(...given)),
      schemaHistory: (...given) => withLoads((loads) => loads.schemaHistory(...given)),
      expire: (...given) => withLoads((loads) => loads.expire(...given)),
      sweep: (how) => withLoads((loads) => loads.sweep(how)),
    },
    builds: {
      ...first.store.builds,
      claim: (...given) => withBuilds((builds) => builds.claim(...given)),
      line: (...given) => withBuilds((builds) => builds.line(...given)),
      publish: (...given) => withBuilds((builds) => builds.publish(...given)),
    },
    take(next) {
      seated = next;
      damaged = false;
    },
    leave() {
      const left = seated;
      seated = null;
      return left;
    },
    damaged: () => damaged,
  };
}

/** Said by everything that needs the file while none is open. */
export function absent(): { readonly ok: false; readonly failure: Failure } {
  return fail('STORE_BUSY', {
    message: 'The warehouse is closed, or a backup is just being put in its place.',
    next: 'Try again in a moment.',
    retry: true,
  });
}
