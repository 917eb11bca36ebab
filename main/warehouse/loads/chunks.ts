import { setImmediate as breathe } from 'node:timers/promises';
import type { Record } from '../loads.ts';

/** What is looked at together before a column gets its type. Counted in records, so that batches can't change the answer. */
export const CHUNK = 1_000;
/** Held before the writer is taken, so that a short stream doesn't keep it while its source answers. */
const GATHERED = 20;

/** The same records in pieces of one size. A source that never answers doesn't outlive the signal. */
export async function* chunksOf(
  batches: AsyncIterable<readonly Record[]>,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly Record[], void, void> {
  const source = batches[Symbol.asyncIterator]();
  let held: Record[] = [];
  let ended = false;
  try {
    for (;;) {
      const next = await unlessAborted(source.next(), signal);
      if (next.done === true) break;
      for (const record of next.value) {
        held.push(record);
        if (held.length < CHUNK) continue;
        yield held;
        held = [];
      }
    }
    ended = true;
    if (held.length > 0) yield held;
  } finally {
    // Not waited for: a source that hangs would hang here too.
    if (!ended) source.return?.()?.catch(() => undefined);
  }
}

/** Takes the first chunks ahead and gives them out again before the rest. */
export async function gather(
  chunks: AsyncGenerator<readonly Record[], void, void>,
): Promise<AsyncGenerator<readonly Record[], void, void>> {
  const ahead: (readonly Record[])[] = [];
  let ended = false;
  while (!ended && ahead.length < GATHERED) {
    const next = await chunks.next();
    if (next.done === true) ended = true;
    else ahead.push(next.value);
  }
  return (async function* () {
    try {
      for (let first = ahead.shift(); first !== undefined; first = ahead.shift()) yield first;
      if (!ended) yield* chunks;
    } finally {
      await chunks.return();
    }
  })();
}

/** Lets the thread do something else after so much work. */
export function createPause(every: number): (work: number) => Promise<void> {
  let done = 0;
  return async (work) => {
    done += work;
    if (done < every) return;
    done = 0;
    await breathe();
  };
}

async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
