import type { Work } from '../../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Finding } from '../../insight/finding/verdict.ts';
import type { Ranking } from '../../insight/screen/ranking.ts';
import { CHUNK } from '../../insight/screen/screenPairs.ts';
import { addChunk, countDone, OPEN, type ScreenState } from '../../insight/screen/screenState.ts';
import { inTiles, type Study } from '../../insight/screen/study.ts';
import { inOrder } from './inOrder.ts';
import { PoolClosed, type ScreenPool } from './screenPool.ts';

/** Each thread always has the next task waiting for it. */
const TASKS_A_WORKER = 2;

/**
 * Fills in what is still open of a state. When it is stopped, what was found up to then is in the state, from which another run goes on.
 */
export async function runScreen(
  study: Study,
  state: ScreenState,
  pool: ScreenPool,
  { signal, report }: Work,
): Promise<Result<void>> {
  const open = inTiles(study, (pair) => state.status[pair] === OPEN);
  const total = state.status.length;
  let done = countDone(state);
  return stoppable(pool, signal, async () => {
    const found = inOrder(chunksOf(open, pool.workers), pool.screen, TASKS_A_WORKER * pool.workers);
    for await (const chunk of found) {
      addChunk(state, chunk);
      done += chunk.pairs.length;
      report({ step: 'comparing', done, total, unit: 'pairs' });
    }
  });
}

/** The findings of some pairs, one after the other in the order given. Nothing is kept of them here. */
export async function runFindings(
  pairs: Uint32Array,
  { q, tests }: Ranking,
  pool: ScreenPool,
  { signal, report }: Work,
  take: (finding: Finding, pair: number) => void,
): Promise<Result<void>> {
  let done = 0;
  return stoppable(pool, signal, async () => {
    const ask = (pair: number) => pool.finding(pair, { q: q[pair] as number, tests });
    for await (const finding of inOrder(pairs, ask, TASKS_A_WORKER * pool.workers)) {
      take(finding, pairs[done] as number);
      done += 1;
      report({ step: 'checking', done, total: pairs.length, unit: 'pairs' });
    }
  });
}

/** Small enough that no thread is left with the last of few pairs while the others rest. */
function* chunksOf(pairs: Uint32Array, workers: number): Generator<Uint32Array, void, void> {
  const size = Math.max(1, Math.min(CHUNK, Math.ceil(pairs.length / (4 * workers))));
  for (let from = 0; from < pairs.length; from += size) yield pairs.slice(from, from + size);
}

/** Work that asks a pool, which is closed when it is stopped. */
export async function stoppable<T>(
  pool: ScreenPool,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<Result<T>> {
  const stop = () => void pool.close();
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return ok(await work());
  } catch (error) {
    if (!(error instanceof PoolClosed)) throw error;
    return fail('CANCELLED', {
      message: 'The screen was stopped.',
      next: 'Start it again when you want it.',
    });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
